"""Sent back while its departments score it: what is parallel ends together, what was said stays. Plain Python."""

from datetime import date

from .cases import BESIDE, Application, Work
from .departments import Departments


class Midway(Departments):
    """The office's return between acceptance and lock."""

    def sent_back(self, case: Application, who: str, points: tuple[str, ...], due: date) -> None:
        """The first time at once; the second time the director is asked, and the departments go on meanwhile."""
        self.keep(case, "opinions")
        if case.returns["county"]:
            case.asked_return = points
            self.enter(case, who, "return_midway")
            self.open_work(case, "approve_midway")
        else:
            self.go(case, "county_returned", who, "return_midway")
            self.stop_scoring(case, points, due)

    def midway_decided(self, case: Application, work: Work, who: str, decision: str, due: date) -> None:
        self.finish(case, work, who)
        self.keep(case, "opinions")
        if decision == "refuse_return":
            self.enter(case, who, "approve_midway")
            return
        self.keep(case, "opinions")
        self.go(case, "county_returned", who, "approve_midway")
        self.stop_scoring(case, case.asked_return, due)

    def stop_scoring(self, case: Application, points: tuple[str, ...], due: date) -> None:
        case.cancelled += [work for work in case.open if work.node not in BESIDE]
        case.open, case.waits = case.at(*BESIDE), ""
        self.back_to_the_village(case, None, "county", points, due)
