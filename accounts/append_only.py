"""Rows that may be added, never changed or removed; held by the ORM here and by triggers in the database.

``@protect`` a model that inherits ``AppendOnly``; ``triggers`` then watches its table as well.
"""

from typing import TypeVar

from django.db import models

ModelClass = TypeVar("ModelClass", bound=type[models.Model])

protected: list[type[models.Model]] = []


def protect(model: ModelClass) -> ModelClass:
    """Class decorator: the table gets its triggers after the next ``migrate``."""
    protected.append(model)
    return model


class AppendOnlyError(Exception):
    """Somebody tried to change what is only ever added."""

    def __init__(self, model: type[models.Model]):
        super().__init__(f"{model._meta.verbose_name}只能新增，不能修改或删除。")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(self.model)

    def delete(self):
        raise AppendOnlyError(self.model)

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError(self.model)


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(type(self))
