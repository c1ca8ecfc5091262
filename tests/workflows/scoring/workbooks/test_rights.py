"""Who may take a department's scores out and bring them in."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.appointments import appoint
from accounts.enums import Post
from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "out", "page", "send"),
    [
        ("农业农村局评分员", 200, 200, 422),
        ("农业农村局负责人", 200, 200, 403),
        ("宣传部评分员", 404, 404, 404),
        ("农业农村局联审员", 404, 404, 404),
        ("经办人", 404, 404, 404),
        ("甲镇审核员", 404, 404, 404),
        ("甲一村书记", 404, 404, 404),
    ],
)
def test_only_the_department_itself(desk, signed_in, name, out, page, send):
    browser = signed_in(desk.county.people[name])
    workbook = reverse("scoring:workbook", args=[desk.round.pk, desk.office.pk])

    got = (
        browser.get(workbook).status_code,
        browser.get(desk.address).status_code,
        browser.post(desk.address).status_code,
    )

    assert got == (out, page, send)


def test_who_has_not_declared_recusals_is_led_there_first(desk, signed_in):
    newcomer = User.objects.create(username="newcomer", display_name="新评分员", password="!")
    place = {"region": desk.county.regions["禾塬县"], "organisation": desk.office, "since": date(2020, 1, 1)}
    appoint(user=newcomer, post=Post.DEPT_SCORER, **place)
    browser = signed_in(newcomer)

    page = browser.get(desk.address).content.decode()

    assert reverse("scoring:declare", args=[desk.round.pk]) in page
    assert browser.post(desk.address).status_code == 409


def test_a_preview_is_its_senders(desk, signed_in):
    answer = desk.send(desk.workbook().put(desk.numbers[0], "CY-01", "评分", 30).saved())
    token = answer.context["token"]

    forged = desk.browser.post(desk.address, {"confirm": f"{token}x"})
    other = signed_in(desk.county.people["农业农村局负责人"]).get(desk.address, {"preview": token})

    assert (forged.status_code, other.status_code) == (422, 422)
    assert "不是您的" in other.content.decode()


def test_the_pages_ask_a_bounded_number_of_questions(desk, django_assert_max_num_queries):
    answer = desk.send(desk.workbook().put(desk.numbers[0], "CY-01", "评分", 30).saved())
    address = answer.redirect_chain[-1][0]

    with django_assert_max_num_queries(32):
        desk.browser.get(address)
    with django_assert_max_num_queries(25):
        desk.browser.get(reverse("scoring:workbook", args=[desk.round.pk, desk.office.pk]))
