"""A published standard never changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.append_only import AppendOnlyError
from tests.workflows.standards.builders import path_of
from workflows.standards import models, services
from workflows.standards.models import Standard
from workflows.standards.source import read_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Standard:
    return services.load_standard(county="610599", text=read_text(path_of("village")))[0]


@pytest.fixture
def published(draft) -> Standard:
    services.publish(standard=draft)
    return draft


def test_standard_is_read_once_for_all_rows(draft, django_assert_num_queries):
    models._parsed.clear()
    spec = Standard.objects.get(pk=draft.pk).spec

    with django_assert_num_queries(1):
        assert Standard.objects.get(pk=draft.pk).spec is spec


def test_body_that_does_not_fit_its_hash_is_refused(draft):
    models._parsed.clear()
    draft.content.body["name"] = "改过的标准"

    with pytest.raises(ValidationError, match="与校验值不符"):
        _ = draft.spec


@pytest.mark.parametrize(
    ("name", "value"), [("name", "别的名称"), ("version", 9), ("county", ""), ("published_at", None)]
)
def test_published_standard_cannot_be_saved_otherwise(published, name, value):
    setattr(published, name, value)

    with pytest.raises(ValidationError, match="已发布，不能修改"):
        published.save()


def test_draft_can_be_saved_otherwise(draft):
    draft.name = "别的名称"
    draft.save()

    assert Standard.objects.get(pk=draft.pk).name == "别的名称"


def test_published_standard_does_not_become_a_draft_again(published):
    published.state = Standard.State.DRAFT

    with pytest.raises(ValidationError):
        published.save()


def test_published_standard_cannot_be_updated_or_deleted_in_bulk(published):
    with pytest.raises(ValidationError):
        Standard.objects.update(name="别的名称")
    with pytest.raises(ValidationError):
        Standard.objects.all().delete()
    with pytest.raises(ValidationError):
        published.delete()


def test_drafts_can_be_updated_and_deleted_in_bulk(draft):
    assert Standard.objects.filter(pk=draft.pk).update(name="别的名称") == 1
    assert Standard.objects.filter(pk=draft.pk).delete()[0] == 1


def test_content_is_only_ever_added(draft):
    with pytest.raises(AppendOnlyError):
        draft.content.save()


def test_one_row_a_version(draft):
    twin = Standard(county="610599", code=draft.code, version=1, name="", object="village", content=draft.content)
    twin.created_at = draft.created_at

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_published_means_dated(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.filter(pk=draft.pk).update(state=Standard.State.PUBLISHED)


def test_county_uses_its_own_standards_and_the_templates(draft):
    template = services.load_standard(county="", text=read_text(path_of("village")))[0]
    services.load_standard(county="610598", text=read_text(path_of("village")))

    assert set(Standard.objects.usable_in("610599")) == {draft, template}
    assert list(Standard.objects.published()) == []
