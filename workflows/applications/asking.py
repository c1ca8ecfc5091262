"""Every field that a form asks for: what can be confirmed, counted, and explained."""

from workflows.rounds.models import Kind
from workflows.standards.spec import Spec

from .fields import COVER, PROCEDURE, Path
from .questions import ANSWER_PART, basics_of, items_of


def fields_asked(spec: Spec, kind: str) -> list[Path]:
    """This year's answers in the order of the form; last year's figures and remarks are not asked, they may be given."""
    return [
        *cover_fields(spec),
        *(path for indicator in spec.indicators for path in indicator_fields(spec, indicator.code)),
        *(Path("statements", one.code) for one in spec.dimensions),
        *(Path("procedure", name) for name in PROCEDURE if kind != Kind.COUNTY),
    ]


def cover_fields(spec: Spec) -> list[Path]:
    """The cover and what describes the applicant."""
    basics = [Path("data", item.code, "value") for item in basics_of(spec)]
    return [*(Path("cover", name) for name in COVER), *basics]


def indicator_fields(spec: Spec, code: str) -> list[Path]:
    """Figures and answer of one indicator. A figure that several indicators need stands with each of them."""
    indicator = spec.indicator_by_code[code]
    part = ANSWER_PART.get(type(indicator.how))
    figures = [Path("data", item.code, "value") for item in items_of(spec, indicator)]
    return [*figures, *([Path("answers", code, part)] if part else [])]


def asked_once(spec: Spec, kind: str) -> list[Path]:
    """The same, each field once: what a person fills in."""
    return list(dict.fromkeys(fields_asked(spec, kind)))
