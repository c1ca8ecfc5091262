"""The case file: everything about one application that the person may see."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from documents.models import Document
from workflows.applications.models import Application
from workflows.applications.models.application import READS_BELOW, READS_OWN
from workflows.applications.presenting import sheet_of
from workflows.applications.progress import stations, what_next
from workflows.applications.states import State
from workflows.designation.models import Honour, SuperiorResult
from workflows.engine.actions import Action
from workflows.engine.models import WorkItem
from workflows.engine.recalling import latest_recallable
from workflows.engine.rights import may
from workflows.publicity.models import Notice
from workflows.review.models import Decision, Opinion
from workflows.scoring.models import DepartmentScore, FinalScore, VetoAnswer
from workflows.scoring.rules import readable_departments

TONES = {
    Decision.RECOMMEND: "green",
    Decision.ACCEPT: "green",
    Decision.RETURN: "amber",
    Decision.SEND_BACK: "amber",
    Decision.ASK_RETURN: "amber",
    Decision.APPROVE_RETURN: "amber",
    Decision.REFUSE_RETURN: "grey",
    Decision.NOT_RECOMMEND: "red",
    Decision.NOT_ACCEPT: "red",
}


class CaseView(TemplateView):
    """One application, from the self-evaluation to its title. Never who complained, never the facts of a veto."""

    template_name = "inbox/casefile.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        application = application_in_sight(self.request, kwargs["pk"])
        submissions = list(application.submissions.select_related("by", "snapshot"))
        latest = submissions[-1] if submissions else None
        return super().get_context_data(
            application=application,
            stations=stations(application),
            what_next=what_next(application),
            submissions=submissions,
            latest=latest,
            sheet=sheet_of(application, latest.snapshot.content) if latest else None,
            full_phone=any(held.post in READS_BELOW | READS_OWN for held in user.current_appointments),
            opinions=opinions_of(application),
            scores=scores_of(application, user),
            clauses=clauses_of(application),
            notices=notices_of(application),
            honour=Honour.objects.filter(application=application).first(),
            result=SuperiorResult.objects.filter(application=application).first(),
            documents=documents_of(application),
            waiting=waiting_on(application),
            task=WorkItem.objects.waiting_for(user).filter(process_id=application.process_id).first(),
            may_edit=may(user, Action.FILL_IN, application),
            may_recall=may(user, Action.RECALL, application),
            may_withdraw=may(user, Action.WITHDRAW, application),
            recallable=latest_recallable(application.process_id, user),
            may_change_leader=may(user, Action.CHANGE_LEADER, application),
            may_terminate=may(user, Action.TERMINATE, application),
            may_resume=may(user, Action.RESUME, application),
            may_disqualify=may(user, Action.DISQUALIFY, application),
            may_return=may(user, Action.RETURN_MIDWAY, application),
            **kwargs,
        )


def application_in_sight(request: HttpRequest, pk: int) -> Application:
    """The application, or 404."""
    visible = Application.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("round__standard", "region__parent"), pk=pk)


@dataclass(frozen=True)
class OpinionEntry:
    """An official opinion and what it asked to be corrected."""

    opinion: Opinion
    tone: str
    points: list[dict]
    site_check: str
    notice: str


def opinions_of(application: Application) -> list[OpinionEntry]:
    """Township and county, in the order in which they were given."""
    names = {one.code: one.name for one in application.spec.indicators}
    return [
        OpinionEntry(
            opinion,
            TONES[Decision(opinion.decision)],
            [
                {"code": one.indicator, "name": names.get(one.indicator, ""), "problem": one.problem}
                for one in opinion.verdicts.all()
                if not one.passes
            ],
            site_check_words(opinion.site_check),
            notice_words(opinion.notice),
        )
        for opinion in application.opinions.prefetch_related("verdicts")
    ]


def site_check_words(check: dict) -> str:
    """When, by whom, how many households, what was found."""
    if not check.get("on"):
        return ""
    households = f"，抽查{check['households']}户" if check.get("households") else ""
    findings = f"，{check['findings']}" if check.get("findings") else ""
    return f"{day_words(check['on'])}，{'、'.join(check.get('people', ()))}{households}{findings}。"


def notice_words(notice: dict) -> str:
    """The township's own notice."""
    if not notice.get("from") or not notice.get("to"):
        return ""
    return f"{day_words(notice['from'])}至{day_words(notice['to'])}"


