"""本局评分 in the browser: the keyboard, two people in one cell, a block from Excel, a line that is cut."""

import pytest
from playwright.sync_api import Page, expect

from tests import world
from workflows.scoring.models import DepartmentScore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAD, SCORER = "农业农村局", "农业农村局评分员"


class Grid:
    """A person's window on the desk of the lead department."""

    def __init__(self, desk, round_, name: str = SCORER, **options):
        self.page: Page = desk.of(name, **options)
        self.address = f"/scoring/rounds/{round_.pk}/grid/{desk.county.departments[LEAD].pk}/"
        self.page.goto(self.address)

    def cell(self, village: str, code: str):
        return self.page.locator(f'tr[data-village="{village}"] td[data-code="{code}"]')

    def input(self, village: str, code: str):
        return self.cell(village, code).locator("input")

    def state(self, village: str):
        return self.page.locator(f'tr[data-village="{village}"] [data-state-shown]')

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, text: str) -> None:
        """As Excel leaves it on the clipboard."""
        self.page.evaluate(
            """text => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
                document.activeElement.dispatchEvent(paste);
            }""",
            text,
        )

    def saved(self) -> None:
        expect(self.page.locator("[data-status]")).to_contain_text("已保存")


@pytest.fixture
def villages(e2e_county):
    """Two villages of one township with the departments; returns the round and the applications."""
    round_ = world.village_round(e2e_county)
    found = []
    for name in ("甲一村", "甲二村"):
        handed_in = world.hand_in(e2e_county, world.apply(e2e_county, round_, name))
        found.append(world.accept(e2e_county, world.recommend(e2e_county, handed_in)))
    return round_, found


def versions(code: str) -> list[tuple]:
    """Every version of a line: village, version, score, by whom."""
    rows = DepartmentScore.objects.filter(indicator=code).order_by("application", "version")
    return [(row.application.region.name, row.version, row.score, row.by_name) for row in rows]


def test_a_row_is_scored_by_keyboard_alone(desk, villages):
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "CY-01").focus()

    grid.press("Space", "ArrowRight")  # as suggested
    grid.press("2", "7", "Tab")
    grid.press("9", "Enter", "ArrowUp")  # less than the rule gives: asks for a reason
    expect(grid.cell("甲一村", "RJ-02")).to_have_class("cell lacking")
    expect(grid.state("甲一村")).to_have_text("缺理由")
    grid.press("Shift+F2")
    grid.page.keyboard.type("路边一处垃圾")
    grid.press("Escape")

    expect(grid.state("甲一村")).to_have_text("已存")
    expect(grid.page.locator('tr[data-village="甲一村"] [data-subtotal]')).to_have_text("66")
    assert [
        (row.indicator, row.score, row.reason) for row in DepartmentScore.objects.current().order_by("indicator")
    ] == [
        ("CY-01", 30, ""),
        ("RJ-01", 27, ""),
        ("RJ-02", 9, "路边一处垃圾"),
    ]


def test_two_people_in_one_cell_lose_nothing(desk, e2e_county, villages):
    world.hire(e2e_county, "赵敏", world.Post.DEPT_SCORER, "禾塬县", LEAD)
    mine, hers = Grid(desk, villages[0]), Grid(desk, villages[0], "赵敏")
    for grid, score in ((mine, "25"), (hers, "20")):
        grid.input("甲一村", "CY-01").focus()
        grid.press(*score, "Enter")
        if grid is mine:
            mine.saved()

    both = hers.cell("甲一村", "CY-01").locator(".both")
    expect(both).to_contain_text("25")
    expect(both).to_contain_text("20")
    expect(both).to_contain_text(SCORER)
    hers.page.reload()  # not even now
    expect(both).to_contain_text("25")
    expect(both).to_contain_text("20")
    both.get_by_role("button", name="用我的").click()

    hers.saved()
    assert versions("CY-01") == [("甲一村", 1, 25, SCORER), ("甲一村", 2, 20, "赵敏")]

    mine.input("甲一村", "CY-01").focus()
    mine.press("2", "4", "Enter")
    expect(mine.cell("甲一村", "CY-01").locator(".both")).to_contain_text("赵敏")
    mine.cell("甲一村", "CY-01").get_by_role("button", name="用对方的").click()
    expect(mine.input("甲一村", "CY-01")).to_have_value("20")
    assert len(versions("CY-01")) == 2


