"""Rounds of creation: year, level, standard, quota, schedule."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.rounds"
    label = "rounds"
    verbose_name = "创建批次"
