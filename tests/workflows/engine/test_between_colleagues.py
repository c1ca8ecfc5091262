"""转办, 征求意见, 抄送: work moves between colleagues and nothing is lost, doubled or decided by the wrong person."""

from datetime import date, datetime

import pytest

from accounts import clock
from accounts.appointments import dismiss
from accounts.enums import Post
from accounts.models import Message, User
from accounts.proxies import entrust
from tests import world
from workflows.engine.consulting import ask, give_opinion, people_to_ask, stop_asking
from workflows.engine.copying import copy_to, read
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Consultation, Copy, Event, Voice, WorkItem
from workflows.engine.passing_on import colleagues, take_back, transfer
from workflows.engine.steps import perform, send_back


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.fixture
def second(county):
    """A second reviewer of the township."""
    return world.hire(county, "甲镇二审核", Post.TOWN_REVIEWER, "甲镇")


@pytest.fixture
def first(county):
    return county.people["甲镇审核员"]


def item_of(case, node="review_at_township") -> WorkItem:
    [item] = world.work(case, node)
    return item


def review(case, by):
    perform(item_of(case).task, by=by, decision="recommend", opinion="属实，推荐。", site_check=world.SITE_CHECK)
    return world.fresh(case)


def waits_for(user) -> bool:
    return WorkItem.objects.waiting_for(user).filter(node="review_at_township").exists()


class TestTransfer:
    def hand_over(self, case, by, to):
        transfer(item=item_of(case), by=by, to=to.appointments.get(), reason="出差")

    def test_it_lies_with_the_colleague_alone(self, submitted, first, second):
        assert waits_for(first)
        assert waits_for(second)

        self.hand_over(submitted, first, second)

        assert not waits_for(first)
        assert waits_for(second)
        assert Message.objects.of(second).get().subject.startswith("请办理：")
        event = Event.objects.filter(process_id=submitted.process_id).latest("pk")
        assert (event.action, event.actor, event.opinion) == ("transfer", first, "转甲镇二审核办理：出差")

    def test_nobody_does_it_behind_the_colleagues_back(self, submitted, first, second):
        self.hand_over(submitted, first, second)

        with pytest.raises(NotNow, match="已转给甲镇二审核办理"):
            review(submitted, first)

        assert review(submitted, second).state == "town_reviewed"

    def test_it_is_taken_back(self, submitted, first, second):
        self.hand_over(submitted, first, second)

        take_back(item=item_of(submitted), by=first)

        assert waits_for(first)
        assert review(submitted, first).state == "town_reviewed"

    def test_what_was_not_passed_on_is_not_taken_back(self, submitted, first):
        with pytest.raises(NotNow, match="没有转给别人"):
            take_back(item=item_of(submitted), by=first)

    def test_it_goes_to_holders_of_the_post_only(self, county, submitted, first):
        assert not colleagues(item_of(submitted), first).exists()
        with pytest.raises(Incomplete, match="同一岗位"):
            self.hand_over(submitted, first, county.people["甲镇镇长"])

    def test_who_may_not_do_it_passes_nothing_on(self, county, submitted, second):
        with pytest.raises(NotYou):
            self.hand_over(submitted, county.people["乙镇审核员"], second)

    def test_a_colleague_who_leaves_the_post_leaves_the_work_to_all(self, submitted, first, second):
        self.hand_over(submitted, first, second)

        dismiss(appointment=second.appointments.get(), on=date(2026, 3, 16))

        assert waits_for(first)
        assert review(submitted, first).state == "town_reviewed"

    def test_a_deputy_of_the_colleague_does_it_and_only_while_he_is_one(self, county, submitted, first, second):
        deputy = world.hire(county, "甲镇三审核", Post.TOWN_LEADER, "甲镇")
        self.hand_over(submitted, first, second)
        entrust(principal=second, deputy=deputy, since=date(2026, 3, 16), last_day=date(2026, 3, 17), reason="培训")

        with clock.at(datetime(2026, 3, 18, 9)):
            assert (waits_for(User.objects.get(pk=deputy.pk)), waits_for(second)) == (False, True)
        assert (waits_for(deputy), waits_for(first)) == (True, False)
        assert review(submitted, deputy).state == "town_reviewed"

    def test_a_return_opens_the_step_for_everybody(self, submitted, first, second):
        self.hand_over(submitted, first, second)

        send_back(submitted, "review_at_township")

        assert waits_for(first)
        assert waits_for(second)


