"""A village applies without a mouse: it begins, fills in, proves and submits with the keys alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.e2e import steps
from tests.e2e.steps import FIGURES
from tests.e2e.walking import Hands
from workflows.applications.models import Application
from workflows.applications.states import State

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Clerk(Hands):
    """Fills in forms."""

    def __init__(self, page: Page):
        super().__init__(page)
        # One that stays: a listener that comes and goes with each album reaches the browser later than the key.
        page.on("filechooser", lambda album: None)

    def field(self, name: str):
        return self.page.locator(f'[name="{name}"]').first

    def fill(self, fields: dict[str, str]) -> None:
        for name, words in fields.items():
            if self.field(name).get_attribute("type") == "date":
                self.date(self.field(name), words)
            else:
                self.write(self.field(name), words)

    def save(self) -> None:
        self.follow(self.page.locator('.action-bar button[form="answer"]'))

    def photograph(self, path: Path, shelf: str = "") -> None:
        """The album of a shelf opens by Enter; afterwards the keyboard is still there."""
        before = self.page.locator(".evidence-grid a[href*='/files/']").count()
        album = self.page.locator(".shelf").filter(has_text=shelf).locator('input[type="file"]').first
        self.to(album)
        with self.page.expect_file_chooser() as chosen:
            self.press("Enter")
        chosen.value.set_files(path)
        expect(self.page.locator(".evidence-grid a[href*='/files/']")).not_to_have_count(before)
        expect(album).to_be_focused()


def test_a_village_applies_by_keys_alone(desk, e2e_county, tmp_path):
    world.village_round(e2e_county)
    clerk = Clerk(desk.of("甲一村填报员"))
    clerk.page.goto("/")
    clerk.follow(clerk.page.get_by_role("link", name="我的申报").first)
    clerk.follow(clerk.page.get_by_role("button", name="发起申报"))
    application = Application.objects.get()

    fill_in(clerk, application, tmp_path)
    clerk.follow(clerk.page.get_by_role("link", name="填好了"))
    clerk.follow(clerk.page.get_by_role("button", name="送审").last)
    secretary = Hands(desk.of("甲一村书记"))
    secretary.page.goto("/")
    [item] = world.work(application, "submit")
    secretary.follow(secretary.page.locator(f'td a[href="/todo/{item.pk}/"]').first)
    secretary.tick(secretary.page.locator('[name="commitment"]'))
    secretary.follow(secretary.page.get_by_role("button", name="签署并提交"))

    assert world.fresh(application).state == State.SUBMITTED


def fill_in(clerk: Clerk, application: Application, folder: Path) -> None:
    """Page after page, each left by its own button."""
    edit = f"/applications/{application.pk}/edit/"
    clerk.page.goto(f"{edit}cover/")
    clerk.fill({"cover.leader_name": "李测试", "cover.contact_phone": "0913-5550000"})
    clerk.save()
    clerk.page.goto(f"{edit}indicators/{application.spec.indicators[0].code}/")
    for indicator in application.spec.indicators:
        clerk.fill(FIGURES.get(indicator.code, {}))
        answer(clerk, indicator)
        clerk.photograph(steps.photograph(folder, indicator.code))
        clerk.save()
    clerk.page.goto(f"{edit}statements/")
    clerk.fill({f"statements.{code}": "做法、数据、问题。" for code in ("CY", "RJ", "ZL")})
    clerk.save()
    clerk.page.goto(f"{edit}procedure/")
    clerk.fill(steps.meetings())
    clerk.photograph(steps.photograph(folder, "公示栏"), "公示")
    clerk.save()


def answer(clerk: Clerk, indicator) -> None:
    """Boxes are ticked with Space."""
    boxes = {"checklist": ("checked", ("1", "2", "3")), "deduct_from_points": ("findings", ("none",))}
    part, values = boxes.get(indicator.method, ("", ()))
    for value in values:
        clerk.tick(clerk.page.locator(f'[name="answers.{indicator.code}.{part}"][value="{value}"]'))
