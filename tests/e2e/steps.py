"""What people do in their browsers, step by step; each function is one screen."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from accounts import clock
from tests.pictures import picture
from workflows.applications.models import Application

#: What the clerk types for the small standard, indicator by indicator.
FIGURES = {
    "CY-01": {"data.coll_income.value": "30"},
    "RJ-01": {"data.hh_res.value": "100", "data.toilet_ok.value": "95"},
    "ZL-01": {"data.sat_valid.value": "50", "data.sat_ok.value": "48"},
}


def photograph(folder: Path, name: str) -> Path:
    """A picture on the phone."""
    path = folder / f"{name}.jpg"
    path.write_bytes(picture(name).read())
    return path


def begin(page: Page, title: str) -> int:
    """我的申报 → 发起申报; returns the application's number in the address."""
    page.goto("/")
    page.get_by_role("link", name="我的申报").first.click()
    expect(page.get_by_text(title).first).to_be_visible()
    page.get_by_role("button", name="发起申报").click()
    page.wait_for_url("**/applications/*/edit/")
    return int(page.url.rstrip("/").split("/")[-2])


def type_into(page: Page, fields: dict[str, str]) -> None:
    """Fill in fields by name."""
    for name, value in fields.items():
        page.locator(f'[name="{name}"]').first.fill(value)


def save_page(page: Page) -> None:
    """The bar's big button: save and go on."""
    with page.expect_navigation():
        page.locator('.action-bar button[form="answer"]').click()


def fill_cover(page: Page, pk: int) -> None:
    page.goto(f"/applications/{pk}/edit/cover/")
    type_into(page, {"cover.leader_name": "李测试", "cover.contact_phone": "0913-5550000"})
    save_page(page)


def fill_indicators(page: Page, application: Application, folder: Path) -> None:
    """One indicator a page, from the first to the last by 下一项."""
    for indicator in application.spec.indicators:
        page.goto(f"/applications/{application.pk}/edit/indicators/{indicator.code}/")
        type_into(page, FIGURES.get(indicator.code, {}))
        if indicator.method == "checklist":
            for number in (1, 2, 3):
                choose(page, f"answers.{indicator.code}.checked", str(number))
        if indicator.method == "deduct_from_points":
            choose(page, f"answers.{indicator.code}.findings", "none")
        upload(page, photograph(folder, indicator.code))
        save_page(page)


def choose(page: Page, name: str, value: str) -> None:
    """Tick a box or pick a choice whose face is drawn over it."""
    box = page.locator(f'input[name="{name}"][value="{value}"]')
    if not box.is_checked():
        box.locator("xpath=ancestor::label").click()


def upload(page: Page, path: Path, shelf: int = 0) -> None:
    """Take a picture from the album; it is there when its thumbnail is."""
    before = page.locator(".evidence-grid a[href*='/files/']").count()
    page.locator('input[type="file"]').nth(shelf).set_input_files(str(path))
    expect(page.locator(".evidence-grid a[href*='/files/']")).not_to_have_count(before)


def fill_statements(page: Page, pk: int) -> None:
    page.goto(f"/applications/{pk}/edit/statements/")
    type_into(page, {f"statements.{code}": "做法、数据、问题。" for code in ("CY", "RJ", "ZL")})
    save_page(page)


def meetings() -> dict[str, str]:
    """The village's meetings and its notice, by the fields of their page."""
    today = clock.today()
    days = {"branch_met_on": 13, "committees_met_on": 13, "assembly_met_on": 12, "notice_from": 9, "notice_to": 2}
    people = {"branch_due": 9, "branch_present": 8, "branch_agreed": 8, "assembly_due": 30}
    fields = {name: (today - timedelta(days=ago)).isoformat() for name, ago in days.items()}
    fields |= {name: str(number) for name, number in {**people, "assembly_present": 25, "assembly_agreed": 25}.items()}
    fields |= {"resolution": "同意申报。", "notice_place": "村务公开栏", "notice_objections": "无异议"}
    return {f"procedure.{name}": value for name, value in fields.items()}


def fill_procedure(page: Page, pk: int, folder: Path) -> None:
    """Meetings, the notice, and its photograph."""
    page.goto(f"/applications/{pk}/edit/procedure/")
    type_into(page, meetings())
    shelf = page.locator(".shelf").filter(has_text="公示")
    shelf.locator('input[type="file"]').first.set_input_files(str(photograph(folder, "公示栏")))
    expect(shelf.locator("a[href*='/files/']").first).to_be_visible()
    save_page(page)


def press(page: Page, label: str, confirm: str = "") -> None:
    """Press the button that does it; answer the question that it asks; wait for the answer's page."""
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=False).last.click()
        if confirm:
            page.locator("dialog").get_by_role("button", name=confirm, exact=True).click()


def done(page: Page, said: str) -> None:
    """The system says that it is done."""
    expect(page.locator("body")).to_contain_text(said)


def review(page: Page, *, decision: str, opinion: str, changes: dict[str, str] | None = None) -> None:
    """The township's page: every indicator is looked at; all pass, but for the named ones."""
    judge(page, changes or {})
    page.locator('a[href="#conclusion"]').click()
    page.locator('[name="checked_on"]').fill(clock.today().isoformat())
    page.locator('[name="checked_by"]').fill("张核查、王核查")
    conclude(page, decision, opinion)
    press(page, "提交审核意见")
    done(page, "审核意见已提交")


def judge(page: Page, changes: dict[str, str]) -> None:
    """A word on each indicator; the desk itself goes on to the next one after 这项通过."""
    codes = [link.get_attribute("data-item") for link in page.locator('.outline a[data-item^="i-"]').all()]
    page.locator(f'.outline a[href="#{codes[0]}"]').first.click()
    for code in codes:
        item = page.locator(f"#{code}")
        expect(item).to_be_visible()
        if problem := changes.get(code.removeprefix("i-")):
            item.locator("textarea").fill(problem)
            item.locator(".verdict-change").click()
            page.locator(".outline h1, .review-head").first.click()
            page.keyboard.press("j")
        else:
            item.locator(".verdict-pass").click()
        expect(item).to_be_hidden()


def conclude(page: Page, decision: str, opinion: str) -> None:
    """The decision and its words."""
    choose(page, "decision", decision)
    page.locator('[name="opinion"]').fill(opinion)
