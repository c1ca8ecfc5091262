"""Reads what dossiers are made from. Scores are read once they are locked; answers of the joint check never are."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Max, Prefetch

from accounts.models import Belt, KeyTask, Region
from documents.models import Document
from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.designation.models import Meeting
from workflows.engine.actions import Action
from workflows.engine.models import Event, WorkItem
from workflows.engine.signatures import written
from workflows.publicity.papers import listed
from workflows.ranking.models import Ranking, RankRow
from workflows.review.models import Decision, IndicatorVerdict, Opinion
from workflows.review.reading import files_by_hash, reading_of
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState
from workflows.scoring.models import FinalScore, ObjectionAnswer, Recusal, RecusalKind, Substitution
from workflows.scoring.services.locking import current_scores
from workflows.standards.scoring import score

from .records import ApplicationRecord, CountyRecord, Figures, HandedIn, JointCheck, Opened, RoundRecord
from .wording import day_of

#: Past the county's approval, whatever came of it.
APPROVED = frozenset({State.APPROVED, State.NAMED, State.REPORTED, State.RECOGNISED, State.NOT_RECOGNISED})
#: Still with the applicant or its township: no dossier yet.
BEFORE_COUNTY = frozenset(
    {
        State.DRAFT, State.READY, State.SUBMITTED, State.TOWN_RETURNED, State.TOWN_RETURN_ASKED, State.TOWN_REVIEWED,
        State.NOT_RECOMMENDED, State.WITHDRAWN, State.LAPSED, State.TERMINATED,
    }
)  # fmt: skip


def applications_of(round_: Round) -> list[Application]:
    """Applications that reached the county: the best first, those without a place behind them."""
    rows = round_.applications.exclude(state__in=BEFORE_COUNTY).exclude(submissions=None)
    applications = list(rows.select_related("region__parent", "snapshot"))
    ranking = approved_ranking(round_)
    places = dict(ranking.rows.values_list("application", "position")) if ranking else {}
    for application in applications:
        application.round = round_
    return sorted(applications, key=lambda one: (places.get(one.pk, len(applications) + 1), one.number))


def approved_ranking(round_: Round) -> Ranking | None:
    """The newest ranking that the leading group approved."""
    approved = round_.rankings.filter(approved_at__isnull=False)
    return approved.select_related("made_by", "approved_by").last()


def read_round(round_: Round) -> RoundRecord:
    """What all dossiers of the round share."""
    ranking = approved_ranking(round_)
    codes = (f"{round_.county}000000", f"{round_.county[:2]}0000000000")
    regions = Region.objects.in_bulk(codes)
    rows = RankRow.objects.filter(ranking=ranking) if ranking else RankRow.objects.none()
    documents = Document.objects.in_force().filter(county=round_.county)
    notices = round_.notices.select_related("document", "result__document").prefetch_related("applications")
    return RoundRecord(
        round=round_,
        county=regions[codes[0]].name,
        province=regions[codes[1]].name if codes[1] in regions else "",
        belts=dict(Belt.objects.filter(county=round_.county).values_list("code", "name")),
        key_tasks=dict(KeyTask.objects.filter(county=round_.county).values_list("number", "title")),
        quotas=dict(round_.quotas.values_list("township", "number")),
        ranking=ranking,
        places={row.application_id: row for row in rows},
        notices=tuple(notices.order_by("number")),
        listed_on={one.pk: frozenset(row.pk for row in one.applications.all()) for one in notices},
        meetings=tuple(Meeting.objects.filter(round=round_).select_related("recorded_by")),
        approved=listed([one for one in applications_of(round_) if one.state in APPROVED], round_.kind),
        naming=documents.filter(subject_key=f"round:{round_.pk}:naming").first(),
        request=documents.filter(subject_key=f"round:{round_.pk}:request").first(),
        lock_signer=lock_signer_of(round_),
    )


def lock_signer_of(round_: Round) -> str:
    """The director, or who signed for him; nobody before the lock."""
    locked = Event.objects.filter(process_id=round_.process_id, action=Action.LOCK_SCORES, after=RoundState.LOCKED)
    entry = locked.order_by("pk").last()
    return written(entry.actor_name, entry.on_behalf_of) if entry else ""


def read_county(record: RoundRecord) -> CountyRecord | None:
    """What the county's own pack tells; ``None`` before the list is approved."""
    round_ = record.round
    if record.ranking is None:
        return None
    applications = applications_of(round_)
    scored = FinalScore.objects.filter(application__round=round_).select_related("application__region__parent")
    finals = {final.application_id: final for final in scored}
    ordered = tuple(finals[one.pk] for one in applications if one.pk in finals)
    names = record.listed_on[record.notices[-1].pk] if record.notices else frozenset()
    events = Event.objects.filter(process_id=round_.process_id)
    return CountyRecord(
        **vars(record),
        finals=ordered,
        figures=figures_of(record, ordered, len(applications)),
        nominees=listed([one for one in applications if one.pk in names], round_.kind),
        last_day=day_of(events.aggregate(last=Max("at"))["last"]),
    )


