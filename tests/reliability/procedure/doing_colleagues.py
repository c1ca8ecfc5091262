"""What people of one place do among themselves: pass on, ask, answer, show, stand in, come and go."""

from datetime import timedelta

from accounts.appointments import appoint, dismiss
from accounts.models import Appointment, Proxy, User
from accounts.proxies import end, entrust
from tests import world
from workflows.engine.consulting import ask, give_opinion, stop_asking
from workflows.engine.copying import copy_to, read
from workflows.engine.models import Consultation, Copy, Voice
from workflows.engine.passing_on import take_back, transfer
from workflows.rounds.models import Round as RoundRow

from .cases import Asked, Case, Question, Round, Work
from .doing import Doing, often
from .people import Absence, Held


class Colleagues(Doing):
    """Between people; the step stays whose it was."""

    def somebody_passes_work_on(self) -> None:
        found = self.some_work(having=lambda work: len(self.model.people.holders(work.office, self.model.today)) > 1)
        found = found or self.some_work()
        if not found:
            return
        case, work = found
        who, reason = self.somebody(case, work), self.draw(often("出差", " "))
        candidates = [one for one in self.model.people.held if one.on(self.model.today)]
        same = [one for one in candidates if one.office == work.office and one.who != who]
        to = self.draw(same if same and self.draw(often(True, False)) else candidates)
        foretold = (
            self.model.may(who, work.node, case, work.org)
            and bool(reason.strip())
            and not self.model.elsewhere(work, who)
            and to in same
            and self.model.may(to.who, work.node, case, work.org)
        )
        item, by, row = self.item(work), self.user(who), Appointment.objects.select_related("user").get(pk=to.pk)
        if self.attempt("pass on", lambda: transfer(item=item, by=by, to=row, reason=reason), foretold=foretold):
            work.handed = to
            self.model.enter(case, who, "transfer")

    def somebody_takes_work_back(self) -> None:
        found = self.some_work(having=lambda work: work.handed is not None) or self.some_work()
        if not found:
            return
        case, work = found
        who = self.one_of(self.model.people.holders(work.office, self.model.today))
        foretold = self.model.may(who, work.node, case, work.org) and work.colleague(self.model.today) is not None
        item, by = self.item(work), self.user(who)
        if self.attempt("take back work", lambda: take_back(item=item, by=by), foretold=foretold):
            work.handed = None
            self.model.enter(case, who, "take_back")

    def counts(self, held: Held) -> bool:
        return held.on(self.model.today) and not held.post.endswith("_admin")

    def somebody_asks_others(self) -> None:
        found = self.some_work()
        if not found:
            return
        case, work = found
        who, question = self.somebody(case, work), self.draw(often("是否属实？", ""))
        same = {one.who for one in self.model.people.held if one.office[1:] == work.office[1:]}
        near = [one for one in self.model.beside(work, who) if one in same]  # who sees the case, whatever its state
        stranger = self.draw(often(False, True))
        people = ["省评审"] if stranger or not near else near[: self.draw([1, 2])]
        foretold = self.model.may(who, work.node, case, work.org) and people != ["省评审"] and bool(question)
        need, asked = self.draw(Consultation.Need.values), []
        item, by, rows = self.item(work), self.user(who), [self.user(one) for one in people]

        def do():
            asked.append(ask(item=item, by=by, people=rows, question=question, need=need))

        if self.attempt("ask", do, foretold=foretold):
            voices = {one.person_id: one.pk for one in asked[0].voices.all()}
            told = [Asked(one, pk=voices[self.stage.users[one]]) for one in people]
            work.questions.append(Question(who, need, told, pk=asked[0].pk))
            case.kept.update(["consultations"])
            case.kept["voices"] += len(people)
            self.model.enter(case, who, "consult")

    def questions(self) -> list[tuple[Case, Work, Question]]:
        return [(case, work, question) for case, work in self.model.works() for question in work.questions]

    def somebody_gives_an_opinion(self) -> None:
        voices = [(*asked, voice) for asked in self.questions() for voice in asked[2].voices]
        if not voices:
            return
        waiting = [one for one in voices if not one[3].answered and not one[3].withdrawn]
        case, work, question, voice = self.draw(waiting if waiting and self.draw(often(True, False)) else voices)
        who, agrees, words = self.one_of([voice.who]), self.draw([True, False, None]), self.draw(often("看过。", ""))
        foretold = who == voice.who and not voice.answered and not voice.withdrawn
        foretold = foretold and (bool(words) or agrees is True) and who in self.model.beside(work, question.by)
        row = Voice.objects.select_related("consultation__work__task__process").get(pk=voice.pk)
        by = self.user(who)
        if self.attempt("say", lambda: give_opinion(voice=row, by=by, words=words, agrees=agrees), foretold=foretold):
            voice.answered, voice.agrees = True, agrees
            self.model.enter(case, who, "give_opinion")

    def somebody_stops_asking(self) -> None:
        found = self.questions()
        if not found:
            return
        case, work, question = self.draw(found)
        who, one = self.one_of([question.by]), self.draw([None, *question.voices])
        waiting = [v for v in question.voices if not v.answered and not v.withdrawn and one in (None, v)]
        foretold = self.model.may(who, work.node, case, work.org) and bool(waiting)
        row = Consultation.objects.select_related("work__task__process").get(pk=question.pk)
        by, person = self.user(who), self.user(one.who) if one else None
        if self.attempt("stop asking", lambda: stop_asking(consultation=row, by=by, person=person), foretold=foretold):
            for voice in waiting:
                voice.withdrawn = True
            self.model.enter(case, who, "stop_consulting")

    def somebody_shows_a_case(self) -> None:
        case = self.draw(list(self.model.cases.values()))
        who, people = self.anybody(), self.draw(often(["经办人", "主任"], ["经办人"], [], ["系统管理员"]))
        people = [one for one in people if one in self.model.people.names(self.model.today)]
        foretold = bool(people) and (people != ["系统管理员"] or isinstance(case, Round))
        row, by, rows = self.row(case), self.user(who), [self.user(one) for one in people]
        if self.attempt("copy", lambda: copy_to(case=row, by=by, people=rows, words="请阅。"), foretold=foretold):
            case.kept["copies"] += len(people)
            self.model.enter(case, who, "copy")

    def somebody_reads_a_copy(self) -> None:
        """The first reading counts."""
        copy = Copy.objects.order_by("pk").last()
        if copy is None:
            return
        before = copy.read_at
        self.attempt("read", lambda: read(copy=copy), foretold=True)
        after = Copy.objects.get(pk=copy.pk).read_at
        assert after is not None
        assert before in (None, after)

    # --- coming and going -------------------------------------------------------------------------------------

    def somebody_goes_away(self) -> None:
        """For some days a colleague of the same place stands in."""
        people, today = self.model.people, self.model.today
        who = self.anybody()
        if any(one.who == who and one.post.endswith("_admin") for one in people.own(who, today)):
            return
        near = sorted(people.colleagues(who, today))
        deputy = self.draw(near) if near and self.draw(often(True, False)) else self.anybody()
        since = today + timedelta(days=self.draw([0, 0, 1]))
        until = since + timedelta(days=self.draw([1, 5]))
        taken = any(one.principal == who and one.since < until and since < one.until for one in people.absences)
        foretold = deputy in near and not taken
        principal, other, made = self.user(who), self.user(deputy), []
        entered = {"since": since, "last_day": until - timedelta(days=1), "reason": "外出培训"}

        def do():
            made.append(entrust(principal=principal, deputy=other, **entered))

        if self.attempt("entrust", do, foretold=foretold):
            people.absences.append(Absence(who, deputy, since, until, made[0].pk))

    def somebody_comes_back(self) -> None:
        absences = self.model.people.absences
        if not absences:
            return
        one = self.draw(absences)
        who = self.one_of([one.principal])
        foretold = who == one.principal and one.until > self.model.today
        row, by = Proxy.objects.get(pk=one.pk), self.user(who)
        if self.attempt("end proxy", lambda: end(proxy=row, by=by), foretold=foretold):
            one.until = max(self.model.today, one.since)

    def somebody_is_replaced(self) -> None:
        """换届: the post passes to another; the work stays with the post."""
        people, today = self.model.people, self.model.today
        held = self.draw([one for one in people.held if self.counts(one) and one.post != "auditor"])
        secretary = [work.office for _, work in self.model.works() if work.node == "sign_commitment"]
        if secretary and self.draw([True, False]):
            held = next(one for one in people.held if one.office == secretary[0] and one.on(today))
        name = f"继任者{len(people.held)}"
        row = Appointment.objects.select_related("region", "organisation").get(pk=held.pk)
        made = []

        def do():
            user = User.objects.create(username=name, display_name=name, password="!")
            made.append(
                appoint(user=user, post=row.post, region=row.region, organisation=row.organisation, since=today)
            )
            dismiss(appointment=row, on=today, by=None)
            for round_ in RoundRow.objects.all():
                world.declare_nothing(round_)

        self.attempt("replace", do, foretold=True)
        held.until = today
        self.stage.users[name] = made[0].user_id
        people.held.append(Held(name, *held.office, pk=made[0].pk))
