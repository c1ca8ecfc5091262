"""Ways back and sideways: recalled, taken back, stopped, given up, disqualified, led by another. Plain Python."""

from .cases import BESIDE, CLOSED, ROUND_BEFORE_LOCK, Application, Round, Stopped, Work
from .midway import Midway
from .rights import WITH_THE_COUNTY

#: Who is disqualified has the neighbours looked at again: these go back to the township, the others are rechecked.
REVIEWED_AGAIN = frozenset({"town_reviewed", "town_recommended"})
#: A round waits for a step about its list.
LISTED = frozenset({"proposed", "approved"})
#: Steps that can be taken back: in which state, the state after it.
TAKEN_BACK = {
    "fill_in": ("ready", "draft"),
    "review_at_township": ("town_reviewed", "submitted"),
    "sign_at_township": ("town_recommended", "town_reviewed"),
    "score": ("scoring", "scoring"),
    "answer_objections": ("scoring", "scoring"),
}


class Sideways(Midway):
    """What is done to an application besides its steps."""

    def recalled(self, case: Application, who: str) -> None:
        self.go(case, "draft", who, "recall")
        case.recalled = True
        case.open = case.at(*BESIDE)
        self.open_work(case, "fill_in")

    def taken_back(self, case: Application, done: Work, who: str) -> None:
        state = TAKEN_BACK[done.node][1]
        if done.node == "sign_at_township":
            self.keep(case, "opinions")
            case.recommended = False
        self.go(case, state, who, "recall_step")
        following = next(one for one in case.open if one.behind is done)
        case.open.remove(following)
        self.open_work(case, done.node, done.org, behind=done.behind)

    def stop(self, case: Application, who: str) -> None:
        case.stopped = Stopped(case.state, tuple(case.open), case.waits, case.round.mark())
        self.end(case)
        self.go(case, "terminated", who, "terminate")

    def can_resume(self, case: Application) -> bool:
        stood, round_ = case.stopped, case.round
        if stood.state in {"draft", "ready"} and not case.submissions and not self.taking(round_):
            return False
        if stood.state in WITH_THE_COUNTY - {"scoring"}:
            same = stood.mark == round_.mark()
        else:
            same = round_.state in ROUND_BEFORE_LOCK
        return same and (not case.recommended or self.has_place(case))

    def resumed(self, case: Application, who: str) -> None:
        self.go(case, case.stopped.state, who, "resume")
        case.open, case.waits, case.stopped = list(case.stopped.open), case.stopped.waits, None
        self.catch_up(case)

    def catch_up(self, case: Application) -> None:
        """What happened to its departments while it was stopped."""
        raise NotImplementedError

    def given_up(self, case: Application, who: str) -> None:
        self.go(case, "withdrawn", who, "withdraw")
        self.end(case)

    def put_out(self, case: Application, who: str) -> None:
        """Disqualified: the township's others are looked at again."""
        self.go(case, "disqualified", who, "disqualify")
        self.end(case)
        case.stopped = None
        for one in self.applications(case.round):
            if one is case or one.township != case.township or one.state in CLOSED:
                continue
            if one.state in REVIEWED_AGAIN:
                self.go(one, "submitted", who, "recheck")
                one.open = one.at(*BESIDE)
                self.open_work(one, "review_at_township")
            elif one.state in WITH_THE_COUNTY:
                self.enter(one, who, "recheck")
                if not one.at("recheck"):
                    self.open_work(one, "recheck")
        if case.round.state in LISTED and not self.on_the_list(case.round):
            self.go(case.round, "without_result", who, "disqualify")
            case.round.open.clear()

    def on_the_list(self, round_: Round) -> list[Application]:
        """Who may still be published or named, those who were stopped there included."""
        stood = ((one, one.stopped.state if one.stopped else one.state) for one in self.applications(round_))
        return [one for one, state in stood if state == round_.state]

    def leader_changed(self, case: Application, who: str, name: str) -> None:
        case.leader = name
        self.keep(case, "leader_changes")
        self.enter(case, who, "change_leader")
        if not case.at("sign_commitment"):
            self.open_work(case, "sign_commitment")

    def signed_again(self, case: Application, work: Work, who: str) -> None:
        case.signer = who
        self.keep(case, "commitments")
        self.enter(case, who, "sign_commitment")
        self.finish(case, work, who)

    def rechecked(self, case: Application, work: Work, who: str) -> None:
        self.enter(case, who, "recheck")
        self.finish(case, work, who)

    def lapse(self, case: Application, who: str | None, verb: str) -> None:
        self.go(case, "lapsed", who, verb)
        self.end(case)
