"""Every figure of a round as plain data: what was declared, what was scored, by whom and why.

Read from the same records as the printed volumes, so that paper and data cannot differ. Numbers are strings, as
everywhere outside the program; ``null`` says that there is none. Answers of the joint check and whoever raised an
objection are in no record and so in no figure.
"""

from collections.abc import Iterable
from decimal import Decimal

from workflows.applications.content import text
from workflows.review.models import Stage
from workflows.review.reading import Line
from workflows.review.scores import township_scores

from ..records import ApplicationRecord, RoundRecord

#: Raised when the meaning of a field changes.
SCHEMA = "shifan-figures/1"


def figures_of(record: RoundRecord, applications: Iterable[ApplicationRecord]) -> dict:
    """The whole round."""
    applications = list(applications)
    reviewed = township_scores(one.application for one in applications)
    round_ = record.round
    return {
        "schema": SCHEMA,
        "round": {
            "code": round_.code,
            "title": round_.title,
            "year": round_.year,
            "number": round_.number,
            "level": round_.level,
            "kind": round_.kind,
            "county": record.county,
            "state": round_.state,
            "places": round_.places,
            "basis": round_.approval_basis,
        },
        "standard": {
            "code": round_.standard.code,
            "name": record.standard_name,
            "version": round_.standard.version,
            "sha256": round_.standard.content_id,
        },
        "ranking": ranking_of(record),
        "data_items": [data_item(one) for one in record.spec.data_items],
        "indicators": [indicator(one) for one in record.spec.indicators],
        "applications": [application(one, reviewed.get(one.application.pk, {})) for one in applications],
    }


def ranking_of(record: RoundRecord) -> dict | None:
    """Which ranking the places come from."""
    ranking = record.ranking
    if ranking is None:
        return None
    return {"number": ranking.number, "approved_at": ranking.approved_at.isoformat(), "meeting": ranking.meeting}


def data_item(item) -> dict:
    """A question that is answered by a figure."""
    return {"code": item.code, "name": item.name, "unit": item.unit, "source": item.source, "period": item.period}


def indicator(one) -> dict:
    """A line of the standard."""
    return {
        "code": one.code,
        "name": one.name,
        "dimension": one.dimension,
        "points": text(one.points),
        "unit": one.unit,
        "inputs": list(one.inputs),
    }


def application(record: ApplicationRecord, reviewed: dict[str, Decimal]) -> dict:
    """One applicant."""
    region, final, place = record.content["region"], record.final, record.place
    return {
        "number": record.number,
        "region": {"code": region["code"], "name": region["name"], "full_name": region["full_name"]},
        "state": record.application.state,
        "state_name": record.application.get_state_display(),
        "position": place.position if place else None,
        "proposed": place.proposed if place else None,
        "reason": place.reason if place else "",
        "self_total": text(record.own.total),
        "total": text(final.total) if final else None,
        "base": text(final.base) if final else None,
        "bonus": text(final.bonus) if final else None,
        "penalty": text(final.penalty) if final else None,
        "satisfaction": text(final.satisfaction) if final else None,
        "vetoed": final.vetoed if final else None,
        "dimensions": dict(final.dimensions) if final else None,
        "data": data_of(record),
        "indicators": [line(record, one, reviewed.get(one.code)) for one in record.reading.lines],
        "opinions": [opinion(one) for one in record.opinions],
        "evidence": evidence_of(record),
    }


def data_of(record: ApplicationRecord) -> dict:
    """Item → this year's value, last year's, the applicant's remark: as submitted."""
    return {
        code: {"value": row["value"], "previous": row["previous"], "remark": row["remark"]}
        for code, row in sorted(record.content["data"].items())
    }


def line(record: ApplicationRecord, one: Line, reviewed: Decimal | None) -> dict:
    """One indicator: the value, and every score that was given with its reason."""
    given = record.opened.scores.get(one.code) if record.opened else None
    return {
        "code": one.code,
        "applicable": one.applicable,
        "value": text(one.value),
        "explanation": one.explanation,
        "self_score": text(one.self_score),
        "township_score": text(reviewed),
        "department": given.organisation.name if given else None,
        "department_score": text(given.score) if given else None,
        "suggested": text(given.suggested) if given else None,
        "reason": given.reason if given else "",
        "evidence": [entry["no"] for entry in one.evidence],
    }


def opinion(one) -> dict:
    """What the township or the county said about a submission."""
    return {
        "stage": Stage(one.stage).label,
        "decision": one.get_decision_display(),
        "words": one.text,
        "submission": one.submission.number,
        "at": one.at.isoformat(),
    }


def evidence_of(record: ApplicationRecord) -> list[dict]:
    """Proofs by their number; ``sha256`` is that of the file as it was sent."""
    kept = ("no", "indicator", "proof", "proves", "name", "pages", "size", "sha256")
    return [{key: entry.get(key) for key in kept} for entry in record.content["evidence"]]
