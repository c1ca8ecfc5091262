"""Fills in the papers that the applicant signs, and those that show a draft as the paper it will be."""

from decimal import Decimal

from documents.papers.application_form import ApplicantLevel, ApplicationForm, Narrative
from documents.papers.base import Paper
from documents.papers.commitment import Commitment
from documents.papers.parts import DimensionScores, IndicatorScores, Totals
from documents.papers.self_assessment import SelfAssessment
from workflows.rounds.models import Kind
from workflows.standards.decimals import plain
from workflows.standards.results import Result, Scored

from .content import content_of, self_evaluation
from .form_rows import data_rows, facts_of, helped_in, meetings_of, own_notice
from .models import Application
from .sections import helped_by

OBJECTS = {Kind.VILLAGE: "示范村", Kind.TOWNSHIP: "示范镇（街道）", Kind.COUNTY: "示范县"}
UNITS = {Kind.VILLAGE: "村", Kind.TOWNSHIP: "镇（街道）", Kind.COUNTY: "县"}


def commitment_of(application: Application) -> Commitment:
    """真实性承诺书 (F02), as the leader is shown it before signing; undated until then."""
    round_ = application.round
    signed = application.commitments.first()
    return Commitment(
        addressee=f"{round_.region.short_name}乡村振兴示范创建领导小组办公室",
        unit=UNITS[Kind(round_.kind)],
        year=round_.year,
        grade=round_.honour,
        applicant=application.region.full_name,
        leader=signed.signer_name if signed else "",
        signed_on=signed.signed_at.date() if signed else None,
    )


def preview_papers(application: Application) -> list[Paper]:
    """The form and the table of the self-evaluation as they would be, were the draft handed in now."""
    content = content_of(application) | {"helped": helped_by(application)}
    return [form_of(application, content), assessment_of(application, content, self_evaluation(application))]


def form_of(application: Application, content: dict) -> ApplicationForm:
    """申报书 of a draft: undated, without opinions."""
    round_, spec = application.round, application.spec
    return ApplicationForm(
        level=ApplicantLevel(round_.kind),
        programme=f"{round_.get_level_display()}乡村振兴{OBJECTS[Kind(round_.kind)]}",
        grade=round_.honour,
        year=round_.year,
        batch=f"{round_.year}年第{round_.number}批",
        app_no=application.number,
        applicant=application.region.full_name,
        leader_name=content["leader_name"],
        leader_phone=content["contact_phone"],
        belts=tuple(belt.name for belt in application.region.belts.all()),
        made_by=f"{round_.region.short_name}乡村振兴示范创建领导小组办公室",
        facts=tuple(facts_of(content, spec)),
        data=tuple(data_rows(content, spec)),
        narratives=tuple(Narrative(one.name, content["statements"].get(one.code, "")) for one in spec.dimensions),
        meetings=tuple(meetings_of(content, round_.kind)),
        own_notice=own_notice(content),
        **helped_in(content),
    )


def assessment_of(application: Application, content: dict, result: Result) -> SelfAssessment:
    """自评得分表 of a draft: what is not filled in yet has no score."""
    spec, rows = application.spec, {row.code: row for row in result.indicators}
    proofs: dict[str, list[str]] = {}
    for entry in content["evidence"]:
        proofs.setdefault(entry["indicator"], []).append(entry["no"])
    summary = result.summary
    return SelfAssessment(
        standard=application.round.standard.name,
        applicant=application.region.full_name,
        app_no=application.number,
        dimensions=tuple(
            DimensionScores(
                one.name,
                one.points,
                tuple(
                    line_of(each, rows[each.code], content, proofs.get(each.code, ()))
                    for each in spec.indicators_of_dimension[one.code]
                ),
                self_score=next(row.score for row in summary.dimensions if row.code == one.code),
            )
            for one in spec.dimensions
        ),
        totals=Totals(
            base=summary.base or Decimal(0),
            bonus=summary.bonus,
            penalty=summary.penalty,
            total=summary.total or Decimal(0),
        ),
    )


def line_of(indicator, row: Scored, content: dict, proofs) -> IndicatorScores:
    """One indicator of the table."""
    remark = content["answers"].get(indicator.code, {}).get("remark", "")
    return IndicatorScores(
        code=indicator.code,
        name=indicator.name,
        points=indicator.points,
        rule=indicator.rule,
        value="" if row.value is None or not indicator.unit else f"{plain(row.value)}{indicator.unit}",
        self_score=row.score,
        self_note=remark or row.explanation,
        evidence="、".join(proofs),
    )