def test_a_block_from_excel_is_pasted_checked_and_undone(desk, villages):
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "CY-01").focus()

    grid.paste("30\t27\t10\r\n２０分\t31\t不适用\r\n1\t2\t3\r\n")

    expect(grid.page.locator("[data-said]")).to_have_text(
        "粘贴：采用 5 格，1 格有错（标红），3 格在表外或不能改，没有采用"
    )
    expect(grid.cell("甲二村", "RJ-01").locator(".bubble")).to_have_text("最高 30 分，请改")
    expect(grid.page.locator("[data-status]")).to_contain_text("标红")
    assert {(village, score) for village, _, score, _ in versions("CY-01")} == {("甲一村", 30), ("甲二村", 20)}
    assert {(village, score) for village, _, score, _ in versions("RJ-02")} == {("甲一村", 10), ("甲二村", None)}
    assert [(village, score) for village, _, score, _ in versions("RJ-01")] == [("甲一村", 27)]

    grid.press("Control+z")
    grid.saved()
    expect(grid.input("甲一村", "CY-01")).to_have_value("")
    expect(grid.input("甲二村", "RJ-01")).to_have_value("")
    assert [score for village, _, score, _ in versions("CY-01") if village == "甲一村"] == [30, None]
    grid.press("Control+Shift+z")
    expect(grid.input("甲一村", "CY-01")).to_have_value("30")
    expect(grid.cell("甲二村", "RJ-01").locator(".bubble")).to_be_visible()