class TestConsulting:
    @pytest.fixture
    def leader(self, county):
        return county.people["甲镇镇长"]

    def put(self, case, by, people, need=Consultation.Need.ALL):
        return ask(item=item_of(case), by=by, people=people, question="台账是否属实？", need=need)

    def answer(self, question, by, words="属实。", agrees=True):
        give_opinion(voice=question.voices.get(person=by), by=by, words=words, agrees=agrees)

    def test_the_step_waits_for_the_opinion(self, submitted, first, leader):
        question = self.put(submitted, first, [leader])

        assert Voice.objects.waiting_for(leader).count() == 1
        with pytest.raises(NotNow, match="正在征求甲镇镇长的意见"):
            review(submitted, first)

        self.answer(question, leader)

        assert not Voice.objects.waiting_for(leader).exists()
        assert Message.objects.of(first).first().body == "同意：属实。"
        assert review(submitted, first).state == "town_reviewed"

    def test_all_or_half_or_one(self, submitted, first, second, leader):
        everybody = self.put(submitted, first, [second, leader])
        self.answer(everybody, second)
        assert not everybody.is_settled
        self.answer(everybody, leader, agrees=False, words="缺2组台账。")
        assert everybody.is_settled

        half = self.put(submitted, first, [second, leader], need=Consultation.Need.HALF)
        self.answer(half, second)
        assert not half.is_settled
        stop_asking(consultation=half, by=first, person=leader)
        assert half.is_settled

        one = self.put(submitted, first, [second, leader], need=Consultation.Need.ANY)
        self.answer(one, leader)
        assert one.is_settled

    def test_a_question_taken_back_no_longer_holds_the_step_up(self, submitted, first, leader):
        question = self.put(submitted, first, [leader])

        stop_asking(consultation=question, by=first)

        with pytest.raises(NotNow, match="已经收回征求"):
            self.answer(question, leader)
        assert review(submitted, first).state == "town_reviewed"

    def test_an_opinion_is_given_once_and_by_oneself(self, submitted, first, second, leader):
        question = self.put(submitted, first, [leader])
        with pytest.raises(NotNow, match="本人答复"):
            give_opinion(voice=question.voices.get(), by=second, words="同意。")
        self.answer(question, leader)

        with pytest.raises(NotNow, match="已经答复过"):
            self.answer(question, leader)

    def test_who_has_left_the_post_answers_no_more_and_is_taken_off(self, submitted, first, second, leader):
        question = self.put(submitted, first, [second, leader])
        dismiss(appointment=second.appointments.get(), on=date(2026, 3, 16))
        self.answer(question, leader)

        with pytest.raises(NotNow, match="已不在可以答复的岗位"):
            self.answer(question, second)
        with pytest.raises(NotNow, match="正在征求甲镇二审核的意见"):
            review(submitted, first)
        stop_asking(consultation=question, by=first, person=second)

        assert review(submitted, first).state == "town_reviewed"

    def test_the_answer_reaches_whoever_has_the_work_now(self, submitted, first, second, leader):
        question = self.put(submitted, first, [leader])
        dismiss(appointment=first.appointments.get(), on=date(2026, 3, 16))

        self.answer(question, leader)

        told = {
            person: Message.objects.of(person).filter(subject__contains="已提意见").count()
            for person in (first, second)
        }
        assert told == {first: 0, second: 1}
        assert review(submitted, second).state == "town_reviewed"

    def test_to_disagree_says_why(self, submitted, first, leader):
        question = self.put(submitted, first, [leader])

        with pytest.raises(Incomplete, match="不同意的，请写明理由"):
            self.answer(question, leader, words=" ", agrees=False)

    def test_only_those_who_see_the_case_are_asked(self, county, submitted, first):
        stranger = county.people["乙镇审核员"]

        assert stranger not in people_to_ask(item_of(submitted), first)
        with pytest.raises(Incomplete, match="乙镇审核员看不到这件事项"):
            self.put(submitted, first, [stranger])

    def test_a_return_ends_the_question(self, submitted, first, leader):
        question = self.put(submitted, first, [leader])

        send_back(submitted, "review_at_township")

        assert not Voice.objects.waiting_for(leader).exists()
        with pytest.raises(NotNow, match="已经办结"):
            self.answer(question, leader)
        assert review(submitted, first).state == "town_reviewed"


class TestCopies:
    def test_a_copy_is_read_once(self, county, submitted, first):
        leader = county.people["甲镇镇长"]

        [copy] = copy_to(case=submitted, by=first, people=[leader, leader], words="请知悉。")
        read(copy=copy)
        at = Copy.objects.get().read_at
        read(copy=copy)

        assert list(Copy.objects.of(leader)) == [copy]
        assert not Copy.objects.of(leader).unread().exists()
        assert Copy.objects.get().read_at == at

    def test_nobody_is_shown_what_he_may_not_see(self, county, submitted, first):
        with pytest.raises(Incomplete, match="乙镇审核员看不到"):
            copy_to(case=submitted, by=first, people=[county.people["乙镇审核员"]])

        assert not Copy.objects.exists()
