"""The applicant's own elements in a real browser: proofs go up one by one, last year's figure is filled in."""

import json

import pytest

from tests.frontend.conftest import PARTS, held_back, page_of

pytestmark = pytest.mark.browser

HOST = "http://shifan.test/"
SHELF = """
<form method="post" enctype="multipart/form-data" action="/attach" data-upload>
  <input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="proves" value="照片">
  <label class="file-drop">拍照<small>可以一次选几个</small><input type="file" name="file" multiple></label>
  <button class="plain-only">上传</button>
</form>
"""
PAGE = f"""
<b data-computed="left">还差 7 项</b>
<evidence-upload><p data-problem hidden></p><p data-note hidden></p><div data-shelves>{SHELF}</div></evidence-upload>
<input id="households" name="households"><fill-in target="households" value="405"><button type="button" hidden>填入</button></fill-in>
"""


class Server:
    """``answers`` are given to uploads in turn; "offline" is a network that is away."""

    def __init__(self, dist):
        self.dist, self.answers, self.sent, self.body = dist, [], [], PAGE

    def __call__(self, route):
        path = route.request.url.removeprefix(HOST)
        if path == "attach":
            self.take(route)
        elif path in PARTS:
            route.fulfill(path=self.dist / path)
        else:
            route.fulfill(body=page_of(self.body), content_type="text/html; charset=utf-8")

    def take(self, route):
        answer = self.answers.pop(0)
        if answer == "offline":
            route.abort()
            return
        self.sent.append(route.request.headers["x-csrftoken"])
        status, content = answer
        route.fulfill(status=status, body=json.dumps(content), content_type="application/json")


@pytest.fixture
def page_and_server(dist, chromium):
    page, server = chromium.new_page(), Server(dist)
    page.route(f"{HOST}**", server)
    page.goto(HOST)
    yield page, server
    page.close()


def files(*names: str) -> list[dict]:
    return [{"name": name, "mimeType": "image/jpeg", "buffer": b"\xff\xd8"} for name in names]


def shelf_with(name: str) -> dict:
    return {"html": f"<i class='evidence-item'>{name}</i>{SHELF}", "errors": [], "computed": {"left": "还差 6 项"}}


def test_chosen_files_go_up_one_after_the_other(page_and_server):
    page, server = page_and_server
    server.answers = [(200, shelf_with("一")), (200, shelf_with("二"))]

    page.set_input_files("input[type=file]", files("1.jpg", "2.jpg"))
    page.wait_for_selector("text=二")

    assert server.sent == ["token", "token"]
    assert page.inner_text("[data-computed=left]") == "还差 6 项"


def test_a_file_chosen_before_the_script_has_come_is_sent(page_and_server):
    page, server = page_and_server
    server.answers, held = [(200, shelf_with("一"))], []
    page.wait_for_function("!!customElements.get('evidence-upload')")  # or its script is what is held back
    page.route(f"{HOST}filling.js", held_back(held))
    page.reload()
    page.set_input_files("input[type=file]", files("1.jpg"))

    server(held[0])
    page.wait_for_selector(".evidence-item")

    assert server.sent == ["token"]


def test_what_was_known_already_is_told_of_every_file(page_and_server):
    page, server = page_and_server
    server.answers = [(200, {**shelf_with(name), "notes": [f"{name}以前传过。"]}) for name in ("一", "二")]

    page.set_input_files("input[type=file]", files("1.jpg", "2.jpg"))
    page.wait_for_selector("text=二以前传过。")

    assert page.inner_text("[data-note]") == "一以前传过。二以前传过。"
    assert page.locator("[data-problem]").is_hidden()


def test_what_was_wrong_with_one_file_stays_when_the_next_is_good(page_and_server):
    page, server = page_and_server
    bad = {"html": SHELF, "errors": ["坏.jpg：打不开"], "computed": {}}
    server.answers = [(422, bad), (200, shelf_with("好"))]

    page.set_input_files("input[type=file]", files("坏.jpg", "好.jpg"))
    page.wait_for_selector("text=好")

    assert page.inner_text("[data-problem]") == "坏.jpg：打不开"


def test_a_file_that_could_not_be_sent_is_sent_when_the_network_is_back(page_and_server):
    page, server = page_and_server
    server.answers = ["offline", (200, shelf_with("一"))]

    page.set_input_files("input[type=file]", files("1.jpg"))
    page.wait_for_selector("text=网络不好")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector(".evidence-item")

    assert page.is_hidden("[data-problem]")


#: A person's own page, on which what is chosen is kept in the browser first.
KEEPING = PAGE.replace("<evidence-upload>", '<evidence-upload uploads="/uploads/">')
DENIED = (
    """Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("denied", "SecurityError"); } });"""
)
NOTHING_KEPT = """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });"""


@pytest.mark.parametrize("denied", [DENIED, DENIED + NOTHING_KEPT, "delete IDBObjectStore.prototype.put;"])
def test_a_browser_that_keeps_nothing_sends_from_the_page_itself(page_and_server, denied):
    page, server = page_and_server
    server.answers, server.body = [(200, shelf_with("一"))], KEEPING
    page.add_init_script(denied)
    page.reload()

    page.set_input_files("input[type=file]", files("1.jpg"))
    page.wait_for_selector(".evidence-item")

    assert server.sent == ["token"]


def test_a_browser_that_is_full_sends_from_the_page_itself(page_and_server):
    page, server = page_and_server
    server.answers, server.body = [(200, shelf_with("一"))], KEEPING
    page.reload()
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": HOST, "quotaSize": 1000})

    page.set_input_files(
        "input[type=file]", [{"name": "1.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" * 9000}]
    )
    page.wait_for_selector(".evidence-item")

    assert server.sent == ["token"]


def test_last_years_figure_is_filled_in_by_a_button(page_and_server):
    page, _ = page_and_server

    page.click("fill-in button")

    assert page.input_value("#households") == "405"
