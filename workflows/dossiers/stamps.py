"""The stamp of a volume: a hash of every row that it reads. Unchanged stamp, unchanged volume: nothing is read or built.

A test holds this list against the tables that ``reading`` really asks.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import models

from accounts.models import Belt, KeyTask, Organisation, User
from documents.models import Document
from workflows.applications.models import Application, Commitment, Submission
from workflows.designation.models import Meeting, SuperiorResult
from workflows.engine.models import Event, WorkItem
from workflows.publicity.models import Notice, NoticeResult
from workflows.ranking.models import Ranking, RankRow
from workflows.review.models import IndicatorVerdict, Opinion, PackedApplication, TownshipPack
from workflows.rounds.models import Round, TownshipQuota
from workflows.scoring.models import (
    Countersignature,
    DepartmentScore,
    FinalScore,
    ObjectionAnswer,
    Recusal,
    ScoreSheet,
    Substitution,
    VetoAnswer,
)

#: The county's small tables, which many rows name.
OF_COUNTY: tuple[type[models.Model], ...] = (Belt, KeyTask, Organisation)
#: Way from a row to its round.
OF_ROUND: dict[type[models.Model], str] = {
    Round: "pk",
    TownshipQuota: "round",
    Ranking: "round",
    RankRow: "ranking__round",
    Notice: "round",
    Notice.applications.through: "notice__round",
    NoticeResult: "notice__round",
    Meeting: "round",
    TownshipPack: "round",
    PackedApplication: "pack__round",
}
#: Way from a row to its application.
OF_APPLICATION: dict[type[models.Model], str] = {
    Application: "pk",
    Submission: "application",
    Commitment: "application",
    Opinion: "application",
    IndicatorVerdict: "opinion__application",
    DepartmentScore: "application",
    ScoreSheet: "application",
    Countersignature: "application",
    ObjectionAnswer: "countersignature__application",
    FinalScore: "application",
    SuperiorResult: "application",
}
#: Sealed until the lock: no volume reads them before, so that none may change with them either.
SEALED = frozenset({DepartmentScore, ScoreSheet, Countersignature, ObjectionAnswer})
#: What fills in, renders and binds.
CODE = ("documents", "workflows", "templates/documents")


def stamps_of(round_: Round) -> dict[int | None, str]:
    """Application → its stamp, and under ``None`` the round's own, which covers all of them."""
    shared = hashlib.sha256(code_fingerprint().encode())
    for rows in shared_rows(round_):
        for row in rows:
            shared.update(repr(row).encode())
    own = defaultdict(shared.copy)
    for application, values in own_rows(round_):
        own[application].update(repr(values).encode())
    stamps: dict[int | None, str] = {pk: digest.hexdigest() for pk, digest in sorted(own.items())}
    whole = shared.copy()
    whole.update(repr(stamps).encode())
    return {**stamps, None: whole.hexdigest()}


def shared_rows(round_: Round) -> Iterator[Iterable]:
    """What every volume of the round reads. Requests of townships are left out: they follow from opinions and packs."""
    for model in OF_COUNTY:
        yield whole_rows(model.objects.filter(county=round_.county))
    for model, way in OF_ROUND.items():
        yield whole_rows(model.objects.filter(**{way: round_.pk}))
    yield whole_rows(Belt.regions.through.objects.filter(belt__county=round_.county))
    people = User.objects.filter(county__in=("", round_.county))
    yield people.order_by("pk").values_list("pk", "display_name", "phone")
    documents = Document.objects.filter(county=round_.county).exclude(subject_key__contains=":township:")
    yield documents.order_by("pk").values_list("pk", "sha256", "status")
    yield Event.objects.filter(process_id=round_.process_id).order_by("pk").values_list("pk", "at")


def own_rows(round_: Round) -> Iterator[tuple[int, tuple]]:
    """Rows of single applications, each with its application. Snapshots and files are known by their hash."""
    applications = round_.applications.order_by("pk")
    for model, way in OF_APPLICATION.items():
        rows = model.objects.filter(**{f"{way}__in": applications})
        if model in SEALED:
            rows = rows.filter(**{f"{way}__final_score__isnull": False})
        for application, *values in whole_rows(rows, way):
            yield application, tuple(values)
    answers = VetoAnswer.objects.filter(application__in=applications).order_by("pk")
    for application, *values in answers.values_list("application", "pk", "at"):
        yield application, tuple(values)
    yield from process_rows(applications)
    yield from region_rows(round_, applications)


def process_rows(applications) -> Iterator[tuple[int, tuple]]:
    """History and the limit of countersigning."""
    ours = {process: pk for pk, process in applications.values_list("pk", "process_id")}
    events = Event.objects.filter(process_id__in=list(ours)).order_by("pk")
    limits = WorkItem.objects.filter(process_id__in=list(ours), node="countersign").order_by("pk")
    yield from (
        (ours[process], tuple(row)) for process, *row in events.values_list("process_id", "pk", "at", "actor_name")
    )
    yield from ((ours[process], tuple(row)) for process, *row in limits.values_list("process_id", "pk", "due_at"))


def region_rows(round_: Round, applications) -> Iterator[tuple[int, tuple]]:
    """The applicant's names as they are now, and who stood aside."""
    names = ("region__name", "region__kind", "region__parent__name", "region__parent__kind")
    yield from ((pk, tuple(row)) for pk, *row in applications.values_list("pk", "region_id", *names))
    columns = ("region_id", "user_id", "kind", "withdrawal")
    aside = list(Recusal.objects.filter(region__county=round_.county).order_by("pk").values_list(*columns))
    named = Substitution.objects.filter(recusal__region__county=round_.county).order_by("pk")
    aside += named.values_list("recusal__region_id", "pk", "recusal", "user_name")
    for pk, code in applications.values_list("pk", "region_id"):
        yield pk, tuple(row for row in aside if row[0] in {code, f"{code[:9]}000"})


def whole_rows(rows, *before: str) -> Iterable[tuple]:
    """All columns, in the order of the keys."""
    columns = (field.attname for field in rows.model._meta.concrete_fields)
    return rows.order_by("pk").values_list(*before, *columns)


@cache
def code_fingerprint() -> str:
    """Changes whenever what fills in, renders or binds a volume changes."""
    digest = hashlib.sha256(version("weasyprint").encode())
    base = Path(settings.BASE_DIR)
    for folder in CODE:
        for path in sorted(base.joinpath(folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css"}:
                digest.update(str(path.relative_to(base)).encode() + path.read_bytes())
            elif path.suffix in {".otf", ".ttf"}:
                digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()
