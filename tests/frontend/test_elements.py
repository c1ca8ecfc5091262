"""Custom elements in a real browser. The promise that matters most: nothing a person typed is ever lost."""

import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from tests.frontend.conftest import PARTS, held_back, page_of

pytestmark = pytest.mark.browser

HOST = "http://shifan.test/"
DRAFT = """
<draft-form save-url="/save" version="7"><form method="post">
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <input id="households" name="households" value="412"><p data-error="households" hidden></p>
  <input id="toilets" name="toilets" value="364">
  <b data-computed="rate">88.3%</b><span data-saved></span>
</form></draft-form>
"""
#: What this browser keeps and the server has not taken.
WAITING = """Object.keys(localStorage).filter((key) => key.startsWith("draft:"))
  .flatMap((key) => Object.entries(JSON.parse(localStorage.getItem(key)).fields)).filter(([, entry]) => !entry.saved)"""
GRID = "<score-grid><table><tbody>{}</tbody></table></score-grid>".format(
    "".join(
        '<tr><td class="cell"><input data-max="10"></td><td class="cell"><input data-max="4"></td></tr>'
        for _ in range(3)
    )
)
SELECTION = """
<check-all><input type="checkbox" data-all><input type="checkbox" data-row><input type="checkbox" data-row>
<b data-count></b><button data-needs>批量通过</button></check-all>
"""
CONFIRM = """
<form action="/done"><confirm-button question="确认送审？" consequence="送审后不能再改。" confirm="送审">
<button class="btn btn-primary">送审</button></confirm-button></form>
"""


@pytest.fixture
def browser(chromium):
    return chromium


class Server:
    """Answers the page's requests; ``saves`` holds what was asked, ``answer`` what comes back, ``held`` what waits."""

    def __init__(self, body: str, dist):
        self.body, self.dist, self.saves, self.answer = body, dist, [], None
        self.edits = []  # which change of which browser each save was
        self.holding, self.held = False, []

    def __call__(self, route):
        path = route.request.url.removeprefix(HOST)
        if path == "save" and self.holding:
            self.held.append(route)
        elif path == "save":
            self.save(route)
        elif path in PARTS:
            route.fulfill(path=self.dist / path)
        else:
            route.fulfill(body=page_of(self.body), content_type="text/html; charset=utf-8")

    def save(self, route):
        asked = {name: values[0] for name, values in parse_qs(route.request.post_data, keep_blank_values=True).items()}
        self.edits.append((asked.pop("device"), int(asked.pop("edit"))))
        self.saves.append(asked)
        if self.answer == "offline":
            route.abort()
            return
        status, content = self.answer or (200, {"version": int(asked["version"]) + 1, "saved_at": "10:32"})
        route.fulfill(status=status, body=json.dumps(content), content_type="application/json")


@pytest.fixture
def show(browser, dist):
    """Open a page with this body; gives the page and its server."""
    context = browser.new_context()

    def opened(body: str) -> tuple[Page, Server]:
        server = Server(body, dist)
        page = context.new_page()
        page.route(f"{HOST}**", server)
        page.goto(HOST)
        return page, server

    yield opened
    context.close()


