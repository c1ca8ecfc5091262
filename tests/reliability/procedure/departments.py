"""The departments: scoring and countersigning beside the joint check, joins, answers, what comes up. Plain Python."""

from collections.abc import Iterable

from .cases import Application, Work
from .flow import Flow
from .keeping import keep_what_stands, submitted_as, touched_since
from .scoring import COOPERATING, LEADS, RESPONDENTS, Answer, Scoring, Word


class Departments(Flow):
    """From the acceptance to the lock."""

    def begin_scoring(self, case: Application) -> None:
        """The first time for everybody; after a return for those whose word does not stand."""
        if case.scoring is not None:
            case.earlier.append(case.scoring)
        scoring = case.scoring = Scoring(self.heir, case.submissions)
        before = next((one for one in reversed(case.earlier) if one.has_begun), None)
        if before is not None:
            touched = touched_since(case, before)
            case.kept.update(keep_what_stands(before, scoring, touched, self.family))
        self.remember_scorers(case)
        leads = scoring.heirs(LEADS.values())
        signed = {sheet.org for sheet in scoring.sheets}
        for org in [org for org in leads if org not in signed] or leads:
            self.open_work(case, "score", org)
        for org in scoring.heirs(RESPONDENTS):
            if org not in scoring.checked:
                self.open_work(case, "joint_check", org)

    def remember_scorers(self, case: Application) -> None:
        """Who scored the very same content before, or what stands of it, does not sign."""
        now = submitted_as(case, case.scoring.number)
        for one in case.earlier:
            if submitted_as(case, one.number) == now:
                case.scoring.scorers |= one.scorers
        case.scoring.scorers |= {line.by for line in case.scoring.lines.values()}

    def family(self, org: str) -> set[str]:
        """A department and those that were merged into it, and into those."""
        found = {org}
        for name in [*self.heirs, *self.heirs]:
            if self.heirs[name] in found:
                found.add(name)
        return found

    def aside(self, case: Application) -> set[str]:
        return self.people.aside_from(case.place, case.township)

    def anew(self, case: Application, codes: Iterable[str]) -> set[str]:
        """Lines whose score is of somebody who stands aside."""
        lines, aside = case.scoring.lines, self.aside(case)
        return {code for code in codes if code in lines and lines[code].by in aside}

    def scored(self, case: Application, work: Work, who: str, given: dict[str, object]) -> None:
        case.kept["scores"] += case.scoring.give(work.org, who, given, self.anew(case, given))
        self.enter(case, who, "score", work.org)
        self.finish(case, work, who)
        self.open_work(case, "sign_scores", work.org, behind=work)

    def answered(self, case: Application, work: Work, who: str, given: dict[str, object], anew: set[str]) -> None:
        scoring = case.scoring
        open_ones = scoring.objections(work.org)
        case.kept["scores"] += scoring.give(work.org, who, given, anew)
        for word, code in open_ones:
            scoring.answers[word, code] = Answer(work.org)
        case.kept["answers_to_objections"] += len(open_ones)
        self.enter(case, who, "answer_objections", work.org)
        self.finish(case, work, who)
        self.open_work(case, "sign_answers", work.org, behind=work)

    def sheet_decided(self, case: Application, work: Work, who: str, decision: str) -> None:
        again = {"sign_scores": "score", "sign_answers": "answer_objections"}[work.node]
        if decision == "sign":
            case.scoring.sign(work.org, who)
            self.keep(case, "score_sheets")
        self.enter(case, who, work.node, work.org)
        self.finish(case, work, who)
        # Answers go round as long as something is open, whatever the head says: a recusal may have ended meanwhile.
        left = any(org == work.org for org, _, _ in case.scoring.points(self.aside(case)))
        if left if work.node == "sign_answers" else decision != "sign":
            self.open_work(case, again, work.org, behind=work)
        self.join(case)

    def countersigned(self, case: Application, work: Work, who: str, agrees: bool, codes) -> None:
        case.scoring.words[work.org] = Word(work.org, agrees, () if agrees else tuple(codes), who)
        self.keep(case, "countersignatures")
        self.enter(case, who, "countersign", work.org)
        self.finish(case, work, who)
        self.join(case)

    def checked(self, case: Application, work: Work, who: str, *, found: bool) -> None:
        case.scoring.found |= found
        case.scoring.checked.append(work.org)
        self.keep(case, "veto_answers")
        self.enter(case, who, "joint_check", work.org)
        self.finish(case, work, who)
        self.join(case)

    def join(self, case: Application) -> None:
        """Whoever comes last opens what is next, once."""
        scoring = case.scoring
        if scoring.phase == "scores" and not case.at("score", "sign_scores"):
            scoring.phase = "countersign"
            for org in scoring.heirs(COOPERATING.values()):
                if org not in scoring.words:
                    self.open_work(case, "countersign", org)
        if scoring.phase == "countersign" and not case.at("countersign"):
            scoring.phase = "scored"
        waited_for = {
            "scored": ("joint_check",),
            "answers": ("answer_objections", "sign_answers"),
            "again": ("countersign_again",),
        }.get(scoring.phase)
        if waited_for and not case.at(*waited_for):
            self.look_for_matters(case)

    def look_for_matters(self, case: Application) -> None:
        scoring, aside = case.scoring, self.aside(case)
        orgs, again = {org for org, _, _ in scoring.points(aside)}, scoring.again(aside)
        case.waits = ""
        if orgs:
            scoring.phase = "answers"
            for org in sorted(orgs):
                self.open_work(case, "answer_objections", org)
        elif again:
            scoring.phase = "again"
            for org in again:
                self.open_work(case, "countersign_again", org)
        else:
            scoring.phase, case.waits = "waiting", "await_lock"

    def reopen(self, case: Application) -> None:
        """Who waits for the lock goes back to what came up."""
        aside = self.aside(case)
        if case.waits == "await_lock" and (case.scoring.points(aside) or case.scoring.again(aside)):
            self.look_for_matters(case)