def figures_of(record: RoundRecord, finals: tuple[FinalScore, ...], at_county: int) -> Figures:
    """The round in numbers."""
    return Figures(
        applied=record.round.applications.exclude(submissions=None).count(),
        at_county=at_county,
        scored=len(finals),
        vetoed=sum(final.vetoed for final in finals),
        qualified=sum(final.reaches_grade and not final.vetoed for final in finals),
        proposed=sum(row.proposed for row in record.places.values()),
    )


def read_application(application: Application, round_: RoundRecord) -> ApplicationRecord:
    """Everything that one dossier tells."""
    application.round = round_.round
    verdicts = Prefetch("verdicts", IndicatorVerdict.objects.order_by("pk"))
    opinions = tuple(
        Opinion.objects.filter(application=application)
        .select_related("by", "submission__snapshot")
        .prefetch_related(verdicts)
        .order_by("pk")
    )
    reading = reading_of(application)
    events = Event.objects.filter(process_id=application.process_id)
    return ApplicationRecord(
        application=application,
        round=round_,
        reading=reading,
        own=score(round_.spec, answers_from(reading.content, level=round_.round.level)).summary,
        filled_by=events.filter(action=Action.FILL_IN, at__lte=reading.submission.at).order_by("pk").last().actor_name,
        commitment=application.commitments.latest("signed_at", "pk"),
        opinions=opinions,
        corrected=corrected(application, opinions),
        files=files_by_hash(application, reading.content),
        opened=read_opened(application),
        superior=getattr(application, "superior_result", None),
        last_day=day_of(events.aggregate(last=Max("at"))["last"]),
    )


def corrected(application: Application, opinions: tuple[Opinion, ...]) -> dict[int, HandedIn]:
    """What was handed in after each return."""
    numbers = {one.submission.number + 1: one.pk for one in opinions if one.decision == Decision.RETURN}
    if not numbers:
        return {}
    following = application.submissions.filter(number__in=numbers).select_related("snapshot", "by")
    return {
        numbers[one.number]: HandedIn(one.snapshot.content, one.by.display_name, day_of(one.at)) for one in following
    }


def read_opened(application: Application) -> Opened | None:
    """``None`` as long as scores are sealed."""
    final = FinalScore.objects.filter(application=application).select_related("locked_by", "submission").first()
    if final is None:
        return None
    of_submission = {"submission": final.submission_id}
    scores = current_scores(application).select_related("organisation")
    countersignatures = application.countersignatures.filter(**of_submission)
    answers = application.veto_answers.filter(**of_submission).aggregate(
        answered=Count("organisation", distinct=True), last=Max("at")
    )
    limit = WorkItem.objects.filter(process_id=application.process_id, node="countersign").aggregate(last=Max("due_at"))
    return Opened(
        final=final,
        scores={row.indicator: row for row in scores},
        sheets=tuple(application.score_sheets.filter(**of_submission).current().select_related("organisation")),
        countersignatures=tuple(
            countersignatures.select_related("organisation")
            .prefetch_related("organisation__predecessors", Prefetch("answers", answers_given()))
            .order_by("pk")
        ),
        countersigned_by=day_of(limit["last"] or final.locked_at),
        joint_check=JointCheck(answers["answered"], day_of(answers["last"] or final.locked_at)),
        recused=recused_by_department(application, day_of(final.locked_at)),
    )


def answers_given():
    """The lead departments' last answers to objections, with what they name."""
    return ObjectionAnswer.objects.current().select_related("organisation", "score").order_by("pk")


def recused_by_department(application: Application, on: date) -> dict[int, tuple[str, ...]]:
    """Who stood aside, by department, and who did the work instead."""
    rows = Recusal.objects.in_force().of_applicant(application.region_id).select_related("user").order_by("pk")
    named = Substitution.objects.in_force().filter(recusal__in=[row.pk for row in rows]).order_by("pk")
    instead = {(one.recusal_id, one.organisation_id): one.user_name for one in named}
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for held in row.user.appointments.current(on):
            if held.organisation_id:
                by = instead.get((row.pk, held.organisation_id), "")
                words = f"{row.user.display_name}按规定回避（{RecusalKind(row.kind).word}），未参与本表评分"
                found[held.organisation_id].append(f"{words}，由{by}替代" if by else words)
    return {department: tuple(dict.fromkeys(names)) for department, names in found.items()}
