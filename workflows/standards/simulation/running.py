"""One standard over many applicants."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.standards.answers import Answers
from workflows.standards.results import Result, Summary
from workflows.standards.scoring import score
from workflows.standards.spec import Spec


@dataclass(frozen=True, slots=True)
class Sample:
    """One applicant on whom a standard is tried."""

    key: str
    name: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Tried:
    """One applicant and what the standard says of it."""

    sample: Sample
    result: Result

    @property
    def summary(self) -> Summary:
        return self.result.summary


@dataclass(frozen=True, slots=True)
class Run:
    spec: Spec
    rows: tuple[Tried, ...]


def run(spec: Spec, samples: Iterable[Sample]) -> Run:
    """AnswersError where a sample does not fit the standard."""
    return Run(spec, tuple(Tried(one, score(spec, one.answers)) for one in samples))
