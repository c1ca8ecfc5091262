"""What a village types and photographs survives the line, the session and the browser, and arrives once."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from PIL import ExifTags
from playwright.sync_api import Error, Page, expect

from documents.models import EvidenceFile, Upload
from tests import world
from tests.chromium import chromium_program
from tests.documents import photos
from tests.e2e.conftest import PHONE
from tests.e2e.weak_line import WeakLine
from workflows.applications.models import Application
from workflows.flows.starting import begin_application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "Heyuan-Test-2026"
FIELD = "data.coll_income.value"


@pytest.fixture
def application(e2e_county) -> Application:
    """A draft of 甲一村, whose clerk has a password."""
    clerk = e2e_county.people["甲一村填报员"]
    clerk.set_password(PASSWORD)
    clerk.save()
    return begin_application(round_=world.village_round(e2e_county), region=e2e_county.regions["甲一村"], by=clerk)


@pytest.fixture
def weak_line(live_server):
    line = WeakLine(live_server.url)
    yield line
    line.close()


@pytest.fixture
def phone(desk, weak_line, application):
    """The clerk's phone, at the other end of the weak line."""
    context = desk.browser.new_context(viewport=PHONE, locale="zh-CN", base_url=weak_line.url)
    context.set_default_timeout(10_000)
    context.add_cookies([session_at(desk, weak_line)])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    yield page
    context.close()


def session_at(desk, weak_line: WeakLine) -> dict:
    """The clerk is signed in, at this end of the line."""
    return desk.session_of(desk.county.people["甲一村填报员"]) | {"url": weak_line.url}


def address(application: Application, code: str = "CY-01") -> str:
    return f"/applications/{application.pk}/edit/indicators/{code}/"


def photograph(folder: Path, seed: object, size: tuple[int, int] = (1600, 1200)) -> Path:
    """As a phone makes it: large, with time and place."""
    image = photos.photograph(seed, size)
    exif = image.getexif()
    exif[ExifTags.IFD.Exif] = {36867: "2026:03:10 08:30:00"}
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (34.0, 57.0, 30.0), 3: "E", 4: (109.0, 35.0, 6.0)}
    path = folder / f"{seed}.jpg"
    path.write_bytes(photos.as_jpeg(image, 95, exif))
    return path


def take(page: Page, *paths: Path) -> None:
    """From the camera onto the first shelf; it is safe when the shelf shows it."""
    page.locator('evidence-upload input[type="file"]').first.set_input_files([str(path) for path in paths])
    for path in paths:
        expect(page.locator(".evidence-item").filter(has_text=path.name)).to_have_count(1, timeout=20_000)


def ready_without_network(page: Page, address: str) -> None:
    """The page is kept on the phone."""
    kept = "(path) => caches.open('pages').then((cache) => cache.match(path)).then(Boolean)"
    for _ in range(100):
        if page.evaluate(kept, address):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{address} is not kept on the phone")


def typed(page: Page, value: str) -> None:
    page.locator(f'[name="{FIELD}"]').fill(value)


def value_of(application: Application) -> Decimal | None:
    row = application.data_values.filter(item="coll_income").first()
    return row and row.value


