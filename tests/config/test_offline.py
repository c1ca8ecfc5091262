"""What a phone keeps for the time without a network is what the pages are made of."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from config.offline import SHELL

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client, dist_is_built) -> dict:
    """What the script is told."""
    script = client.get("/sw.js").content.decode()
    return json.loads(script.partition("self.told=")[2].partition(";\n")[0])


@pytest.fixture
def dist_is_built():
    if not finders.find("worker.js"):
        pytest.skip("the front end is not built: npm run build in frontend/")


@pytest.mark.parametrize("name", SHELL)
def test_every_part_of_the_shell_is_there(dist_is_built, name):
    assert finders.find(name)


def test_a_page_is_made_of_the_shell_and_nothing_else(client, told):
    page = client.get(reverse("offline")).content.decode()

    parts = set(re.findall(rf'(?:src|href)="({static("")}[^"#]+)', page))

    assert parts <= set(told["shell"])


def test_the_script_may_answer_for_everything_and_is_asked_for_anew(client, dist_is_built):
    answer = client.get("/sw.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_page_without_a_network_names_nobody(client, told):
    page = client.get(told["offline"])

    assert "现在没有网络" in page.content.decode()
    assert "data-person" not in page.content.decode()
