"""The two pictures side by side, and the word on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import world
from tests.documents import photos
from workflows.applications.services.evidence import attach
from workflows.review.models import LikenessAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(county, village_round):
    """甲一村 and 甲二村 have handed in the same photograph."""
    image = photos.photograph("广场")
    handed_in = []
    for village, picture in (("甲一村", image), ("甲二村", photos.scaled(image, 0.5))):
        application = world.apply(county, village_round, village)
        upload = SimpleUploadedFile("照片.jpg", photos.as_jpeg(picture), "image/jpeg")
        clerk = county.people[f"{village}填报员"]
        attach(application=application, by=clerk, indicator="CY-01", upload=upload, proves="现场照片")
        handed_in.append(world.hand_in(county, application))
    return handed_in


def address(application) -> str:
    return reverse("review:likeness", args=[application.pk])


def key_on(page: str) -> str:
    return page.partition('name="question" value="')[2].partition('"')[0]


def test_the_desk_asks_and_leads_to_the_comparison(pair, county, signed_in):
    [work] = world.work(pair[1], "review_at_township")
    desk = reverse("inbox:task", args=[work.pk])

    page = signed_in(county.people["甲镇审核员"]).get(desk).content.decode()

    assert "这张照片与甲镇甲一村 CY-01 的照片几乎相同（2026年度）" in page
    assert f"{address(pair[1])}?back={desk}%23i-CY-01#q-" in page


def test_both_pictures_stand_side_by_side(pair, county, signed_in):
    page = signed_in(county.people["甲镇审核员"]).get(address(pair[1])).content.decode()

    for application in pair:
        file = next(link.file for link in application.evidence.all() if link.file.sketch != "-")
        assert reverse("applications:file", args=[application.pk, file.pk]) in page


@pytest.mark.parametrize("who", ["甲二村填报员", "甲二村书记"])
def test_the_applicant_does_not_see_it(pair, county, signed_in, who):
    assert signed_in(county.people[who]).get(address(pair[1])).status_code == 403


@pytest.mark.parametrize("who", ["乙镇审核员", "甲一村书记", "农业农村局评分员"])
def test_out_of_sight_it_does_not_exist(pair, county, signed_in, who):
    assert signed_in(county.people[who]).get(address(pair[1])).status_code == 404


def test_an_answer_is_kept_and_leads_back(pair, county, signed_in):
    browser = signed_in(county.people["甲镇审核员"])
    key = key_on(browser.get(address(pair[1])).content.decode())

    given = {"question": key, "word": "explain", "reason": "请说明。", "back": "/todo/7/#i-CY-01"}
    response = browser.post(address(pair[1]), given)

    assert response.url == f"{address(pair[1])}?back=%2Ftodo%2F7%2F%23i-CY-01#q-{key}"
    kept = LikenessAnswer.objects.get()
    assert (kept.word, kept.reason, kept.other_application) == ("explain", "请说明。", pair[0])
    assert "请说明。" in browser.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "没有找到要答复的这一处"),
        ({"question": "KEY"}, "请选择一项意见。"),
        ({"question": "KEY", "word": "maybe"}, "请选择一项意见。"),
        ({"question": "KEY", "word": "reject", "reason": " "}, "请写明理由"),
    ],
)
def test_what_is_missing_is_said(pair, county, signed_in, given, said):
    browser = signed_in(county.people["甲镇审核员"])
    key = key_on(browser.get(address(pair[1])).content.decode())

    answer = browser.post(address(pair[1]), {name: key if value == "KEY" else value for name, value in given.items()})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LikenessAnswer.objects.exists()


def test_who_has_no_step_is_refused(pair, county, signed_in):
    assert signed_in(county.people["经办人"]).post(address(pair[1]), {}).status_code == 409


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_way_back_leads_nowhere_else(pair, county, signed_in, back):
    page = signed_in(county.people["甲镇审核员"]).get(address(pair[1]), {"back": back}).content.decode()

    assert back not in page
