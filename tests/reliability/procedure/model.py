"""The whole county: its rounds, its people, its departments and its clock. Plain Python."""

from dataclasses import dataclass, field
from datetime import datetime

from .cases import BESIDE, CLOSED, EDITABLE, ROUND_ENDED, Application, Case, Round, Work
from .people import People
from .rights import NOT_BY_THE_RECUSED
from .scoring import Scoring
from .ways import Sideways

#: Of one branch of a department, the earlier first.
BRANCHES = (
    ("score", "sign_scores"), ("answer_objections", "sign_answers"), ("countersign",), ("countersign_again",),
    ("joint_check",),
)  # fmt: skip


@dataclass
class Model(Sideways):
    """Everything that the actions and the checks ask."""

    county: str
    people: People
    now: datetime
    cases: dict[str, Case] = field(default_factory=dict)
    #: Merged department → successor, whose day has come.
    heirs: dict[str, str] = field(default_factory=dict)

    def applications(self, round_: Round | None = None) -> list[Application]:
        return [
            one
            for one in self.cases.values()
            if isinstance(one, Application) and (round_ is None or one.round is round_)
        ]

    def rounds(self) -> list[Round]:
        return [one for one in self.cases.values() if isinstance(one, Round)]

    def works(self) -> list[tuple[Case, Work]]:
        """Everything that is open."""
        return [(case, work) for case in self.cases.values() for work in case.open]

    def holders(self, work: Work, case: Case) -> list[str]:
        """Who finds it in the inbox, and does not stand aside."""
        colleague = work.colleague(self.today)
        found = [colleague] if colleague else self.people.holders(work.office, self.today)
        aside = self.aside(case) if isinstance(case, Application) and work.node != "joint_check" else set()
        return [who for who in found if who not in aside]

    def elsewhere(self, work: Work, who: str) -> bool:
        """Has a colleague it, on whose post this person does not act either?"""
        held = work.handed
        return held is not None and held.on(self.today) and held not in self.people.exercised(who, self.today)

    def free(self, who: str, case: Case, work: Work) -> bool:
        """Is this step this person's to do, now, with nobody left to be heard first?"""
        heard = all(one.settled for one in work.questions)
        return heard and not self.elsewhere(work, who) and self.may(who, work.node, case, work.org)

    def beside(self, work: Work, who: str) -> list[str]:
        """Whom one may ask: people of the same office; at the county everybody there."""
        _, place, org = work.office
        at_large = org is None and place == self.county
        there = {
            one.who
            for one in self.people.held
            if one.place == place
            and (at_large or one.org == org)
            and one.on(self.today)
            and not one.post.endswith("_admin")
        }
        return sorted(there - {who})

    def inbox(self, who: str) -> set[int]:
        """Rows that lie in somebody's inbox."""
        offices = {held.office for held in self.people.exercised(who, self.today)}
        return {work.pk for _, work in self.works() if work.office in offices and not self.elsewhere(work, who)}

    # --- the round --------------------------------------------------------------------------------------------

    def intake_over(self, round_: Round) -> None:
        """What was never handed in has lapsed; nothing else is decided by it."""
        self.go(round_, "reviewing", None, "end_intake")
        for case in self.applications(round_):
            if case.state in {"draft", "ready"} and not case.in_time_anyway:
                self.lapse(case, None, "end_intake")
        self.open_work(round_, "lock_scores")

    def overdue(self, round_: Round) -> list[Application]:
        """Returned, and not handed in again in time."""
        return [
            case
            for case in self.applications(round_)
            if case.state in EDITABLE and case.due_on is not None and case.due_on < self.today
        ]

    def can_lock(self, round_: Round, opinion: str) -> bool:
        """Everybody has spoken; objections were considered."""
        late = self.overdue(round_)
        left = [case for case in self.applications(round_) if case not in late and case.state not in CLOSED]
        ready = all(case.state == "scoring" and case.waits == "await_lock" and not case.open for case in left)
        objected = any(
            not word.agrees
            for case in self.applications(round_)
            if case.scoring
            for word in case.scoring.words.values()
        )
        return ready and bool(not objected or opinion)

    def locked(self, round_: Round, work: Work, who: str) -> None:
        for case in self.overdue(round_):
            self.lapse(case, who, "lock_scores")
        self.go(round_, "locked", who, "lock_scores")
        self.finish(round_, work, who)
        self.open_work(round_, "propose_list", behind=work)
        for case in self.applications(round_):
            if case.state != "scoring":
                continue
            self.keep(case, "final_score")
            self.go(case, "vetoed" if case.scoring.found else "score_locked", who, "lock_scores")
            case.waits = "await_list"
            if case.scoring.found:
                self.end(case)

    def nothing_beside(self, round_: Round) -> bool:
        return not any(case.at(*BESIDE) for case in self.applications(round_))

    def proposed(self, round_: Round, work: Work, who: str, ranked: dict[str, bool]) -> None:
        """What the ranking says is taken from it; what follows is not."""
        round_.ranked, round_.ranked_by, round_.rankings = ranked, who, round_.rankings + 1
        self.keep(round_, "rankings")
        for key in ranked:
            self.keep(self.cases[key], "rank_rows")
        self.step_on(round_, work, who, "ranked", "propose_list", "approve_list")

    def step_on(self, round_: Round, work: Work, who: str, state: str, verb: str, node: str) -> None:
        self.go(round_, state, who, verb)
        self.finish(round_, work, who)
        if node:
            self.open_work(round_, node, behind=work)

    def list_stands(self, round_: Round) -> bool:
        """Is everything still as the ranking saw it?"""
        locked = {case.key for case in self.applications(round_) if case.state == "score_locked"}
        return locked == set(round_.ranked)

    def list_approved(self, round_: Round, work: Work, who: str) -> None:
        if any(round_.ranked.values()):
            self.step_on(round_, work, who, "proposed", "approve_list", "publish_notice")
        else:
            self.step_on(round_, work, who, "without_result", "approve_list", "")
        for key, proposed in round_.ranked.items():
            case = self.cases[key]
            self.go(case, "proposed" if proposed else "not_selected", who, "approve_list")
            case.waits = "await_notice"
            if not proposed:
                self.end(case)

    def still_proposed(self, round_: Round) -> list[Application]:
        found = [self.cases[key] for key, proposed in round_.ranked.items() if proposed]
        return [case for case in found if case.state == "proposed"]

    def published(self, round_: Round, work: Work, who: str, ends: datetime) -> None:
        shown = self.still_proposed(round_)
        round_.shown, round_.notices, round_.notice_ends = [case.key for case in shown], round_.notices + 1, ends
        self.keep(round_, "notices")
        self.step_on(round_, work, who, "publicity", "publish_notice", "")
        for case in shown:
            self.go(case, "publicity", who, "publish_notice")

    def notice_over(self, round_: Round) -> None:
        self.open_work(round_, "close_notice")

    def notice_closed(self, round_: Round, work: Work, who: str) -> None:
        standing = [case for case in self.applications(round_) if case.state == "publicity"]
        changed = len(standing) != len(round_.shown)
        state, node = ("locked", "propose_list") if changed else ("notice_closed", "deliberate")
        self.keep(round_, "results")
        round_.notice_ends = None
        self.step_on(round_, work, who, state, "close_notice", node)
        for case in standing:
            self.go(case, "score_locked" if changed else "deliberating", who, "close_notice")
            case.waits = "await_list" if changed else "await_decision"

    def deliberated(self, round_: Round, work: Work, who: str, refused: set[str]) -> None:
        standing = [case for case in self.applications(round_) if case.state == "deliberating"]
        alive = any(case.number not in refused for case in standing)
        self.kept_meetings(round_)
        state, node = ("approved", "designate") if alive else ("without_result", "")
        self.step_on(round_, work, who, state, "deliberate", node)
        for case in standing:
            self.go(case, "not_approved" if case.number in refused else "approved", who, "deliberate")
            case.waits = "await_result"
            if case.number in refused:
                self.end(case)

    def kept_meetings(self, round_: Round) -> None:
        round_.kept["meetings"] += 2

    def designated(self, round_: Round, work: Work, who: str) -> None:
        self.step_on(round_, work, who, "named", "designate", "")
        for case in self.applications(round_):
            if case.state == "approved":
                self.keep(case, "honour")
                self.go(case, "named", who, "designate")
                self.end(case)

    def objection_settled(self, round_: Round, row: int, who: str, *, upheld: bool) -> None:
        case = self.cases[round_.objections[row][0]]
        round_.objections[row][1] = False
        self.enter(round_, who, "settle_objection")
        if upheld and case.state != "disqualified":
            self.put_out(case, who)

    # --- recusal and reform -----------------------------------------------------------------------------------

    def reopen_in(self, place: str) -> None:
        for case in self.applications():
            if case.place == place and case.state == "scoring":
                self.reopen(case)

    def merger(self, old: str, heir: str) -> None:
        """The day has come: duties, people and open work go to the successor."""
        self.heirs[old] = heir
        self.hand_over(old)

    def has_work(self, old: str) -> bool:
        return any(self.concerned(case, old) for case in self.applications())

    def concerned(self, case: Application, old: str) -> bool:
        scores = case.scoring.lines.values() if case.state == "scoring" else ()
        return any(work.org == old for work in case.open) or any(line.org == old for line in scores)

    def hand_over(self, old: str) -> None:
        heir = self.heir(old)
        for case in self.applications():
            if self.concerned(case, old):
                self.hand_over_case(case, old, heir)

    def catch_up(self, case: Application) -> None:
        for old in sorted(self.heirs):
            if self.concerned(case, old):
                self.hand_over_case(case, old, self.heir(old))
        if case.state == "scoring":
            self.reopen(case)

    def hand_over_case(self, case: Application, old: str, heir: str) -> None:
        for nodes in BRANCHES:
            works = [work for work in case.at(*nodes) if work.org in (old, heir)]
            if not any(work.org == old for work in works):
                continue
            kept, *others = sorted(works, key=lambda work: (nodes.index(work.node), work.org == old, work.pk))
            for work in others:
                kept.questions += work.questions
                case.open.remove(work)
            if kept.org == old:
                kept.office = (*kept.office[:2], heir)
                kept.handed, kept.read = None, False
            self.let_go(kept)
        if isinstance(case.scoring, Scoring) and case.state == "scoring":
            case.kept.update(case.scoring.take_over(old, heir))
        case.kept["events"] += 1
        if case.state == "scoring":
            self.reopen(case)

    def let_go(self, work: Work) -> None:
        """Who was asked and has not come along can no longer answer."""
        for question in work.questions:
            still = self.beside(work, question.by)
            for voice in question.voices:
                voice.withdrawn |= not voice.answered and voice.who not in still

    def hand_back(self, who: str, place: str) -> None:
        """What was passed to somebody who now stands aside is everybody's again."""
        for case, work in self.works():
            theirs = isinstance(case, Application) and case.place == place and work.node in NOT_BY_THE_RECUSED
            if theirs and work.pk in self.inbox(who) and work.handed and work.handed.who == who:
                work.handed = None

    def over(self, case: Case) -> bool:
        return case.state in CLOSED or case.state in ROUND_ENDED
