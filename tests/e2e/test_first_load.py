"""What a phone with an empty cache loads over the wire, with everything as a deployed server gives it."""

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread

from tests import world
from tests.e2e.conftest import PHONE, Desk
from tests.e2e.weak_line import WeakLine
from workflows.flows.starting import begin_application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KILOBYTE = 1024
LIMIT = 120


class Deployed(LiveServerThread):
    """Static files come from WhiteNoise, under their hashed names and packed, instead of from Django's own handler."""

    def __init__(self):
        super().__init__("localhost", lambda application: application)
        self.daemon = True

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@pytest.fixture
def deployed(settings, tmp_path, e2e_county):
    settings.STATIC_ROOT = tmp_path / "static"
    packed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": packed}
    call_command("collectstatic", interactive=False, verbosity=0)
    server = Deployed()
    server.start()
    server.is_ready.wait()
    yield server
    server.terminate()


@pytest.fixture
def counted(deployed):
    """The line on which every byte is counted, the heads of the answers too."""
    line = WeakLine(deployed.url)
    yield line
    line.close()


def first_load(desk: Desk, line: WeakLine, address: str) -> float:
    """Kilobytes until nothing more comes, in a browser that has never been here."""
    context = desk.browser.new_context(viewport=PHONE, locale="zh-CN", base_url=line.url)
    context.add_cookies([desk.session_of(desk.county.people["甲一村填报员"]) | {"url": line.url}])
    before = line.received
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(1500)  # what is kept on the phone for the time without a network comes after the page
    context.close()
    return (line.received - before) / KILOBYTE


def test_the_first_page_of_a_village_is_light(chromium, counted, e2e_county, figure):
    people, regions = e2e_county.people, e2e_county.regions
    round_ = world.village_round(e2e_county)
    application = begin_application(round_=round_, region=regions["甲一村"], by=people["甲一村填报员"])
    desk = Desk(chromium, counted, e2e_county)

    home = first_load(desk, counted, "/")
    filling = first_load(desk, counted, f"/applications/{application.pk}/edit/indicators/CY-01/")

    figure("first_load_kb", round(home, 1), f"<={LIMIT}")
    figure("first_load_of_filling_kb", round(filling, 1), f"<={LIMIT}")
    assert 30 < home < LIMIT
    assert 30 < filling < LIMIT
