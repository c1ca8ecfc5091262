"""Finding nothing proves something only if what is wrong would be found."""

import pytest

from tests.e2e import axe
from tests.e2e.conftest import PHONE
from tests.e2e.walking import walk

pytestmark = pytest.mark.browser

FAULTY = """
<html lang="zh-CN"><head><title>样张</title><style>
  .same:focus { outline: 0; } .low { width: 20px; height: 20px; padding: 0; }
  .cut { width: 60px; overflow: hidden; white-space: nowrap; } .turned { display: flex; flex-direction: row-reverse; }
  .bar { position: fixed; left: 0; right: 0; bottom: 0; height: 60px; background: #fff; }
</style></head><body>
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> <p style="color: #ccc; font-size: 10px">太淡太小</p>
  <div style="width: 900px">太宽</div> <div class="cut">放不下的一长串字放不下的一长串字</div>
  <button class="low">小</button> <a class="same" href="#a">看不出焦点</a>
  <div class="turned"><a href="#b">右边的先到</a><a href="#c">左边的后到</a></div>
  <div style="height: 900px"></div> <a href="#d" id="last">被挡住</a> <div class="action-bar bar">底栏</div>
</body></html>
"""
TRAP = """
<html lang="zh-CN"><body><input id="trap"> <a href="#out">出不来</a>
<script>document.getElementById("trap").addEventListener("keydown", event => event.preventDefault())</script></body></html>
"""


@pytest.fixture
def window(chromium):
    page = chromium.new_page(viewport=PHONE)
    yield page
    page.close()


def test_what_is_wrong_with_a_page_is_found(window):
    window.set_content(FAULTY)
    axe.bring_tools(window)

    found = axe.violations(window) + axe.measured(window, sideways=None, small=axe.THUMB, fine=axe.BIG_NOTE, cut=None)

    assert {kind for kind, _ in found} >= {"image-alt", "color-contrast", "sideways", "small", "fine", "cut"}


def test_a_walk_tells_what_is_not_seen_and_out_of_order(window):
    window.set_content(FAULTY)
    axe.bring_tools(window)

    met = walk(window)

    assert (met["unreached"], met["trapped"]) == ([], [])
    assert ["看不出焦点" in what for what in met["unseen"]] == [True]
    assert ["右边的先到" in what for what in met["backwards"]] == [True]


def test_a_trap_is_a_trap(window):
    window.set_content(TRAP)
    axe.bring_tools(window)

    met = walk(window)

    assert met["trapped"]
    assert ["出不来" in what for what in met["unreached"]] == [True]
