"""One phone of several people, in several windows, with an old or no script: each thing goes where it belongs, once."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from PIL import ExifTags, Image
from playwright.sync_api import Page, expect

from documents.models import EvidenceFile, Upload
from tests import world
from tests.documents import photos
from tests.e2e.conftest import PHONE
from tests.e2e.test_weak_network import (  # noqa: F401 - fixtures
    FIELD,
    address,
    application,
    everything_is_there,
    phone,
    photograph,
    ready_without_network,
    session_at,
    take,
    the_line_is_back,
    typed,
    value_of,
    weak_line,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKEN = timezone.make_aware(datetime(2026, 3, 10, 8, 30))
#: What this browser keeps of photographs, whoever they belong to.
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("shifan");
  asked.onsuccess = () => {
    const count = asked.result.transaction("photos").objectStore("photos").count();
    count.onsuccess = () => { asked.result.close(); done(count.result); };
  };
})"""


def becomes(page: Page, desk, weak_line, name: str) -> None:  # noqa: F811
    """Somebody else has signed in on this phone."""
    cookie = desk.session_of(desk.county.people[name]) | {"url": weak_line.url}
    page.context.add_cookies([cookie])


def test_what_one_person_left_is_neither_sent_nor_shown_by_another(phone, desk, application, weak_line, tmp_path):  # noqa: F811
    phone.goto(address(application))
    ready_without_network(phone, address(application))
    weak_line.cut()
    typed(phone, "23.3")
    take(phone, photograph(tmp_path, "户厕"))

    becomes(phone, desk, weak_line, "甲一村书记")  # in another window, while the first is still open
    weak_line.mend()  # only now: what waits would be sent by its own person at once
    the_line_is_back(phone)
    expect(phone.locator("waiting-note")).to_contain_text("登录已过期")
    phone.goto(f"/applications/{application.pk}/")
    phone.wait_for_timeout(1500)
    expect(phone.locator("waiting-note .notice")).to_be_hidden()
    assert (value_of(application), Upload.objects.count(), phone.evaluate(KEPT)) == (None, 0, 1)

    becomes(phone, desk, weak_line, "甲一村填报员")
    phone.goto(address(application))
    everything_is_there(phone)

    assert (value_of(application), phone.evaluate(KEPT)) == (Decimal("23.3"), 0)
    assert EvidenceFile.objects.get().uploaded_by == desk.county.people["甲一村填报员"]


def test_a_photograph_that_comes_too_late_stays_on_the_phone_and_says_why(
    phone,  # noqa: F811
    application,  # noqa: F811
    weak_line,  # noqa: F811
    e2e_county,
    tmp_path,
):
    world.fill(e2e_county, application)
    phone.goto(address(application))
    ready_without_network(phone, address(application))
    weak_line.cut()
    take(phone, photograph(tmp_path, "户厕"))
    world.hand_in(e2e_county, application)
    weak_line.mend()
    the_line_is_back(phone)

    expect(phone.locator(".evidence-item.kept")).to_contain_text("没有传上")
    expect(phone.locator(".evidence-item.kept .kept-why")).to_contain_text("不能")
    phone.goto("/")
    expect(phone.locator("waiting-note")).to_contain_text("1 个文件还没有保存，其中 1 个要您看一看")

    assert (phone.evaluate(KEPT), EvidenceFile.objects.filter(name__contains="户厕").count()) == (1, 0)


def test_two_windows_of_one_phone_send_each_thing_once(phone, application, weak_line, tmp_path):  # noqa: F811
    other = phone.context.new_page()
    for window in (phone, other):
        window.goto(address(application))
    ready_without_network(phone, address(application))
    weak_line.cut()
    take(phone, photograph(tmp_path, "一"))
    take(other, photograph(tmp_path, "二"))
    typed(phone, "23.3")
    typed(other, "24")
    other.locator(f'[name="{FIELD}"]').press("Tab")
    weak_line.mend()
    for window in (phone, other):
        the_line_is_back(window)
    everything_is_there(other)
    expect(phone.locator(".evidence-item.kept")).to_have_count(0, timeout=30_000)

    files = (Upload.objects.count(), EvidenceFile.objects.count(), application.evidence.count())
    assert (value_of(application), files, phone.evaluate(KEPT)) == (Decimal(24), (2, 2, 2), 0)


def test_a_photograph_made_small_stands_upright_and_one_without_time_or_place_is_taken(phone, application, tmp_path):  # noqa: F811
    image = photos.photograph("斜", (3000, 2250))
    exif = image.getexif()
    exif[ExifTags.Base.Orientation] = 6  # the phone was held upright
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: "2026:03:10 08:30:00"}
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (34.0, 57.0, 30.0), 3: "E", 4: (109.0, 35.0, 6.0)}
    held, bare = tmp_path / "竖.jpg", tmp_path / "无.jpg"
    held.write_bytes(photos.as_jpeg(image, 95, exif))
    bare.write_bytes(photos.as_jpeg(photos.photograph("无", (3000, 2250)), 95, Image.Exif()))
    phone.goto(address(application))
    take(phone, held, bare)
    everything_taken(phone, 2)

    upright, without = (EvidenceFile.objects.get(name=path.name) for path in (held, bare))
    assert upright.size < held.stat().st_size / 2  # made small on the phone
    assert (upright.taken_at, without.taken_at, without.latitude) == (TAKEN, None, None)
    assert (upright.latitude, upright.longitude) == (Decimal("34.958333"), Decimal("109.585000"))
    with upright.open() as clean, Image.open(clean) as shown:
        assert shown.height > shown.width


def everything_taken(page: Page, count: int) -> None:
    expect(page.locator(".evidence-item.kept")).to_have_count(0, timeout=30_000)
    expect(page.locator(".evidence-grid a[href*='/files/']")).to_have_count(count)


def test_without_scripts_a_page_is_saved_and_a_photograph_sent(desk, weak_line, application, tmp_path):  # noqa: F811
    context = desk.browser.new_context(
        viewport=PHONE, locale="zh-CN", base_url=weak_line.url, java_script_enabled=False
    )
    context.add_cookies([session_at(desk, weak_line)])
    page = context.new_page()
    page.goto(address(application))
    page.locator('form[data-upload] input[type="file"]').first.set_input_files(str(photograph(tmp_path, "户厕")))
    page.locator("form[data-upload] button").first.click()
    expect(page.locator(".evidence-grid a[href*='/files/']").first).to_be_visible()
    typed(page, "23.3")
    page.locator('.action-bar button[form="answer"]').click()
    page.wait_for_url(lambda url: not url.endswith(address(application)))
    context.close()

    assert (value_of(application), application.evidence.count()) == (Decimal("23.3"), 1)
