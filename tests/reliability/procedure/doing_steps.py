"""The steps of an application, entered sensibly or not, by whoever may or may not."""

from tests import world
from workflows.engine.steps import perform
from workflows.review.services import CORRECTION_DAYS
from workflows.scoring.services.sheets import Given, Row, sheet

from .cases import Application, Case, Work
from .doing import Doing, often
from .doing_rounds import RoundSteps
from .helping import unconfirmed

POINTS = ("RJ-01",)
VERDICTS = {"RJ-01": {"passes": False, "problem": "缺户厕台账"}}
VETO = {"clause": "FJ-01", "facts": "受到处分", "document": "禾纪发〔2025〕3号"}
#: The third return does not exist.
MOST_RETURNS = 2


class Steps(RoundSteps, Doing):
    """``enter_<node>`` gives what is entered, whether it is sound, and what follows in the model."""

    def somebody_does_a_step(self) -> None:
        found = self.some_work()
        if found:
            self.do_step(*found)

    def do_step(self, case: Case, work: Work) -> None:
        who = self.somebody(case, work)
        entered, sound, follows = getattr(self, f"enter_{work.node}")(case, work)
        if work.node == "sign_commitment":
            sound = sound and case.signer != who
        item = self.item(work)
        free = self.model.free(who, case, work)
        if self.attempt(work.node, lambda: perform(item.task, by=self.user(who), **entered), foretold=sound and free):
            follows(who)

    def somebody_presses_an_old_button(self) -> None:
        """Of what was done long ago or ended with a return, by the one who could have done it."""
        found = [(case, work) for case in self.model.cases.values() for work in case.done + case.cancelled if work.pk]
        if not found:
            return
        case, work = self.draw(found)
        by = self.user(work.done_by or self.somebody(case, work))
        self.attempt("an old button", lambda: perform(self.item(work).task, by=by), foretold=False)

    # --- village and township ---------------------------------------------------------------------------------

    def enter_fill_in(self, case: Application, work: Work):
        return {}, True, lambda who: self.model.filled(case, work, who)

    def enter_submit(self, case: Application, work: Work):
        decision = self.draw(often("submit", "send_back"))
        sound = decision == "send_back" or not unconfirmed(case)
        return {"decision": decision}, sound, lambda who: self.model.submitted(case, work, who, decision)

    def enter_review_at_township(self, case: Application, work: Work):
        decision = self.draw([*["recommend"] * 6, *["return"] * 4, "not_recommend"])
        opinion, verdicts = self.draw(often("属实。", " ")), self.draw([VERDICTS, VERDICTS, {}])
        visit = self.draw(often(world.SITE_CHECK, {}))
        sound = bool(opinion.strip()) and (decision != "recommend" or bool(visit))
        sound = sound and (decision != "return" or self.may_return(case, "township", verdicts))
        due = self.working_day(CORRECTION_DAYS)
        entered = {"decision": decision, "opinion": opinion, "verdicts": verdicts, "site_check": visit}
        return entered, sound, lambda who: self.model.reviewed(case, work, who, decision, POINTS, due)

    def may_return(self, case: Application, stage: str, verdicts: dict) -> bool:
        """With its points named, and not a third time."""
        return bool(verdicts) and case.returns[stage] < MOST_RETURNS

    def enter_sign_at_township(self, case: Application, work: Work):
        decision = self.draw(often("recommend", "send_back"))
        sound = decision != "recommend" or self.model.has_place(case)
        entered = {"decision": decision, "opinion": "同意。"}
        return entered, sound, lambda who: self.model.signed_at_township(case, work, who, decision)

    def enter_accept_at_county(self, case: Application, work: Work):
        decision = self.draw([*["accept"] * 6, *["return"] * 4, "not_accept"])
        verdicts, checked = self.draw([VERDICTS, VERDICTS, {}]), self.draw(often(True, False))
        sound = decision != "accept" or checked
        sound = sound and (decision != "return" or self.may_return(case, "county", verdicts))
        due = self.working_day(CORRECTION_DAYS)
        entered = {
            "decision": decision, "opinion": "已核对。", "verdicts": verdicts, "conditions": {"TJ-01": checked},
        }  # fmt: skip
        return entered, sound, lambda who: self.model.accepted(case, work, who, decision, POINTS, due)

    def enter_approve_return(self, case: Application, work: Work):
        decision, opinion = self.draw(["approve_return", "refuse_return"]), self.draw(often("同意。", " "))
        due = self.working_day(CORRECTION_DAYS)
        entered = {"decision": decision, "opinion": opinion}
        return (
            entered,
            bool(opinion.strip()),
            lambda who: self.model.return_decided(case, work, who, decision, due),
        )

    def enter_approve_midway(self, case: Application, work: Work):
        decision, opinion = self.draw(["approve_return", "refuse_return"]), self.draw(often("同意。", " "))
        due = self.working_day(CORRECTION_DAYS)
        entered = {"decision": decision, "opinion": opinion}
        sound = bool(opinion.strip())
        return entered, sound, lambda who: self.model.midway_decided(case, work, who, decision, due)

    def enter_recheck(self, case: Application, work: Work):
        finding, opinion = self.draw(["sound", "unsound", "maybe"]), self.draw(often("查看了台账。", ""))
        entered = {"finding": finding, "opinion": opinion}
        sound = finding != "maybe" and bool(opinion)
        return entered, sound, lambda who: self.model.rechecked(case, work, who)

    def enter_sign_commitment(self, case: Application, work: Work):
        return {}, True, lambda who: self.model.signed_again(case, work, who)

    # --- departments ------------------------------------------------------------------------------------------

    def rows_of(self, case: Application, org: str) -> dict[str, Row]:
        """The sheet's lines: what the rule suggests follows from what was submitted, and is read once."""
        key = case.key, case.submissions, org, *case.scoring.codes_of(org)
        if key not in self.sheets:
            organisation = self.stage.county.departments[org]
            rows = sheet(self.row(case), type(organisation).objects.get(pk=organisation.pk))
            self.sheets[key] = {row.indicator.code: row for row in rows}
        return self.sheets[key]

    def vary(self, rows: dict[str, Row], given: dict[str, Given]) -> bool:
        """Mostly as the rule says; sometimes a line departs from it. Says whether the sheet is sound."""
        codes = sorted(code for code, row in rows.items() if row.kind == "indicator")
        if not codes or self.draw([True, True, False]):
            return True
        code, score, reason = self.draw(codes), self.draw([0, 1, 5, 1000]), self.draw(["现场核减", "现场核减", ""])
        given[code] = Given(score=score, reason=reason)
        return score <= rows[code].points and (score == rows[code].suggested or bool(reason))

    def values(self, given: dict[str, Given]) -> dict[str, tuple]:
        """As the model keeps them."""
        return {code: (line.applicable, line.score, line.reason, line.basis) for code, line in given.items()}

    def enter_score(self, case: Application, work: Work):
        rows = self.rows_of(case, work.org)
        given = {code: Given(score=row.suggested, applicable=row.applicable) for code, row in rows.items()}
        sound = self.vary(rows, given)
        assert set(given) == set(case.scoring.codes_of(work.org))
        return {"given": given}, sound, lambda who: self.model.scored(case, work, who, self.values(given))

    def enter_answer_objections(self, case: Application, work: Work):
        points = self.model_points(case, work.org)
        rows = {code: row for code, row in self.rows_of(case, work.org).items() if code in points}
        anew = {code for code, why in points.items() if "anew" in why}
        given = {code: Given(score=rows[code].suggested, applicable=rows[code].applicable) for code in sorted(anew)}
        sound = self.vary(rows, given)
        replies = {code: self.draw(often("已复核。", "")) for code in sorted(points)}
        sound = sound and all(replies[code] for code, why in points.items() if "objection" in why)
        entered = {"given": given, "replies": replies}
        return entered, sound, lambda who: self.model.answered(case, work, who, self.values(given), anew)

    def model_points(self, case: Application, org: str) -> dict[str, set[str]]:
        """Line → why it stands open."""
        found: dict[str, set[str]] = {}
        for department, code, why in case.scoring.points(self.model.aside(case)):
            if department == org and code:
                found.setdefault(code, set()).add(why)
        return found

    def enter_sign_scores(self, case: Application, work: Work):
        decision = self.draw(often("sign", "send_back"))
        entered = {"decision": decision, "opinion": "已核。"}
        return entered, True, lambda who: self.model.sheet_decided(case, work, who, decision)

    enter_sign_answers = enter_sign_scores

    def enter_countersign(self, case: Application, work: Work):
        own = case.scoring.lines_beside(work.org)
        agrees, reason = self.draw([True, True, False]), self.draw(often("有异议", ""))
        named = self.draw(often(own[:1], [], ["XX-99"]))
        sound = agrees or bool(reason and named and named[0] in own)
        entered = {"agrees": agrees, "reason": reason, "indicators": named}
        return entered, sound, lambda who: self.model.countersigned(case, work, who, agrees, named)

    enter_countersign_again = enter_countersign

    def enter_joint_check(self, case: Application, work: Work):
        if self.draw([True, True, True, False]):
            return {}, True, lambda who: self.model.checked(case, work, who, found=False)
        day = self.draw([world.OPENS, world.OPENS, None])
        entered = {**VETO, "happened_on": day}
        return entered, day is not None, lambda who: self.model.checked(case, work, who, found=True)
