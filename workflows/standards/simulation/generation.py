"""Invented applicants for a standard: each with a quality of its own, so that together they look like a county.

A good village is good in most things and not in all; some things are hard for everybody. Some answers are missing,
some indicators do not apply, a few applicants fail a condition or a veto.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflows.standards.answers import Answers
from workflows.standards.simulation.by_hand import checked_by_hand, extras_of
from workflows.standards.simulation.chances import Chance, within
from workflows.standards.simulation.data import data_of
from workflows.standards.simulation.running import Sample
from workflows.standards.spec import Spec

FEWEST, MOST = 10, 500
#: The middling quality, and how far applicants lie apart.
MIDDLING, APART = 0.77, 0.13
#: Of a hundred applicants so many have left something out, and so many have something that does not apply.
WITH_GAPS, WITHOUT_SOMETHING = 0.05, 0.05
KEY_SUPPORT, FACT = 0.15, 0.2


@dataclass(frozen=True, slots=True)
class Question:
    """How an indicator behaves in this county: hard or easy, close to the applicant's quality or of its own kind."""

    hardness: float
    closeness: float


def generate(spec: Spec, *, seed: int, count: int) -> tuple[Sample, ...]:
    """The same seed gives the same applicants, whatever their number: the first ten of 50 are those of ten."""
    questions = {one.code: question_of(seed, one.code) for one in spec.indicators}
    return tuple(_sample(spec, questions, seed, place) for place in range(1, count + 1))


def question_of(seed: int, code: str) -> Question:
    chance = Chance(seed, "question", code)
    return Question(chance.about(0, 0.12), chance.between(0.3, 1.0))


def level_of(spec: Spec) -> str:
    """Applied for: the lowest level that the standard grades."""
    graded = {grade.level for grade in spec.grades}
    return "county" if "county" in graded or not graded else "province"


def _sample(spec: Spec, questions: Mapping[str, Question], seed: int, place: int) -> Sample:
    own = Chance(seed, "applicant", place)
    quality, size = within(own.about(MIDDLING, APART)), within(own.about(1, 0.3), 0.4, 1.8)
    merits = {one.code: _merit(questions[one.code], quality, Chance(seed, place, one.code)) for one in spec.indicators}
    facts = dict(_facts(spec, own))
    answers = {
        "level": level_of(spec),
        "object": {**facts, "eligible": dict(_conditions(spec, own))},
        "data": data_of(spec, merits, seed=seed, place=place, size=size, facts=facts),
        **checked_by_hand(spec, merits, Chance(seed, place, "by hand")),
        **extras_of(spec, quality, Chance(seed, place, "extras")),
        "not_applicable": _not_applicable(spec, own),
    }
    return Sample(f"{place:03}", f"模拟{place:03}", Answers.from_json(_with_gaps(answers, own)))


def _merit(question: Question, quality: float, chance: Chance) -> float:
    shared = question.closeness * quality + (1 - question.closeness) * MIDDLING
    return within(chance.about(shared - question.hardness, 0.12))


def _facts(spec: Spec, own: Chance) -> Iterator[tuple[str, bool]]:
    for code in spec.fact_words:
        yield code, own.happens(KEY_SUPPORT if code == "is_key_support" else FACT)


def _conditions(spec: Spec, own: Chance) -> Iterator[tuple[str, bool]]:
    """What a person checks is nearly always in order: who fails it does not apply."""
    for one in spec.eligibility:
        if one.expr is None:
            yield one.code, not own.happens(0.01)


def _not_applicable(spec: Spec, own: Chance) -> list[str]:
    return [own.pick(spec.indicators).code] if spec.indicators and own.happens(WITHOUT_SOMETHING) else []


def _with_gaps(answers: dict, own: Chance) -> dict:
    """One applicant in twenty has left out a figure or an answer."""
    kinds = [kind for kind in ("data", "checks", "levels", "findings") if answers.get(kind)]
    if not kinds or not own.happens(WITH_GAPS):
        return answers
    kind = own.pick(kinds)
    gone = own.pick(sorted(answers[kind]))
    return {**answers, kind: {code: value for code, value in answers[kind].items() if code != gone}}
