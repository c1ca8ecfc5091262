"""Ways back and sideways: typing into what is open, recalling, taking back, stopping, giving up, disqualifying."""

from datetime import timedelta

from workflows.applications.models import Application as ApplicationRow
from workflows.applications.models import DataValue
from workflows.applications.services.filling import save_draft
from workflows.applications.services.leaders import change_leader
from workflows.applications.services.submitting import recall
from workflows.applications.services.withdrawing import withdraw
from workflows.engine.recalling import recall_step
from workflows.engine.screens import mark_read
from workflows.flows.midway import return_midway
from workflows.flows.stopping import resume, terminate
from workflows.review.disqualifying import disqualify
from workflows.review.services import CORRECTION_DAYS

from .cases import BESIDE, CLOSED, EDITABLE, Application
from .doing import Doing, often
from .doing_steps import MOST_RETURNS
from .ways import TAKEN_BACK


class Ways(Doing):
    """What is done to an application besides its steps."""

    def the_village(self, case: Application) -> list[str]:
        """Its secretary, mostly."""
        return self.holding("village_secretary", case.place)

    def somebody_types(self) -> None:
        """A name, a figure of a line, an answer: the last two only where nothing was returned, or that very line."""
        case = self.some_application(lambda one: one.state in EDITABLE) or self.some_application()
        helpers = self.holding("town_reviewer", case.township) if case.under_way else []
        who = self.one_of([*self.holding("village_clerk", case.place)[:1], *helpers])
        value, code = self.chance.randrange(90, 100), self.draw(["", "RJ-01", "RJ-02"])
        changes: dict = {"cover": {"leader_name": f"负责人{value}"}}
        if code == "RJ-01":
            changes = {"data": {"toilet_ok": (value, 80, "")}}
        elif code == "RJ-02":
            value %= 3
            changes = {"answers": {"RJ-02": {"findings": {"RJ-02.1": value}}}}
        same = case.typed.get(code) == value
        foretold = self.model.may_write(who, case) and (not code or same or case.unlocked(code))
        by, row = self.user(who), self.row(case)
        if self.attempt("type", lambda: save_draft(application=row, by=by, changes=changes), foretold=foretold):
            case.typed[code] = value
            self.what_was_typed_is_there(case)

    def what_was_typed_is_there(self, case: Application) -> None:
        if "" in case.typed:
            assert ApplicationRow.objects.get(pk=case.pk).leader_name == f"负责人{case.typed['']}"
        if "RJ-01" in case.typed:
            assert DataValue.objects.get(application=case.pk, item="toilet_ok").value == case.typed["RJ-01"]

    def somebody_opens_a_step(self) -> None:
        """As its page does: from then on the one before cannot be taken back."""
        found = self.some_work()
        if found:
            case, work = found
            who = self.somebody(case, work)
            if self.model.may(who, work.node, case, work.org):
                mark_read(self.item(work))
                work.read = True
                self.done["open"] += 1

    def the_village_takes_it_back(self) -> None:
        case = self.some_application(lambda one: one.state in {"submitted", "town_recommended"})
        case = case or self.some_application()
        who, by_row = self.one_of(self.the_village(case)), self.row(case)
        unread = not any(work.read for work in case.open if work.node not in BESIDE)
        own = case.state == "submitted" or case.moved_by == "submit"
        foretold = self.model.may(who, "recall", case) and unread and own and self.model.taking(case.round)
        by = self.user(who)
        if self.attempt("recall", lambda: recall(application=by_row, by=by, reason="有一处笔误"), foretold=foretold):
            self.model.recalled(case, who)

    def somebody_takes_a_step_back(self) -> None:
        found = [
            (case, work)
            for case in self.model.applications()
            for work in case.done[-3:]
            if work.pk and work.node in TAKEN_BACK
        ]
        if not found:
            return
        case, work = self.draw(found)
        who = self.one_of([work.done_by])
        following = [one for one in case.open if one.behind is work]
        foretold = (
            who == work.done_by
            and case.state == TAKEN_BACK[work.node][0]
            and self.model.acting(who, work.node, case, work.org) is not None
            and len(following) == 1
            and not following[0].opened
        )
        item, by = self.item(work), self.user(who)
        if self.attempt(
            f"take back {work.node}", lambda: recall_step(item=item, by=by, reason="写错"), foretold=foretold
        ):
            self.model.taken_back(case, work, who)

    def the_office_sends_it_back_midway(self) -> None:
        """While the departments score it; the second time the director is asked."""
        case = self.some_application(lambda one: one.state == "scoring") or self.some_application()
        who = self.one_of(self.holding("office_operator"))
        points = self.draw([("RJ-01",), ("RJ-01",), ("RJ-02",), ("RJ-01", "ZL-01"), ("ZL-02",), (), ("XX-99",)])
        reason = self.draw(often("数据要核实", " "))
        foretold = (
            self.model.may(who, "return_midway", case)
            and not case.at("approve_midway")
            and bool(points and points != ("XX-99",) and reason.strip())
            and case.returns["county"] < MOST_RETURNS
        )
        entered = {"points": dict.fromkeys(points, "请核实"), "reason": reason}
        row, by, due = self.row(case), self.user(who), self.working_day(CORRECTION_DAYS)
        if self.attempt("return midway", lambda: return_midway(application=row, by=by, **entered), foretold=foretold):
            self.model.sent_back(case, who, points, due)

    def the_director_stops(self) -> None:
        case = self.some_application(lambda one: one.state not in CLOSED) or self.some_application()
        who, reason = self.one_of(self.holding("office_director")), self.draw(often("村庄拟合并", " "))
        foretold = bool(reason.strip()) and self.model.may(who, "terminate", case)
        row, by = self.row(case), self.user(who)
        if self.attempt("terminate", lambda: terminate(application=row, by=by, reason=reason), foretold=foretold):
            self.model.stop(case, who)

    def the_director_resumes(self) -> None:
        case = self.some_application(lambda one: one.state == "terminated")
        if case is None:
            return
        who, reason = self.one_of(self.holding("office_director")), self.draw(often("不再合并", ""))
        foretold = bool(reason) and self.model.may(who, "resume", case) and self.model.can_resume(case)
        row, by = self.row(case), self.user(who)
        if self.attempt("resume", lambda: resume(application=row, by=by, reason=reason), foretold=foretold):
            self.model.resumed(case, who)

    def a_village_gives_up(self) -> None:
        case = self.some_application()
        who, reason = self.one_of(self.the_village(case)), self.draw(often("村庄要合并", " "))
        foretold = bool(reason.strip()) and self.model.may(who, "withdraw", case)
        row, by = self.row(case), self.user(who)
        if self.attempt("withdraw", lambda: withdraw(application=row, by=by, reason=reason), foretold=foretold):
            self.model.given_up(case, who)

    def somebody_is_disqualified(self) -> None:
        case = self.some_application()
        who, reason = self.one_of(self.holding("office_director")), self.draw(often("台账造假", ""))
        foretold = bool(reason) and self.model.may(who, "disqualify", case)
        row, by = self.row(case), self.user(who)
        if self.attempt("disqualify", lambda: disqualify(application=row, by=by, reason=reason), foretold=foretold):
            self.model.put_out(case, who)

    def a_village_has_a_new_leader(self) -> None:
        case = self.some_application(lambda one: one.state not in CLOSED) or self.some_application()
        who, days = self.one_of(self.the_village(case)), self.draw(often(0, 1))
        name, since = f"新负责人{case.kept['leader_changes']}", self.model.today + timedelta(days=days)
        foretold = days == 0 and self.model.may(who, "change_leader", case)
        row, by = self.row(case), self.user(who)
        entered = {"name": name, "since": since, "reason": "换届"}
        if self.attempt("change leader", lambda: change_leader(application=row, by=by, **entered), foretold=foretold):
            self.model.leader_changed(case, who, name)
