"""Visits on the spot: who records them, what they hold, where they are shown."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.append_only import AppendOnlyError
from tests import world
from tests.pictures import picture
from workflows.engine.errors import Incomplete, NotYou
from workflows.engine.models import Event
from workflows.review.models import Opinion, SiteCheck
from workflows.review.visits.services import record_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def visit(county, application, by="甲镇审核员", **changes):
    said = {"on": date(2026, 3, 16), "people": ["张核查", "王核查"], "findings": {"RJ-01": "二组三户没有建"}, **changes}
    return record_visit(application=application, by=county.people[by], **said)


def test_a_visit_is_kept_with_its_findings_and_photographs(county, submitted):
    check = visit(county, submitted, photos=[picture("现场")], words="看了十户。")

    assert [(one.indicator, one.words) for one in check.findings.all()] == [("RJ-01", "二组三户没有建")]
    assert check.photos.count() == 1
    event = Event.objects.get(process_id=submitted.process_id, action="check_on_site")
    assert event.opinion == "2026-03-16 张核查、王核查到村核查，发现1处问题。"
    with pytest.raises(AppendOnlyError):
        check.save()


@pytest.mark.parametrize("changes", [{"people": ["张核查"]}, {"on": date(2026, 3, 17)}], ids=["alone", "in the future"])
def test_nobody_goes_alone_or_tomorrow(county, submitted, changes):
    with pytest.raises(Incomplete):
        visit(county, submitted, **changes)

    assert not SiteCheck.objects.exists()


def test_a_photograph_that_is_none_is_refused_with_everything(county, submitted):
    with pytest.raises(ValidationError):
        visit(county, submitted, photos=[SimpleUploadedFile("a.jpg", b"no picture")])

    assert not SiteCheck.objects.exists()


@pytest.mark.parametrize("name", ["乙镇审核员", "甲一村书记", "经办人"])
def test_only_the_townships_people_record_a_visit(county, submitted, name):
    with pytest.raises(NotYou):
        visit(county, submitted, by=name)


def test_the_reviewers_page_has_the_visit_filled_in_and_the_finding_beside_its_line(county, submitted, signed_in):
    visit(county, submitted)
    task = world.work(submitted, "review_at_township")[0]

    page = signed_in(county.people["甲镇审核员"]).get(reverse("inbox:task", args=[task.pk])).content.decode()

    assert "实地核查发现：</b>二组三户没有建" in page
    assert 'value="张核查、王核查"' in page


def test_a_recommendation_quotes_the_visit_on_record(county, submitted):
    visit(county, submitted)

    world.act(county, submitted, "review_at_township", decision="recommend", opinion="属实。")

    assert Opinion.objects.get().site_check == {
        "on": "2026-03-16", "people": ["张核查", "王核查"], "households": None, "findings": "RJ-01 二组三户没有建",
    }  # fmt: skip


def test_the_page_takes_a_visit_and_shows_it(county, submitted, signed_in):
    browser = signed_in(county.people["甲镇审核员"])
    address = reverse("review:visits", args=[submitted.pk])
    typed = {"on": "2026-03-16", "people": "张核查、王核查", "finding-RJ-01": "门锁着", "photos": picture("现场")}

    alone = browser.post(address, {**typed, "people": "张核查"})
    done = browser.post(address, {**typed, "photos": picture("现场")}, follow=True).content.decode()
    photo = SiteCheck.objects.get().photos.get()
    answer = browser.get(reverse("review:visit_photo", args=[submitted.pk, photo.pk]))

    assert (alone.status_code, "不少于2人" in alone.content.decode()) == (422, True)
    assert "门锁着" in done
    assert answer.getvalue().startswith(b"\xff\xd8")


def test_the_village_reads_and_does_not_record(county, submitted, signed_in):
    visit(county, submitted)
    browser = signed_in(county.people["甲一村书记"])
    address = reverse("review:visits", args=[submitted.pk])

    assert "二组三户没有建" in browser.get(address).content.decode()
    assert browser.post(address, {"on": "2026-03-16", "people": "张 王"}).status_code == 403
