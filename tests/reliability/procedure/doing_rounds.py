"""The steps of a round, the objections to its notice."""

from datetime import timedelta

from django.utils.timezone import localtime

from workflows.publicity.models import Notice, Objection
from workflows.publicity.services import raise_objection, settle_objection

from .cases import Round, Work
from .doing import Doing, often


class RoundSteps(Doing):
    """``enter_<node>`` as for applications."""

    def enter_lock_scores(self, round_: Round, work: Work):
        opinion = self.draw(often("异议已处理。", ""))
        sound = self.model.can_lock(round_, opinion)
        return {"opinion": opinion}, sound, lambda who: self.model.locked(round_, work, who)

    def enter_propose_list(self, round_: Round, work: Work):
        locked = [case.number for case in self.model.applications(round_) if case.state == "score_locked"]
        lots = self.draw(often(locked, ["SFC-2026-000000000000"]))
        sound = self.model.nothing_beside(round_) and lots == locked

        def follows(who):
            keys = {case.pk: case.key for case in self.model.applications(round_)}
            rows = self.row(round_).rankings.last().rows.order_by("position")
            self.model.proposed(round_, work, who, {keys[row.application_id]: row.proposed for row in rows})

        return {"lots": lots}, sound, follows

    def enter_approve_list(self, round_: Round, work: Work):
        decision = self.draw(often("approve", "send_back"))
        meeting, opinion = self.draw(often("第1次会议", "")), self.draw(often("按会议意见。", ""))
        if not self.model.list_stands(round_) and self.draw([True, False]):
            decision, opinion = "send_back", "名单有变。"
        entered = {"decision": decision, "meeting": meeting, "opinion": opinion}
        if decision == "send_back":
            back = (round_, work)
            return (
                entered,
                bool(opinion),
                lambda who: self.model.step_on(*back, who, "locked", "approve_list", "propose_list"),
            )
        sound = bool(meeting) and self.model.nothing_beside(round_) and self.model.list_stands(round_)
        return entered, sound, lambda who: self.model.list_approved(round_, work, who)

    def enter_publish_notice(self, round_: Round, work: Work):
        phone = self.draw(often("0913-5550000", "13800000000"))
        sound = phone.startswith("0") and bool(self.model.still_proposed(round_))

        def follows(who):
            ends = localtime(self.row(round_).notices.last().ends_at).replace(tzinfo=None)
            assert ends > self.model.now
            self.model.published(round_, work, who, ends)

        return {"phone": phone, "address": "县政府院内"}, sound, follows

    def enter_close_notice(self, round_: Round, work: Work):
        settled = not any(still_open for _, still_open in round_.objections.values())
        return {}, settled, lambda who: self.model.notice_closed(round_, work, who)

    def enter_deliberate(self, round_: Round, work: Work):
        numbers = [case.number for case in self.model.applications(round_) if case.state == "deliberating"]
        refused = self.draw([*[[]] * 3, numbers[:1], numbers, ["SFC-2026-000000000000"]])
        opinion, first = self.draw(often("按会议意见。", "")), self.model.today
        second = self.draw(often(first, first - timedelta(days=1)))
        meeting = {"session": "第5次会议", "resolution": "同意。"}
        entered = {
            "meetings": [
                {**meeting, "body": "government", "held_on": first},
                {**meeting, "body": "committee", "held_on": second},
            ],
            "refused": refused,
            "opinion": opinion,
        }
        sound = self.model.nothing_beside(round_) and second == first
        sound = sound and set(refused) <= set(numbers) and bool(not refused or opinion)
        return entered, sound, lambda who: self.model.deliberated(round_, work, who, set(refused))

    def enter_designate(self, round_: Round, work: Work):
        alive = any(case.state == "approved" for case in self.model.applications(round_))
        return {}, alive, lambda who: self.model.designated(round_, work, who)

    # --- objections -------------------------------------------------------------------------------------------

    def somebody_objects(self) -> None:
        rounds = [round_ for round_ in self.model.rounds() if round_.notices]
        if not rounds:
            return
        round_ = self.draw(rounds)
        case = self.draw([*(self.model.cases[key] for key in round_.shown), *self.model.applications(round_)])
        matter = self.draw(often("台账不实。", " "))
        heard = round_.notice_ends is not None and self.model.now < round_.notice_ends
        notice, against = Notice.objects.filter(round=round_.pk).last(), self.row(case)
        raised = []

        def do():
            raised.append(raise_objection(notice=notice, application=against, matter=matter))

        foretold = heard and bool(matter.strip()) and case.key in round_.shown
        if self.attempt("object", do, foretold=foretold):
            round_.objections[raised[0].pk] = [case.key, True]
            round_.kept["objections"] += 1

    def the_office_settles(self) -> None:
        found = [(round_, row) for round_ in self.model.rounds() for row in round_.objections]
        if not found:
            return
        open_ones = [one for one in found if one[0].objections[one[1]][1]]
        round_, row = self.draw(open_ones if open_ones and self.draw(often(True, False)) else found)
        finding, facts = self.draw(["upheld", "partly", "dismissed", "dismissed"]), self.draw(often("已核查。", ""))
        who = self.one_of([*self.holding("office_director"), *self.holding("office_operator")])
        objection = Objection.objects.select_related("notice__round").get(pk=row)
        entered = {"finding": finding, "findings_of_fact": facts, "disposal": "责令整改。"}
        foretold = round_.objections[row][1] and bool(facts) and self.model.may(who, "settle_objection", round_)
        if finding == "upheld":
            foretold = foretold and self.model.may(who, "disqualify", round_)
            foretold = foretold and self.model.cases[round_.objections[row][0]].state not in {"named", "recognised"}
        by = self.user(who)
        if self.attempt("settle", lambda: settle_objection(objection=objection, by=by, **entered), foretold=foretold):
            self.model.objection_settled(round_, row, who, upheld=finding == "upheld")

    def a_round_is_moved_on(self) -> None:
        """What a round waits for; else it would wait long among so much else."""
        works = [(case, work) for case, work in self.model.works() if isinstance(case, Round)]
        if works:
            self.do_step(*self.draw(works))
