"""What a dossier is made from, as it was read: plain holders, no queries. ``reading`` fills them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from documents.models import Document, EvidenceFile
from documents.papers.parts import Listed
from workflows.applications.models import Application, Commitment
from workflows.designation.models import Meeting, SuperiorResult
from workflows.publicity.models import Notice
from workflows.ranking.models import Ranking, RankRow
from workflows.review.models import Decision, Opinion, Stage
from workflows.review.reading import Reading
from workflows.rounds.models import Round
from workflows.scoring.models import Countersignature, DepartmentScore, FinalScore, ScoreSheet
from workflows.standards.results import Summary

from .wording import filled_in


@dataclass(frozen=True)
class RoundRecord:
    """What all dossiers of a round share."""

    round: Round
    county: str  # 禾塬县
    province: str
    belts: Mapping[str, str]  # code → name
    key_tasks: Mapping[str, str]  # 一 → 推进脱贫成果全域化巩固
    quotas: Mapping[str, int]  # township → how many it may recommend
    ranking: Ranking | None  # the newest approved one
    places: Mapping[int, RankRow]  # application → its line in that ranking
    notices: tuple[Notice, ...]
    listed_on: Mapping[int, frozenset[int]]  # notice → applications whose names stood on it
    meetings: tuple[Meeting, ...]
    approved: tuple[Listed, ...]
    naming: Document | None
    request: Document | None
    lock_signer: str  # who locked the scores: 李明远, or 李明远（代赵启航）

    @property
    def office(self) -> str:
        return f"{self.county}乡村振兴示范创建领导小组办公室"

    @property
    def spec(self):
        return self.round.standard.spec

    @property
    def standard_name(self) -> str:
        return filled_in(self.round.standard.name, self.county)

    @property
    def grade(self) -> str:
        """县级示范村."""
        return self.round.honour

    @property
    def office_phone(self) -> str:
        """The landline that the county published."""
        return self.notices[-1].phone if self.notices else ""


@dataclass(frozen=True)
class Figures:
    """How many applied, came to the county, were scored, vetoed, reached the grade, were proposed."""

    applied: int
    at_county: int
    scored: int
    vetoed: int
    qualified: int
    proposed: int


@dataclass(frozen=True)
class CountyRecord(RoundRecord):
    """What the county's own pack tells of a round whose list was approved."""

    ranking: Ranking
    finals: tuple[FinalScore, ...]  # in order of rank, the vetoed behind
    figures: Figures
    nominees: tuple[Listed, ...]  # names on the last notice, in its order
    last_day: date


@dataclass(frozen=True)
class JointCheck:
    """The joint check from outside: how many answered and when the last one did. What they answered is not read."""

    answered: int
    concluded_on: date


@dataclass(frozen=True)
class Opened:
    """What the lock opens: scores, signatures, the result."""

    final: FinalScore
    scores: Mapping[str, DepartmentScore]  # line of the standard → its newest score
    sheets: tuple[ScoreSheet, ...]
    countersignatures: tuple[Countersignature, ...]
    countersigned_by: date  # the limit
    joint_check: JointCheck
    recused: Mapping[int, tuple[str, ...]]  # department → who stood aside


@dataclass(frozen=True)
class HandedIn:
    """A submission after a return: what, by whom, when."""

    content: dict
    signer: str
    on: date


@dataclass(frozen=True)
class ApplicationRecord:
    """One application: what was submitted, what was said of it, and, once scores are locked, how it scored."""

    application: Application
    round: RoundRecord
    reading: Reading
    own: Summary  # the self-evaluation of the submission in force
    filled_by: str
    commitment: Commitment
    opinions: tuple[Opinion, ...]
    corrected: Mapping[int, HandedIn]  # returning opinion → what was handed in afterwards
    files: Mapping[str, EvidenceFile]  # by hash
    opened: Opened | None
    superior: SuperiorResult | None
    last_day: date  # of the newest entry of its history

    @property
    def content(self) -> dict:
        return self.reading.content

    @property
    def spec(self):
        return self.round.spec

    @property
    def name(self) -> str:
        """The applicant as the official list had it when it submitted: 石岭镇侯家崾村."""
        return self.content["region"]["full_name"]

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def place(self) -> RankRow | None:
        return self.round.places.get(self.application.pk)

    @property
    def final(self) -> FinalScore | None:
        return self.opened.final if self.opened else None

    def opinion(self, stage: Stage, *decisions: Decision) -> Opinion | None:
        """The newest opinion of a stage on the submission in force."""
        mine = [one for one in self.opinions if one.stage == stage and one.submission_id == self.reading.submission.pk]
        return next((one for one in reversed(mine) if not decisions or one.decision in decisions), None)

    @cached_property
    def returns(self) -> tuple[Opinion, ...]:
        """Every return for correction, in its order."""
        return tuple(one for one in self.opinions if one.decision == Decision.RETURN)