def test_a_field_is_saved_when_it_is_left(show):
    page, server = show(DRAFT)
    server.answer = (200, {"version": 8, "saved_at": "10:32", "computed": {"rate": "90.1%"}})

    page.fill("#households", "404")
    page.press("#households", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('10:32')")

    assert server.saves == [{"field": "households", "version": "7", "households": "404"}]
    assert page.inner_text("[data-computed]") == "90.1%"
    assert page.inner_text("[data-saved]") == "10:32 已自动保存"


def test_a_save_carries_the_version_on_which_its_field_was_seen(show):
    page, server = show(DRAFT)

    for name, value in (("households", "300"), ("toilets", "300"), ("households", "301")):
        page.fill(f"#{name}", value)
        page.press(f"#{name}", "Tab")
        page.wait_for_timeout(200)

    assert [asked["version"] for asked in server.saves] == ["7", "7", "8"]


def test_every_change_of_a_browser_has_its_number(show):
    page, server = show(DRAFT)

    for value in ("300", "301", "302"):
        page.fill("#households", value)
        page.press("#households", "Tab")
        page.wait_for_timeout(200)

    devices, numbers = zip(*server.edits, strict=True)
    assert (len(set(devices)), sorted(set(numbers))) == (1, list(numbers))


def test_what_was_typed_and_taken_back_is_not_sent_later(show):
    page, server = show(DRAFT)
    page.fill("#households", "300")
    page.press("#households", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    page.fill("#households", "3001")
    page.fill("#households", "300")
    page.press("#households", "Tab")
    page.wait_for_timeout(1200)
    page.reload()
    page.wait_for_timeout(300)

    assert [asked["households"] for asked in server.saves][-1] == "300"
    assert page.evaluate(WAITING) == []


def test_a_page_that_does_not_know_what_was_saved_shows_it(show):
    """A page kept on the phone is older than the last save: what the server took must not seem lost."""
    page, server = show(DRAFT)
    page.fill("#toilets", "301")
    page.press("#toilets", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    page.reload()
    page.wait_for_function("document.querySelector('#toilets').value === '301'")

    assert len(server.saves) == 1


def test_going_on_waits_for_what_is_not_saved_yet(show):
    page, server = show(DRAFT)
    server.answer = "offline"
    page.fill("#toilets", "301")

    page.evaluate("document.querySelector('form').requestSubmit()")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('没有网络')", timeout=9000)
    server.answer = None
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert server.saves[-1]["toilets"] == "301"


def test_signed_out_it_says_so_and_keeps_what_was_typed(show):
    page, server = show(DRAFT)
    server.answer = (401, {"reason": "登录已过期"})

    page.fill("#toilets", "301")
    page.press("#toilets", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('登录已过期')")

    assert [name for name, _ in page.evaluate(WAITING)] == ["toilets"]


def test_an_answer_never_replaces_what_is_being_typed(show):
    page, server = show(DRAFT)
    server.holding = True

    page.fill("#households", "23")
    page.wait_for_timeout(1100)
    page.locator("#households").press_sequentially(".3")
    server.save(server.held[0])
    page.wait_for_timeout(1300)
    server.save(server.held[1])
    page.wait_for_timeout(200)

    assert page.input_value("#households") == "23.3"
    assert [asked["households"] for asked in server.saves] == ["23", "23.3"]


def test_without_network_the_answer_waits_in_this_browser_and_is_sent_later(show):
    page, server = show(DRAFT)
    server.answer = "offline"

    page.fill("#toilets", "301")
    page.press("#toilets", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('网络不好')")
    server.answer = None
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert page.input_value("#toilets") == "301"
    assert server.saves[-1] == {"field": "toilets", "version": "7", "toilets": "301"}
    assert page.evaluate(WAITING) == []


def test_a_browser_that_keeps_nothing_still_saves(show):
    page, server = show(DRAFT)
    page.add_init_script(
        """for (const store of ["indexedDB", "localStorage"])
          Object.defineProperty(window, store, { get() { throw new DOMException("denied", "SecurityError"); } });"""
    )
    page.reload()

    page.fill("#households", "404")
    page.press("#households", "Tab")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert [asked["households"] for asked in server.saves] == ["404"]


def test_what_is_typed_before_the_script_has_come_is_saved(show):
    page, server = show(DRAFT)
    page.wait_for_function("!!customElements.get('draft-form')")  # or its script is what is held back
    page.route(f"{HOST}filling.js", held_back(server.held))
    page.reload()
    page.fill("#households", "404")

    server(server.held[0])
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert [asked["households"] for asked in server.saves] == ["404"]


def test_a_script_that_was_cut_on_its_way_is_asked_for_again(show):
    page, server = show(DRAFT)
    page.route(f"{HOST}filling.js", lambda route: route.abort())
    page.route(f"{HOST}filling.js?again=1", lambda route: route.fulfill(path=server.dist / "filling.js"))
    page.reload()
    page.fill("#households", "404")

    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert [asked["households"] for asked in server.saves] == ["404"]


def test_a_second_window_goes_on_where_the_first_was_cut(show):
    first, cut = show(DRAFT)
    second, _ = show(DRAFT)
    cut.answer = "offline"
    first.fill("#toilets", "300")
    first.press("#toilets", "Tab")
    first.wait_for_function("document.querySelector('[data-saved]').textContent.includes('网络不好')")

    second.fill("#toilets", "301")
    second.press("#toilets", "Tab")
    first.wait_for_function("document.querySelector('[data-saved]').textContent.includes('在另一个窗口')")

    assert first.input_value("#toilets") == "301"


def test_a_colleagues_change_is_shown_and_the_person_chooses(show):
    page, server = show(DRAFT)
    server.answer = (409, {"version": 20, "value": "405", "by": "李建国"})

    page.fill("#households", "404")
    page.press("#households", "Tab")
    page.wait_for_selector("[data-error] button")
    told = page.inner_text("[data-error]")
    page.click("text=用他的")

    assert "李建国刚把这一项改成了“405”" in told
    assert page.input_value("#households") == "405"


def test_keeping_ones_own_value_sends_it_on_the_new_version(show):
    page, server = show(DRAFT)
    server.answer = (409, {"version": 20, "value": "405", "by": "李建国"})
    page.fill("#households", "404")
    page.press("#households", "Tab")
    page.wait_for_selector("[data-error] button")
    server.answer = None

    page.click("text=用我的")
    page.wait_for_function("document.querySelector('[data-saved]').textContent.includes('已自动保存')")

    assert server.saves[-1] == {"field": "households", "version": "20", "households": "404"}


def test_a_refused_value_is_explained_beside_its_field(show):
    page, server = show(DRAFT)
    server.answer = (422, {"errors": {"households": "户数不能小于 1"}})

    page.fill("#households", "0")
    page.press("#households", "Tab")
    page.wait_for_selector("[data-error]:not([hidden])")

    assert page.inner_text("[data-error]") == "户数不能小于 1"


def test_arrows_and_enter_walk_through_the_score_table(show):
    page, _ = show(GRID)
    where = "[...document.querySelectorAll('.cell input')].indexOf(document.activeElement)"

    page.click(".cell input >> nth=0")
    steps = []
    for key in ("Enter", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        steps.append(page.evaluate(where))

    assert steps == [2, 3, 5, 3, 2]


def test_a_block_from_a_spreadsheet_is_pasted_and_checked(show):
    page, _ = show(GRID)
    page.click(".cell input >> nth=2")

    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text", "8\\t3\\n9\\t7");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )

    assert [box.input_value() for box in page.locator(".cell input").all()] == ["", "", "8", "3", "9", "7"]
    assert page.locator(".bubble").all_inner_texts() == ["最高 4 分，请改"]


def test_a_batch_button_waits_for_a_selection(show):
    page, _ = show(SELECTION)
    before = page.is_disabled("[data-needs]")

    page.check("[data-all]")

    assert (before, page.is_disabled("[data-needs]"), page.inner_text("[data-count]")) == (True, False, "2")


def test_what_cannot_be_undone_is_asked_first(show):
    page, _ = show(CONFIRM)

    page.click("confirm-button button")
    asked = page.inner_text("dialog")
    page.click("dialog >> text=再想想")
    stayed = page.url
    page.click("confirm-button button")
    page.click("dialog button[value=yes]")
    page.wait_for_url("**/done*")

    assert "送审后不能再改。" in asked
    assert stayed == HOST


def test_big_type_is_remembered(show):
    page, _ = show('<big-text><button type="button">大字版</button></big-text>')

    page.click("button")
    page.reload()
    page.wait_for_selector("html.big")

    assert page.evaluate("document.cookie") == "big=1"


def test_a_deadline_follows_the_servers_clock_not_the_computers(show):
    page, _ = show(
        '<deadline-clock due="2019-05-20T18:00:00+08:00" now="2019-05-19T17:59:59.500+08:00"></deadline-clock>'
    )

    assert page.inner_text("deadline-clock") == "明天 18:00 到期"