def day_words(value: str) -> str:
    """An ISO date as letters write it."""
    day = date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Scores:
    """Departments' scores that the person may read, and the locked result."""

    final: FinalScore | None
    dimensions: list[dict]
    departments: list[dict]


def scores_of(application: Application, user) -> Scores | None:
    """Sealed until the lock; before it a department reads its own."""
    rows = DepartmentScore.objects.filter(submission=application.submissions.last()).current()
    readable = readable_departments(user, application)
    if readable is not None:
        rows = rows.filter(organisation__in=readable)
    grouped: dict[int, dict[str, Any]] = {}
    for row in rows.select_related("organisation").order_by("organisation_id", "indicator"):
        entry = grouped.setdefault(row.organisation_id, {"name": row.organisation.name, "rows": []})
        entry["rows"].append(score_row(application, row))
    final = FinalScore.objects.filter(application=application).first()
    if not grouped and final is None:
        return None
    return Scores(final, dimension_rows(application, final), list(grouped.values()))


def score_row(application: Application, row: DepartmentScore) -> dict[str, Any]:
    """One indicator's score with its name, for bonuses and penalties too."""
    spec = application.spec
    names = {one.code: one.name for one in (*spec.indicators, *spec.bonus, *spec.penalties)}
    return {"code": row.indicator, "name": names.get(row.indicator, ""), "score": row}


def dimension_rows(application: Application, final: FinalScore | None) -> list[dict[str, Any]]:
    """The five models with what each got."""
    if final is None:
        return []
    return [
        {"name": one.name, "points": one.points, "score": as_decimal(final.dimensions.get(one.code, {}).get("score"))}
        for one in application.spec.dimensions
    ]


def as_decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def clauses_of(application: Application) -> list[str]:
    """Of a veto the clause, nothing more (domain rule R10)."""
    if application.state != State.VETOED:
        return []
    found = set(VetoAnswer.objects.filter(application=application).exclude(clause="").values_list("clause", flat=True))
    return [f"{one.code} {one.name}" for one in application.spec.veto if one.code in found]


def notices_of(application: Application) -> list[dict[str, Any]]:
    """Public notices that named the applicant, and how objections to it ended; not who objected, not what was said."""
    notices = Notice.objects.filter(applications=application).select_related("result").order_by("number")
    objections = list(application.objections.order_by("received_at"))
    return [
        {
            "notice": notice,
            "result": getattr(notice, "result", None),
            "objections": [one for one in objections if one.notice_id == notice.pk],
        }
        for notice in notices
    ]


def documents_of(application: Application) -> list[Document]:
    """Issued papers about this application: its own, the notices it stood on, the decision that names it."""
    keys = Q(subject_key__startswith=f"application:{application.pk}:") | Q(subject_key=f"application:{application.pk}")
    notices = [f"notice:{pk}" for pk in application.notices.values_list("pk", flat=True)]
    keys |= Q(subject_key__in=notices, kind__in=("public_notice", "notice_result"))
    if application.state in {State.NAMED, State.RECOGNISED}:
        keys |= Q(subject_key=f"round:{application.round_id}:naming")
    return list(Document.objects.filter(keys, county=application.county).in_force().order_by("issued_at", "pk"))


@require_safe
def document(request: HttpRequest, pk: int, document_id: int) -> FileResponse:
    """An issued paper of the case, as it was issued."""
    application = application_in_sight(request, pk)
    papers = {one.pk: one for one in documents_of(application)}
    paper = papers.get(document_id) or get_object_or_404(Document.objects.none(), pk=document_id)
    response = FileResponse(paper.open(), filename=f"{paper}.pdf", content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def waiting_on(application: Application) -> list[dict[str, Any]]:
    """Open steps, one entry a step: parallel departments are counted."""
    items = (
        WorkItem.objects.open()
        .filter(process_id=application.process_id)
        .select_related("place__parent", "organisation")
    )
    steps: dict[str, dict[str, Any]] = {}
    for item in items.order_by("opened_at", "pk"):
        step = steps.setdefault(item.node, {"title": item.step_title, "due_at": item.due_at, "places": []})
        step["places"].append(
            item.organisation.name if item.organisation else f"{item.place.full_name}{item.get_post_display()}"
        )
    return list(steps.values())
