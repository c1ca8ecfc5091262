"""The filters above a list as a phone shows them: buttons are seen whole, without pushing anything aside."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.frontend.conftest import PARTS, page_of
from workflows.inbox.filters import Filter
from workflows.inbox.models import Tab

pytestmark = pytest.mark.browser

HOST = "http://shifan.test/"
WIDTH = 390
TOWNSHIPS = [{"pk": number, "short_name": name} for number, name in enumerate(("安禾镇", "新塬街道"), start=1)]


@pytest.fixture
def on_a_phone(dist, chromium):
    """A page as wide as a phone with this body."""
    page = chromium.new_page(viewport={"width": WIDTH, "height": 844})

    def opened(body: str):
        def answer(route):
            path = route.request.url.removeprefix(HOST)
            if path in PARTS:
                route.fulfill(path=dist / path)
            else:
                route.fulfill(body=page_of(body), content_type="text/html; charset=utf-8")

        page.route(f"{HOST}**", answer)
        page.goto(HOST)
        return page

    yield opened
    page.close()


@pytest.mark.parametrize("townships", [[], TOWNSHIPS], ids=["no townships", "townships"])
@pytest.mark.parametrize("words", ["", "兴塬"], ids=["all", "narrowed"])
def test_every_button_of_the_filters_is_seen_whole(on_a_phone, townships, words):
    context = {"tab": Tab.TODO, "filter": Filter(q=words), "townships": townships}
    body = render_to_string("inbox/_filters.html", context, RequestFactory().get("/"))

    page = on_a_phone(f'<main class="content">{body}</main>')
    ends = page.eval_on_selector_all(
        ".filter-form .btn, .filter-form select, .filter-form input[type=search]",
        "(all) => all.map((one) => one.getBoundingClientRect().right)",
    )

    assert len(ends) == 2 + bool(townships) + 2 * bool(words)
    assert max(ends) <= WIDTH
