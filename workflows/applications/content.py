"""An application's content as plain data: frozen on submit, read by review, scoring and papers.

Numbers are decimal strings, dates ISO strings; the order of keys does not matter (RFC 8785 sorts them).
"""

from datetime import date
from decimal import Decimal

from workflows.standards.answers import Answers
from workflows.standards.results import Result
from workflows.standards.scoring import score

from .models import Application

#: Raised when the meaning of a field changes; old snapshots keep theirs.
SCHEMA = 1


def content_of(application: Application) -> dict:
    """Everything the applicant says, with the question it answers (standard and version) and the files' hashes."""
    standard = application.round.standard
    return {
        "schema": SCHEMA,
        "number": application.number,
        "round": {"code": application.round.code, "title": application.round.title},
        "standard": {"code": standard.code, "version": standard.version, "sha256": standard.content_id},
        "region": region_of(application),
        "leader_name": application.leader_name,
        "contact_phone": application.contact_phone,
        "data": {
            row.item: {"value": text(row.value), "previous": text(row.previous), "remark": row.remark}
            for row in application.data_values.all()
        },
        "answers": {
            row.indicator: {
                "checked": row.checked,
                "level": row.level,
                "findings": row.findings,
                "remark": row.remark,
            }
            for row in application.answers.all()
        },
        "statements": {row.dimension: row.text for row in application.statements.all()},
        "procedure": procedure_of(application),
        "evidence": [{**file_of(link.file), **proof_entry(link)} for link in with_files(application, "evidence")],
        "photos": [
            {**file_of(photo.file), "kind": photo.kind, "caption": photo.caption}
            for photo in with_files(application, "photos")
        ],
    }


def with_files(application: Application, relation: str):
    """Bound files with their contents' facts: as read before (``with_content``), or read now in one query."""
    rows = getattr(application, relation).all()
    read = relation in getattr(application, "_prefetched_objects_cache", {})
    return rows if read else rows.select_related("file")


def region_of(application: Application) -> dict:
    """The applicant as the official list had it on the day."""
    region = application.region
    return {
        "code": region.code,
        "name": region.name,
        "full_name": region.full_name,
        "kind": region.kind,
        "urban_rural": region.urban_rural,
        "profile": {
            key: value if isinstance(value, (list, bool)) else str(value) for key, value in region.profile.items()
        },
    }


def procedure_of(application: Application) -> dict:
    """The meetings and the notice in the village."""
    procedure = application.procedure
    fields = [field.name for field in procedure._meta.fields if field.name != "application"]
    return {name: text(getattr(procedure, name)) for name in fields}


def proof_entry(link) -> dict:
    """What a file proves: number in the corner of the paper, indicator, named proof (empty: none), words."""
    return {"no": link.evidence_no, "indicator": link.indicator, "proof": link.proof, "proves": link.proves}


def file_of(file) -> dict:
    """A file by its hash: the bytes that were received."""
    return {
        "sha256": file.sha256,
        "size": file.size,
        "name": file.name,
        "media_type": file.media_type,
        "pages": file.pages,
    }


def text(value) -> str | None:
    """Dates and numbers as strings, without trailing zeros; ``None`` for what is not there."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value is None else str(value)


def answers_from(
    content: dict, *, level: str, eligible: dict[str, bool] | None = None, closing: date | None = None
) -> Answers:
    """What the scoring core computes from.

    :param eligible: basic conditions as a person at the county checked them.
    :param closing: the last day of the intake, from which vetoes look back.
    """
    answers = content["answers"]
    deadline = {"deadline": closing} if closing else {}
    return Answers.from_json(
        {
            "level": level,
            "object": {**facts_of(content["region"]), "eligible": eligible or {}, **deadline},
            "data": {item: row["value"] for item, row in content["data"].items()},
            "checks": {code: row["checked"] for code, row in answers.items() if row["checked"] is not None},
            "levels": {code: row["level"] for code, row in answers.items() if row["level"]},
            "findings": {code: row["findings"] for code, row in answers.items() if row["findings"] is not None},
        }
    )


def facts_of(region: dict) -> dict[str, bool]:
    """Facts of the applicant that formulas and conditions ask about; nobody fills them in."""
    profile = region["profile"]
    tags = profile.get("tags") or []
    return {
        "is_key_support": "重点帮扶村" in tags,
        "is_relieved": "脱贫村" in tags,
        "is_resettlement": "易地搬迁安置社区" in tags,
        "is_community": region["kind"] == "居委会",
        "is_street": region["kind"] == "街道",
        "on_belt": bool(profile.get("belts")),
    }


def self_evaluation(application: Application) -> Result:
    """The self-score as the draft stands: computed, never typed."""
    return score(application.spec, answers_from(content_of(application), level=application.round.level))
