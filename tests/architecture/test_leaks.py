"""What is sealed does not show: not in a number, an order, a size or a refusal; not to anybody it is not for."""

import re
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from accounts import clock, triggers
from workflows.applications.models import Application
from workflows.dossiers.stamps import stamps_of
from workflows.scoring.models import DepartmentScore
from workflows.scoring.services.sheets import Given, save_scores, sheet

from .browsing import browser
from .pages import PAGES, Page
from .stage import NOW, SECRETS, Stage
from .test_urls import address, label

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.matrix]

#: What differs from answer to answer: tokens against forgery, signed receipts, the moment.
TOKEN = re.compile(rb"[A-Za-z0-9]{64}|[A-Za-z0-9_-]+:[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}|09:00:\d\d\.\d+")
#: Who scored: the department itself.
OWN = {"scorer", "head"}
#: Everybody who might want to know, one of each kind.
CURIOUS = [
    "clerk", "reviewer", "other scorer", "respondent", "operator", "director", "county leader", "auditor", "audit admin",
]  # fmt: skip
#: Headers that tell the moment or the request.
OF_THE_MOMENT = {"X-Request-ID", "Expires", "Last-Modified"}


def read(stage: Stage, client, page: Page) -> bytes:
    """What the page answers, refusals and headers included; what differs anyway is left out."""
    with clock.at(NOW):
        response = client.get(address(stage, page))
    body = response.getvalue() if response.streaming else response.content
    headers = sorted((name, value) for name, value in response.headers.items() if name not in OF_THE_MOMENT)
    return TOKEN.sub(b"-", body) + f"{response.status_code} {headers}".encode()


def everything_read_by(stage: Stage, roles) -> dict[tuple[str, str], bytes]:
    """Every page that is about the sealed application or about many, as each role is answered."""
    about = {"scoring", "scoring process", "score task", "running round", "scoring round", "department"}
    pages = [
        page
        for page in PAGES
        if about.issuperset(page.named.values()) and not (page.public or page.without_get or page.audited)
    ]
    clients = {role: browser(stage.person(role)) for role in roles}
    return {(role, label(page)): read(stage, clients[role], page) for role in roles for page in pages}


@pytest.fixture
def other_scores(stage):
    """Call it, and the sealed scores are others; nothing else has changed."""

    def change():
        scores = DepartmentScore.objects.filter(application=stage.named["scoring"])
        assert scores.exists()
        with triggers.suspended():
            models.QuerySet.update(scores, score=Decimal("3.50"), reason="完全不同的另一个很长很长的理由")
        add_versions(scores)
        add_drafts(stage)

    return change


def add_versions(scores) -> None:
    """In the other world the scorer has thought twice: how often is sealed, too."""
    for row in list(scores):
        row.pk, row.version, row.reason = None, row.version + 1, f"又改了一次：{row.reason}"
        row._state.adding = True
        row.save()


def add_drafts(stage: Stage) -> None:
    """And another department has begun its sheet, which nobody else may notice."""
    case = Application.objects.get(pk=stage.named["scoring"])
    scorer, organisation = stage.county.people["宣传部评分员"], stage.county.departments["宣传部"]
    rows = sheet(case, organisation)
    save_scores(
        case, organisation, rows, {row.indicator.code: Given(score=Decimal(1), reason="草稿") for row in rows}, scorer
    )


def test_two_different_sealed_scores_look_the_same_to_everybody_else(stage, other_scores):
    before = everything_read_by(stage, CURIOUS)
    other_scores()
    after = everything_read_by(stage, CURIOUS)

    assert [key for key in before if before[key] != after[key]] == []


def test_a_sealed_score_costs_nobody_else_another_question_to_the_database(stage, other_scores):
    """What takes longer tells something, too."""
    about = {"inbox:case", "inbox:track", "inbox:round", "scoring:four", "scoring:applicability", "applications:list"}
    pages = [
        page
        for page in PAGES
        if page.name in about and {"scoring", "scoring process", "running round"} >= set(page.named.values())
    ]

    def questions() -> dict:
        clients = {role: browser(stage.person(role)) for role in ("clerk", "other scorer", "operator", "director")}
        return {(role, label(page)): asked(stage, client, page) for role, client in clients.items() for page in pages}

    questions()
    before = questions()
    other_scores()

    assert questions() == before


def asked(stage: Stage, client, page: Page) -> int:
    """How many questions an answer takes."""
    with CaptureQueriesContext(connection) as queries:
        read(stage, client, page)
    return len(queries)


def test_a_draft_volume_does_not_change_with_a_sealed_score(stage, other_scores):
    """Or building it twice would tell the office that somebody changed a score."""
    round_ = Application.objects.get(pk=stage.named["scoring"]).round
    before = stamps_of(round_)
    other_scores()

    assert stamps_of(round_) == before


def test_the_department_itself_sees_the_difference(stage, other_scores):
    """Or the test above would prove nothing."""
    before = everything_read_by(stage, OWN)
    other_scores()
    after = everything_read_by(stage, OWN)

    differing = {key for key in before if before[key] != after[key]}
    assert {("scorer", "scoring:sheet scoring department"), ("head", "scoring:sheet scoring department")} <= differing


def test_a_complainant_is_nowhere_in_the_database_in_plain_words(stage):
    """Encrypted means: in no column of any table, the audit log and the messages included."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField)):
                rows = model._base_manager.values_list(field.attname, flat=True)
                found += [
                    (model.__name__, field.name)
                    for value in rows
                    for key in ("name", "unit", "contact")
                    if SECRETS[key] in (bytes(value).decode("latin1") if isinstance(value, memoryview) else str(value))
                ]

    assert found == []
    assert connection.vendor in {"sqlite", "postgresql"}
