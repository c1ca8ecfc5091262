"""Who may do what, where and when: the table of the procedure written a second time. Plain Python."""

from dataclasses import dataclass
from datetime import date

from .cases import BEFORE_LOCK, CLOSED, EDITABLE, Act, Application, Case
from .people import Held, People

AT_THE_VILLAGE = frozenset({"village_clerk", "village_secretary"})
#: Accepted by the county and not over.
WITH_THE_COUNTY = frozenset(
    {"scoring", "score_locked", "proposed", "publicity", "deliberating", "approved", "reported"}
)
ALIVE = BEFORE_LOCK | WITH_THE_COUNTY
SCORERS = "dept_scorer"
HEADS = "dept_leader"


@dataclass(frozen=True)
class Right:
    """Posts, the place's level, states, whether in the department of the work."""

    posts: frozenset[str]
    level: str
    states: frozenset[str] | None
    department: bool = False


def right(posts: str, level: str, *states: str, department: bool = False) -> Right:
    return Right(frozenset(posts.split()), level, frozenset(states) or None, department)


RIGHTS: dict[str, Right] = {
    "fill_in": right("village_clerk village_secretary", "village", *EDITABLE),
    "ask_for_help": right("village_clerk village_secretary", "village", *EDITABLE),
    "take_up_filling": right("town_reviewer", "township", *EDITABLE),
    "fill_for": right("town_reviewer", "township", *EDITABLE),
    "confirm_filled": right("village_secretary", "village", *EDITABLE),
    "submit": right("village_secretary", "village", "ready"),
    "recall": right("village_secretary", "village", "submitted", "town_recommended"),
    "withdraw": right("village_secretary", "village", *BEFORE_LOCK),
    "change_leader": right("village_clerk village_secretary", "village", *(ALIVE - EDITABLE)),
    "sign_commitment": right("village_secretary", "village", *ALIVE),
    "review_at_township": right("town_reviewer", "township", "submitted"),
    "sign_at_township": right("town_leader", "township", "town_reviewed"),
    "accept_at_county": right("office_operator", "county", "town_recommended"),
    "approve_return": right("office_director", "county", "town_return_asked", "county_return_asked", "scoring"),
    "return_midway": right("office_operator", "county", "scoring"),
    "approve_midway": right("office_director", "county", "scoring"),
    "recheck": right(
        "office_operator", "county", *WITH_THE_COUNTY, "county_returned", "draft", "ready", "town_recommended",
        "county_return_asked",
    ),
    "score": right(SCORERS, "county", "scoring", department=True),
    "sign_scores": right(HEADS, "county", "scoring", department=True),
    "countersign": right(HEADS, "county", "scoring", department=True),
    "countersign_again": right(HEADS, "county", "scoring", department=True),
    "answer_objections": right(SCORERS, "county", "scoring", department=True),
    "sign_answers": right(HEADS, "county", "scoring", department=True),
    "joint_check": right("veto_respondent", "county", "scoring", department=True),
    "terminate": right("office_director", "county", *ALIVE),
    "resume": right("office_director", "county", "terminated"),
    "disqualify": right("office_director", "county", *(ALIVE | CLOSED - {"named", "disqualified"}), "publicity"),
    "extend": right("office_director", "county"),
    "remind": right(
        "office_operator office_director", "county", "open", "reviewing", "locked", "ranked", "proposed", "publicity",
        "notice_closed", "approved", "reported",
    ),
    "lock_scores": right("office_director", "county", "reviewing"),
    "propose_list": right("office_operator", "county", "locked"),
    "approve_list": right("office_director", "county", "ranked"),
    "publish_notice": right("office_operator", "county", "proposed"),
    "close_notice": right("office_operator", "county", "publicity"),
    "settle_objection": right("office_operator office_director", "county", "publicity"),
    "deliberate": right("county_leader", "county", "notice_closed"),
    "designate": right("county_leader", "county", "approved"),
}  # fmt: skip
#: The post in whose inbox a step's work lies.
INBOX = {"fill_in": "village_clerk"}
NOT_BY_WHO_SCORED = frozenset({"sign_scores", "sign_answers"})
NOT_BY_THE_RECUSED = frozenset(
    {"score", "sign_scores", "countersign", "countersign_again", "answer_objections", "sign_answers"}
)
NOT_BY_THE_APPLICANT = frozenset({"review_at_township", "sign_at_township", "accept_at_county", "return_midway"})


class Rights:
    """Mixed into the model: who acts on which post, and who may."""

    people: People
    county: str
    today: date

    def place_of(self, level: str, case: Case) -> str:
        if level == "county" or not isinstance(case, Application):
            return self.county
        return case.place if level == "village" else case.township

    def office_of(self, node: str, case: Case, org: str | None) -> tuple:
        """In whose inbox a piece of work lies."""
        rule = RIGHTS[node]
        post = INBOX.get(node) or next(iter(rule.posts))
        return post, self.place_of(rule.level, case), org

    def acting(self, who: str, verb: str, case: Case, org: str | None = None) -> Held | None:
        """The post on which somebody would act."""
        rule = RIGHTS.get(verb)
        if rule is None:
            return None
        place = self.place_of(rule.level, case)
        for held in self.people.exercised(who, self.today):
            if held.post in rule.posts and held.place == place and (not rule.department or held.org == org):
                return held
        return None

    def may(self, who: str, verb: str, case: Case, org: str | None = None) -> bool:
        """Is it this person's to do, now?"""
        held, rule = self.acting(who, verb, case, org), RIGHTS[verb]
        if held is None or (rule.states is not None and case.state not in rule.states):
            return False
        return not self.stands_in_the_way(who, verb, case) and not self.signs_twice(who, held, case)

    def stands_in_the_way(self, who: str, verb: str, case: Case) -> bool:
        """What keeps this very person from it."""
        if verb == "approve_list":
            return case.ranked_by == who
        if not isinstance(case, Application):
            return False
        if verb == "submit":
            return not self.taking(case.round) and not case.in_time_anyway
        if verb in NOT_BY_THE_APPLICANT and any(act.who == who and act.post in AT_THE_VILLAGE for act in case.acts):
            return True
        if verb == "sign_at_township" and case.reviewer == who:
            return True
        if verb in NOT_BY_THE_RECUSED and who in self.people.aside_from(case.place, case.township):
            return True
        return verb in NOT_BY_WHO_SCORED and who in case.scoring.scorers

    def signs_twice(self, who: str, held: Held, case: Case) -> bool:
        """Nobody handles one case on his own post and as somebody's deputy."""
        if len(self.people.own(who, self.today)) == len(self.people.exercised(who, self.today)):
            return False
        acted = [act for act in case.acts if act.who == who and act.post not in ("", held.post)]
        return any(act.behalf or held.who != who for act in acted)

    def enter(self, case: Case, who: str | None, verb: str, org: str | None = None) -> None:
        """One more entry in the history of a case."""
        held = self.acting(who, verb, case, org) if who else None
        if who:
            behalf = held.who if held and held.who != who else ""
            case.acts.append(Act(who, held.post if held else "", behalf))
        case.kept["events"] += 1

    def taking(self, round_) -> bool:
        raise NotImplementedError