def test_a_chosen_block_is_copied_emptied_and_filled_with_suggestions(desk, villages):
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "CY-01").focus()
    grid.press("Shift+ArrowDown", "Shift+ArrowRight", "Space")
    grid.saved()
    expect(grid.input("甲二村", "RJ-01")).to_have_value("27")

    copied = grid.page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
            return clipboardData.getData("text/plain");
        }"""
    )
    assert copied == "30\t27\r\n30\t27"
    grid.press("Delete")
    expect(grid.input("甲二村", "RJ-01")).to_have_value("")


def test_what_is_typed_while_the_line_is_cut_is_sent_when_it_is_back(desk, villages):
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "CY-01").focus()
    grid.page.context.set_offline(True)
    grid.press("3", "0", "Tab", "2", "7", "Tab")
    expect(grid.page.locator("[data-status]")).to_contain_text("网络不好")
    expect(grid.page.locator("[data-submit]")).to_have_attribute("aria-disabled", "true")
    grid.press("8")  # not even left yet

    grid.page.context.set_offline(False)
    grid.page.reload()

    grid.saved()
    assert [versions(code)[0][2] for code in ("CY-01", "RJ-01", "RJ-02")] == [30, 27, 8]
    assert grid.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('grid:'))") == []


def test_an_expired_session_loses_nothing(desk, villages):
    grid = Grid(desk, villages[0])
    cookies = grid.page.context.cookies()
    grid.page.context.clear_cookies()
    grid.input("甲一村", "CY-01").focus()
    grid.press("3", "0", "Enter")
    expect(grid.page.locator("[data-status]")).to_contain_text("登录已过期，已填的内容存在本机")
    grid.page.context.add_cookies(cookies)
    grid.page.goto(grid.address)

    grid.saved()
    assert [row[2] for row in versions("CY-01")] == [30]


def test_what_comes_too_late_is_kept_until_it_is_given_up(desk, e2e_county, villages):
    """A colleague hands the sheet in while the line is cut."""
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "CY-01").focus()
    grid.page.context.set_offline(True)
    grid.press("2", "5", "Tab")
    expect(grid.page.locator("[data-status]")).to_contain_text("网络不好")
    [item] = [one for one in world.work(villages[1][0], "score") if one.organisation == e2e_county.departments[LEAD]]
    world.perform(item.task, by=e2e_county.people[SCORER], given=world.by_the_rule(villages[1][0])(item))
    grid.page.context.set_offline(False)

    expect(grid.cell("甲一村", "CY-01").locator(".bubble")).to_contain_text("已经提交")
    grid.page.reload()
    expect(grid.input("甲一村", "CY-01")).to_have_value("25")
    grid.page.get_by_role("button", name="放弃没存上的 1 格").click()
    grid.page.locator("dialog").get_by_role("button", name="放弃", exact=True).click()

    expect(grid.input("甲一村", "CY-01")).to_have_value("30")
    assert [row[2] for row in versions("CY-01")] == [30]


def test_bonus_and_penalty_items_are_found_in_the_drawer(desk, villages):
    grid = Grid(desk, villages[0])
    grid.input("甲一村", "JF-01").focus()
    grid.press("Enter")
    drawer = grid.page.locator("[data-drawer]")
    drawer.get_by_label("国家级").check()
    expect(grid.input("甲一村", "JF-01")).to_have_value("2")
    grid.input("甲一村", "KF-01").focus()
    expect(drawer.locator('[data-words="一般错误"]')).to_be_visible()
    drawer.locator('[data-words="一般错误"]').fill("3")
    grid.press("Tab")
    expect(grid.input("甲一村", "KF-01")).to_have_value("0.6")
    expect(grid.cell("甲一村", "KF-01")).to_have_class("cell lacking")


def test_the_sheets_are_handed_in_when_every_row_is_complete(desk, villages):
    grid = Grid(desk, villages[0])
    submit = grid.page.locator("[data-submit]")
    expect(submit).to_have_attribute("aria-disabled", "true")
    grid.input("甲一村", "CY-01").focus()
    grid.press("Shift+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Space")
    expect(grid.page.locator("[data-left]")).to_have_text("都评完了，可以提交")

    submit.click()
    expect(grid.page.locator("body")).to_contain_text("将提交 2 个申报单位的评分")
    grid.page.get_by_role("button", name="确认提交 2 个").click()
    expect(grid.page.locator("body")).to_contain_text("件已提交")
    grid.page.goto(grid.address)
    expect(grid.page.locator("[data-progress]")).to_contain_text("2 / 2 村")


def test_a_township_is_opened_on_demand(desk, e2e_county, villages):
    handed_in = world.hand_in(e2e_county, world.apply(e2e_county, villages[0], "乙一村"))
    world.accept(e2e_county, world.recommend(e2e_county, handed_in))
    grid = Grid(desk, villages[0])
    expect(grid.input("甲一村", "CY-01")).to_be_visible()
    expect(grid.input("乙一村", "CY-01")).to_have_count(0)

    grid.page.get_by_role("link", name="乙镇").click()
    grid.input("乙一村", "CY-01").focus()
    grid.press("Space", "ArrowUp", "Space")  # from one township into the other

    grid.saved()
    assert {row[0] for row in versions("CY-01")} == {"甲二村", "乙一村"}
    grid.page.get_by_role("link", name="甲镇").click()
    expect(grid.input("甲一村", "CY-01")).to_be_hidden()


def test_on_a_phone_a_village_is_a_card(desk, villages):
    grid = Grid(desk, villages[0], viewport={"width": 390, "height": 844})
    card = grid.cell("甲一村", "CY-01")
    card.get_by_role("button", name="加").click()
    card.get_by_role("button", name="加").click()

    grid.saved()
    assert [row[2] for row in versions("CY-01")] == [30.5]  # from what the rule suggests, as one change
    grid.page.locator('tr[data-village="甲一村"] [data-show]').click()
    expect(grid.page.locator("[data-drawer]")).to_contain_text("镇里意见")
    grid.page.locator("[data-drawer-close]").click()
    expect(grid.page.locator("[data-drawer]")).to_be_hidden()
