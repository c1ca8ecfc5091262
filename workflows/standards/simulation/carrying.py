"""Answers given to one version of a standard, as answers to another: by ``same_as``, else by the same code.

What the other version asks and nobody answered stays missing; it is named, never made up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from workflows.standards.answers import Answers
from workflows.standards.decimals import ONE, ZERO
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.simulation.running import Sample
from workflows.standards.spec import Indicator, Spec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gap:
    """A question of the standard to which the data hold no answer of anybody, or whose answers no longer fit."""

    code: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Carried:
    samples: tuple[Sample, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Code here → code there."""

    items: Mapping[str, str]
    indicators: Mapping[str, str]

    @property
    def inverted(self) -> "Codes":
        """Code there → code here: for an older standard tried on answers to a newer one."""
        return Codes(
            {there: here for here, there in self.items.items()},
            {there: here for here, there in self.indicators.items()},
        )


def carry(samples: Iterable[Sample], *, to: Spec, codes: Codes, invented: Sequence[Sample] = ()) -> Carried:
    """
    :param to: the standard under trial.
    :param codes: what each question was called where it was answered (``Standard.codes_in``).
    :param invented: the same applicants invented for `to`; they answer its new questions.
    """
    moved = [replace(one, answers=_carried(one.answers, to, codes)) for one in samples]
    if invented:
        moved = [_with_new(one, other.answers, codes) for one, other in zip(moved, invented, strict=True)]
    return Carried(tuple(moved), tuple(_gaps(to, moved, codes)))


def _with_new(sample: Sample, own: Answers, codes: Codes) -> Sample:
    """Answers of one's own to what the other standard does not ask."""

    def filled(carried: Mapping[str, T], invented: Mapping[str, T], known: Mapping[str, str]) -> dict[str, T]:
        return {**{code: value for code, value in invented.items() if code not in known}, **carried}

    answers = sample.answers
    return replace(
        sample,
        answers=replace(
            answers,
            data=filled(answers.data, own.data, codes.items),
            checks=filled(answers.checks, own.checks, codes.indicators),
            levels=filled(answers.levels, own.levels, codes.indicators),
            findings=filled(answers.findings, own.findings, codes.indicators),
        ),
    )


def _carried(answers: Answers, to: Spec, codes: Codes) -> Answers:
    """Everything that has a place in the other standard."""
    conditions = {one.code for one in to.eligibility}
    by_hand = {code: met for code, met in answers.checked_by_hand.items() if code in conditions}
    targeted = {one.code for one in to.indicators if hasattr(one.how, "target")}
    targets = {here: answers.targets[there] for here, there in _both(codes.indicators, answers.targets)}
    facts = {code: value for code, value in answers.object.items() if code in to.fact_words}
    return Answers(
        level=answers.level if answers.level in to.levels_applied_for else "",
        object={
            **facts,
            "eligible": by_hand,
            "targets": {code: value for code, value in targets.items() if code in targeted},
            "deadline": answers.deadline,
        },
        data={
            here: answers.data[there]
            for here, there in _both(codes.items, answers.data)
            if _fits(to, here, answers.data[there])
        },
        checks=dict(_checks(to, answers, codes)),
        levels=dict(_levels(to, answers, codes)),
        findings=dict(_findings(to, answers, codes)),
        satisfaction=answers.satisfaction,
        not_applicable=frozenset(here for here, there in codes.indicators.items() if there in answers.not_applicable),
        **_extras(to, answers),
    )


def _both(codes: Mapping[str, str], given: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Pairs of code here and there for which there is an answer."""
    return ((here, there) for here, there in codes.items() if there in given)


def _fits(to: Spec, code: str, value: Decimal) -> bool:
    """A number is no answer to a question that has become one of yes or no."""
    return code not in to.yes_or_no or value in (ZERO, ONE)


def _checks(to: Spec, answers: Answers, codes: Codes) -> Iterable[tuple[str, frozenset[int]]]:
    for here, there in _both(codes.indicators, answers.checks):
        how = to.indicator_by_code[here].how
        if isinstance(how, Checklist) and answers.checks[there] <= {item.no for item in how.items}:
            yield here, answers.checks[there]


def _levels(to: Spec, answers: Answers, codes: Codes) -> Iterable[tuple[str, str]]:
    for here, there in _both(codes.indicators, answers.levels):
        how = to.indicator_by_code[here].how
        if isinstance(how, Levels) and how.named(answers.levels[there]):
            yield here, answers.levels[there]


def _findings(to: Spec, answers: Answers, codes: Codes) -> Iterable[tuple[str, Mapping[str, int]]]:
    """Faults are numbered after their indicator; under a new number they are known by their end."""
    for here, there in _both(codes.indicators, answers.findings):
        how = to.indicator_by_code[here].how
        if not isinstance(how, Deduct):
            continue
        known = {name for item in how.items for name in (item.code, item.words)}
        counts = {
            here + name.removeprefix(there) if name.startswith(there) else name: count
            for name, count in answers.findings[there].items()
        }
        if counts.keys() <= known:
            yield here, counts


def _extras(to: Spec, answers: Answers) -> dict:
    """Bonus, penalties and vetoes that the other standard knows by the same code and words."""
    levels = {one.code: {level.words for level in one.levels} for one in to.bonus}
    items = {one.code: {item.words for item in one.items} for one in to.penalties}
    vetoes = {one.code for one in to.veto}
    return {
        "bonus": {code: words for code, words in answers.bonus.items() if set(words) <= levels.get(code, set())},
        "penalties": {
            code: counts for code, counts in answers.penalties.items() if counts.keys() <= items.get(code, set())
        },
        "veto": tuple(one for one in answers.veto if one.code in vetoes),
    }


def _gaps(to: Spec, samples: Sequence[Sample], codes: Codes) -> Iterable[Gap]:
    """Questions that none of the samples answers."""
    data = {code for one in samples for code in one.answers.data}
    for item in to.data_items:
        if item.code not in data:
            yield Gap(item.code, item.name, _because(item.code, codes.items))
    for indicator in to.indicators:
        answers = _asked_by_hand(indicator)
        if answers and not any(indicator.code in getattr(one.answers, answers) for one in samples):
            yield Gap(indicator.code, indicator.name, _because(indicator.code, codes.indicators))


def _asked_by_hand(one: Indicator) -> str:
    """Where its answers stand; empty for what is computed."""
    return {Checklist: "checks", Levels: "levels", Deduct: "findings"}.get(type(one.how), "")


def _because(code: str, known: Mapping[str, str]) -> str:
    return "没有人填过，或原来的答法不再适用" if code in known else "是新问题，原来的数据里没有"
