"""The way of one application through village, township and office. Plain Python.

Each method says what an accepted action leaves: the state, the open work, the rows. Whether it may be done at all is
asked of ``rights`` and of the doing itself.
"""

from datetime import date, datetime

from .cases import CLOSED, Application, Case, Round, Work
from .helping import Helping, as_handed_in

#: While the director decides on a second return: whose it is, the state after yes and after no.
ASKED = {
    "town_return_asked": ("township", "town_returned", "submitted"),
    "county_return_asked": ("county", "county_returned", "town_recommended"),
}


class Flow(Helping):
    """The way of one application."""

    now: datetime
    heirs: dict[str, str]

    @property
    def today(self) -> date:  # type: ignore[override]
        return self.now.date()

    def heir(self, org: str) -> str:
        """Who answers for a department today."""
        while org in self.heirs:
            org = self.heirs[org]
        return org

    def taking(self, round_: Round) -> bool:
        return round_.state == "open" and self.now < round_.intake_ends

    def go(self, case: Case, state: str, who: str | None, verb: str) -> None:
        case.state = state
        self.enter(case, who, verb)
        if isinstance(case, Application):
            case.moved_by = verb

    def open_work(self, case: Case, node: str, org: str | None = None, behind: Work | None = None) -> Work:
        work = Work(node, self.office_of(node, case, org), behind)
        case.open.append(work)
        return work

    def finish(self, case: Case, work: Work, who: str) -> None:
        work.done_by = who
        case.open.remove(work)
        case.done.append(work)

    def end(self, case: Application) -> None:
        """Nobody has anything to do with it any more."""
        case.open.clear()
        case.waits = ""

    def keep(self, case: Case, *tables: str) -> None:
        case.kept.update(tables)

    # --- village and township ---------------------------------------------------------------------------------

    def filled(self, case: Application, work: Work, who: str) -> None:
        self.finish(case, work, who)
        self.go(case, "ready", who, "fill_in")
        self.open_work(case, "submit", behind=work)

    def submitted(self, case: Application, work: Work, who: str, decision: str) -> None:
        self.finish(case, work, who)
        if decision == "send_back":
            self.go(case, "draft", who, "submit")
            self.open_work(case, "fill_in", behind=work)
            return
        to_county = case.returned is not None and case.returned[0] == "county"
        case.submissions, case.recalled, case.returned = case.submissions + 1, False, None
        case.signer = who
        case.handed_in.append(as_handed_in(case))
        self.keep(case, "submissions", "commitments")
        self.go(case, "town_recommended" if to_county else "submitted", who, "submit")
        self.open_work(case, "accept_at_county" if to_county else "review_at_township", behind=work)

    def reviewed(self, case: Application, work: Work, who: str, decision: str, points, due: date) -> None:
        self.finish(case, work, who)
        self.keep(case, "opinions")
        case.reviewer = who
        if decision == "return":
            self.returned(case, work, who, "township", points, due)
        elif decision == "recommend":
            self.go(case, "town_reviewed", who, "review_at_township")
            self.open_work(case, "sign_at_township", behind=work)
        else:
            self.go(case, "not_recommended", who, "review_at_township")
            self.end(case)

    def returned(self, case: Application, work: Work, who: str, stage: str, points, due: date) -> None:
        """The first time to the village; the second time the director is asked."""
        state = "town" if stage == "township" else "county"
        if case.returns[stage]:
            case.asked_return = points
            self.go(case, f"{state}_return_asked", who, work.node)
            self.open_work(case, "approve_return", behind=work)
        else:
            self.go(case, f"{state}_returned", who, work.node)
            self.back_to_the_village(case, work, stage, points, due)

    def back_to_the_village(self, case: Application, work: Work | None, stage: str, points, due: date) -> None:
        case.returns[stage] += 1
        case.named.setdefault(case.submissions, set()).update(points)
        case.returned, case.due_on = (stage, points, due), due
        self.open_work(case, "fill_in", behind=work)

    def return_decided(self, case: Application, work: Work, who: str, decision: str, due: date) -> None:
        stage, agreed, refused = ASKED[case.state]
        self.finish(case, work, who)
        self.keep(case, "opinions")
        if decision == "refuse_return":
            self.go(case, refused, who, "approve_return")
            self.open_work(case, "review_at_township" if stage == "township" else "accept_at_county", behind=work)
            return
        self.keep(case, "opinions")
        self.go(case, agreed, who, "approve_return")
        self.back_to_the_village(case, work, stage, case.asked_return, due)

    def has_place(self, case: Application) -> bool:
        """Has its township a place left for it?"""
        quota = case.round.quotas.get(case.township)
        others = [
            one
            for one in self.applications(case.round)
            if one is not case and one.township == case.township and one.recommended and one.state not in CLOSED
        ]
        return quota is None or len(others) < quota

    def signed_at_township(self, case: Application, work: Work, who: str, decision: str) -> None:
        self.finish(case, work, who)
        self.keep(case, "opinions")
        case.recommended = decision == "recommend"
        self.go(case, "town_recommended" if case.recommended else "submitted", who, "sign_at_township")
        self.open_work(case, "accept_at_county" if case.recommended else "review_at_township", behind=work)

    def accepted(self, case: Application, work: Work, who: str, decision: str, points, due: date) -> None:
        self.finish(case, work, who)
        self.keep(case, "opinions")
        if decision == "return":
            self.returned(case, work, who, "county", points, due)
        elif decision == "accept":
            self.go(case, "scoring", who, "accept_at_county")
            self.begin_scoring(case)
        else:
            self.go(case, "not_accepted", who, "accept_at_county")
            self.end(case)

    def begin_scoring(self, case: Application) -> None:
        raise NotImplementedError

    def applications(self, round_: Round) -> list[Application]:
        raise NotImplementedError
