"""The figures that go into a line, and of each: whose it is, who entered it, when, what it said before."""

from collections.abc import Mapping
from datetime import datetime

from workflows.applications.content import facts_of as facts_in
from workflows.applications.models import Application, FieldMark, Submission
from workflows.applications.presenting import in_words
from workflows.review.reading import Reading
from workflows.standards.decimals import plain
from workflows.standards.formula import Formula
from workflows.standards.methods import Ratio, Step
from workflows.standards.spec import DataItem, Indicator, Spec

from ..models import LedgerValue
from .trace import Input, LedgerEntry

Authors = Mapping[str, tuple[str, datetime]]
Ledgers = Mapping[str, list[LedgerValue]]

REGISTER = "区划名录，不用填报"


def names_asked(indicator: Indicator) -> tuple[str, ...]:
    """Everything that decides the line: the formula's names, its target's, those of its conditions."""
    asked: list[str] = []
    if indicator.formula is not None:
        asked += indicator.formula.names
    if isinstance(indicator.how, Step | Ratio) and isinstance(indicator.how.target, Formula):
        asked += indicator.how.target.names
    if indicator.applicable_if is not None:
        asked += indicator.applicable_if.names
    for case in indicator.special:
        asked += case.when.names
    return tuple(dict.fromkeys(asked))


def inputs_of(
    spec: Spec, indicator: Indicator, reading: Reading, before: Mapping | None, authors: Authors, ledgers: Ledgers
) -> tuple[Input, ...]:
    """In the order in which the rule asks for them."""
    facts = reading.content["region"]
    return tuple(
        item_input(spec.item_by_code[name], reading, before, authors, ledgers)
        if name in spec.item_by_code
        else fact_input(spec, name, facts)
        for name in names_asked(indicator)
    )


def item_input(item: DataItem, reading: Reading, before: Mapping | None, authors: Authors, ledgers: Ledgers) -> Input:
    """A data item as it was frozen."""
    entry = reading.content["data"].get(item.code, {})
    value, last = entry.get("value"), (before or {}).get("data", {}).get(item.code, {}).get("value")
    by, at = authors.get(f"data.{item.code}.value", (reading.submission.by.display_name, reading.submission.at))
    return Input(
        name=item.name,
        value=in_words(item, value) if value is not None else "",
        source="，".join(part for part in (item.source, item.period) if part),
        last_year=in_words(item, entry.get("previous")) if entry.get("previous") is not None else "",
        before=in_words(item, last) if before is not None and last != value else "",
        remark=entry.get("remark", ""),
        by=by,
        at=at,
        ledgers=tuple(entry_of(item, one) for one in ledgers.get(item.code, ())),
    )


def entry_of(item: DataItem, one: LedgerValue) -> LedgerEntry:
    """The figure of a department's ledger beside the applicant's."""
    ledger = one.ledger
    return LedgerEntry(
        ledger.organisation.name, in_words(item, plain(one.value)), str(ledger), ledger.by_name, ledger.at
    )


def fact_input(spec: Spec, name: str, region: Mapping) -> Input:
    """A fact of the applicant that nobody fills in."""
    holds = facts_in(region).get(name)
    return Input(spec.word(name), "" if holds is None else ("是" if holds else "否"), REGISTER)


def authors_of(application: Application, submission: Submission, fields: list[str]) -> dict[str, tuple[str, datetime]]:
    """Who entered each field last; what was entered after the submission is not what was submitted."""
    marks = FieldMark.objects.filter(application=application, field__in=fields, at__lte=submission.at)
    return {mark.field: (mark.by.display_name, mark.at) for mark in marks.select_related("by")}


def fields_of(indicator: Indicator) -> list[str]:
    """Names of the draft's fields behind a line."""
    answers = [f"answers.{indicator.code}.{part}" for part in ("checked", "level", "findings", "remark")]
    return [*(f"data.{name}.value" for name in names_asked(indicator)), *answers]