def the_line_is_back(page: Page) -> None:
    """What a phone tells its browser when it has found a network."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def everything_is_there(page: Page) -> None:
    expect(page.locator(".evidence-item.kept")).to_have_count(0, timeout=30_000)
    expect(page.locator("[data-saved]").last).to_contain_text("已自动保存", timeout=15_000)


def test_a_page_that_is_cut_anywhere_is_shown_as_it_was_last_seen(phone, application, weak_line):
    phone.goto(address(application))
    ready_without_network(phone, address(application))

    for count in range(200, 2000, 60):  # from the question's head into the answer's body
        weak_line.cut_after(count)
        with suppress(Error):  # a reload that comes to nothing leaves the page as it stands
            phone.reload()
        weak_line.cut()
        expect(phone.locator(f'[name="{FIELD}"]')).to_be_visible()
        weak_line.mend()


def test_what_was_done_without_a_network_arrives_once(phone, application, weak_line, tmp_path):
    phone.goto(address(application))
    ready_without_network(phone, address(application))
    weak_line.cut()
    typed(phone, "23.3")
    take(phone, photograph(tmp_path, "户厕"))
    expect(phone.locator("waiting-note")).to_contain_text("网络不通。1 个文件、1 项填写存在这台设备上")

    phone.reload()
    expect(phone.locator(f'[name="{FIELD}"]')).to_have_value("23.3")
    expect(phone.locator(".evidence-item.kept")).to_have_count(1)
    weak_line.mend()
    the_line_is_back(phone)
    everything_is_there(phone)
    phone.reload()
    expect(phone.locator("waiting-note .notice")).to_be_hidden()

    assert value_of(application) == Decimal("23.3")
    file = application.evidence.get().file
    assert file.taken_at == timezone.make_aware(datetime(2026, 3, 10, 8, 30))
    assert (file.latitude, file.longitude) == (Decimal("34.958333"), Decimal("109.585000"))
    assert (Upload.objects.count(), EvidenceFile.objects.count(), world.fresh(application).version) == (1, 1, 1)


def test_a_page_not_kept_says_what_waits(phone, application, weak_line):
    phone.goto(address(application))
    ready_without_network(phone, address(application))
    weak_line.cut()
    typed(phone, "23.3")
    expect(phone.locator("[data-saved]").last).to_contain_text("内容已存在本机")

    phone.goto("/messages/")

    expect(phone.locator("h1")).to_have_text("现在没有网络")
    expect(phone.locator("waiting-note")).to_contain_text("1 项填写存在这台设备上")
    weak_line.mend()
    phone.goto("/messages/")
    phone.wait_for_timeout(2500)
    assert value_of(application) == Decimal("23.3")


def test_an_expired_session_is_taken_up_on_the_same_page(phone, application, tmp_path, e2e_county):
    phone.goto(address(application))
    phone.evaluate("window.stillThere = true")
    Session.objects.all().delete()
    typed(phone, "23.3")
    expect(phone.locator("waiting-note")).to_contain_text("登录已过期")
    take(phone, photograph(tmp_path, "户厕"))

    phone.get_by_role("button", name="重新登录").click()
    dialog = phone.get_by_role("dialog", name="请重新登录")
    dialog.get_by_label("账号").fill(e2e_county.people["甲一村填报员"].username)
    dialog.get_by_label("密码").fill("wrong")
    dialog.get_by_role("button", name="登录", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("账号或密码不对")
    dialog.get_by_label("密码").fill(PASSWORD)
    dialog.get_by_role("button", name="登录", exact=True).click()
    everything_is_there(phone)

    assert phone.evaluate("window.stillThere") is True
    assert phone.locator(f'[name="{FIELD}"]').input_value() == "23.3"
    assert (value_of(application), application.evidence.count()) == (Decimal("23.3"), 1)


class Chromium:
    """A browser of its own, whose process can be killed; its profile stays."""

    def __init__(self, browser_type, program: str, profile: Path, base_url: str):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        self.process = subprocess.Popen(
            [program, *flags, f"--remote-debugging-port={port}", f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.base_url = base_url
        self.browser = self.connected(browser_type, port)
        self.context = self.browser.contexts[0]
        self.page = self.context.new_page()

    def connected(self, browser_type, port: int):
        for _ in range(100):
            try:
                return browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
            except Error:
                time.sleep(0.1)
        raise AssertionError("the browser did not start")

    def open(self, path: str) -> Page:
        self.page.goto(self.base_url + path)
        return self.page

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start_browser(chromium, weak_line, tmp_path):
    """``start_browser()`` → a browser on the same profile as before."""
    started = []

    def start() -> Chromium:
        started.append(Chromium(chromium.browser_type, chromium_program(), tmp_path / "profile", weak_line.url))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.kill()


def test_a_killed_browser_loses_nothing(start_browser, desk, application, weak_line, tmp_path):
    session = session_at(desk, weak_line)
    first = start_browser()
    first.context.add_cookies([session])
    page = first.open(address(application))
    ready_without_network(page, address(application))
    weak_line.cut()
    typed(page, "23.3")
    take(page, photograph(tmp_path, "户厕"))
    first.kill()

    second = start_browser()
    second.context.add_cookies([session])
    page = second.open(address(application))
    expect(page.locator(f'[name="{FIELD}"]')).to_have_value("23.3")
    expect(page.locator(".evidence-item.kept")).to_have_count(1)
    weak_line.mend()
    the_line_is_back(page)
    everything_is_there(page)

    assert (value_of(application), application.evidence.count()) == (Decimal("23.3"), 1)
    assert Upload.objects.count() == 1


def test_two_browsers_of_one_person_do_not_overwrite_each_other(phone, desk, application):
    phone.goto(address(application))
    other = desk.of("甲一村填报员")
    other.goto(address(application))
    typed(other, "30")
    expect(other.locator("[data-saved]").first).to_contain_text("已自动保存")

    typed(phone, "40")

    expect(phone.locator(f'[data-error="{FIELD}"]')).to_contain_text("您自己（在另一台设备上）刚把这一项改成了“30”")
    assert value_of(application) == Decimal(30)
