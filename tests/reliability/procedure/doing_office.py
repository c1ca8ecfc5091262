"""The office and the clock: reminders, prolongations, mergers, recusals, days that pass."""

from collections import Counter
from datetime import timedelta

from django.utils.timezone import localtime

from accounts import clock
from accounts.departments import merge
from accounts.models import Appointment, Organisation, Region
from tests.world import county_time
from workflows.engine.calendar import add_working_days
from workflows.engine.deadlines import fire_due
from workflows.engine.escalating import escalate_overdue
from workflows.engine.models import Event, WorkItem
from workflows.flows.merging import take_over_all
from workflows.inbox.extending import extend, urge
from workflows.scoring.models import Recusal
from workflows.scoring.services.recusal import declare_recusal, withdraw

from .cases import Application, Case
from .doing import Doing, often
from .people import Aside, Held

OF_THE_APPLICANT = ("fill_in", "submit")
TOWNSHIP = ("town_reviewer", "town_leader")
#: More would leave nobody to merge.
MOST_MERGERS = 2


class Office(Doing):
    """Besides the steps."""

    def somebody_urges(self) -> None:
        found = self.some_work()
        if not found:
            return
        case, work = found
        who = self.one_of(self.holding("office_operator"))
        round_ = case.round if isinstance(case, Application) else case
        foretold = self.model.may(who, "remind", round_) or self.of_ones_village(who, case, work)
        foretold = foretold and work.urged_on != self.model.today
        item, by = self.item(work), self.user(who)
        if self.attempt("urge", lambda: urge(item=item, by=by), foretold=foretold):
            work.urged_on = self.model.today
            self.model.enter(case, who, "remind")

    def of_ones_village(self, who: str, case: Case, work) -> bool:
        held = self.model.people.exercised(who, self.model.today)
        return work.node in OF_THE_APPLICANT and any(
            one.post in TOWNSHIP and one.place == case.township for one in held
        )

    def the_director_gives_more_time(self) -> None:
        found = self.some_work()
        if not found:
            return
        case, work = found
        who, item, reason = self.one_of(self.holding("office_director")), self.item(work), self.draw(often("降雨", ""))
        due = item.due_at and localtime(item.due_at)
        begins = max(due.date(), self.model.today) if due else self.model.today
        until = (
            add_working_days(begins, 1).day if self.draw(often(True, False)) else self.model.today - timedelta(days=1)
        )
        foretold = (
            self.model.may(who, "extend", case)
            and due is not None
            and work.node not in OF_THE_APPLICANT
            and not work.extended
            and bool(reason)
            and until >= begins
            and until - due.date() < timedelta(days=30)
        )
        by = self.user(who)
        if self.attempt("extend", lambda: extend(item=item, by=by, until=until, reason=reason), foretold=foretold):
            work.extended = True
            self.model.enter(case, who, "extend")

    # --- recusal and reform -----------------------------------------------------------------------------------

    def somebody_stands_aside(self) -> None:
        """Only who leaves a colleague to do the work: else the office has to name somebody first."""
        people, today = self.model.people, self.model.today
        case = self.some_application()
        posts = [one for one in people.held if one.on(today) and one.post in ("dept_scorer", "dept_leader")]
        aside = self.model.aside(case)
        able = [
            one.who
            for one in posts
            if one.who not in aside and any(who not in aside | {one.who} for who in people.holders(one.office, today))
        ]
        if not able:
            return
        who, reason = self.draw(able), self.draw(often("亲属任职", ""))
        region, user = Region.objects.get(pk=people.codes[case.place]), self.user(who)
        do = lambda: declare_recusal(user=user, region=region, reason=reason)  # noqa: E731
        if self.attempt("stand aside", do, foretold=bool(reason)):
            row = Recusal.objects.latest("pk")
            people.asides.append(Aside(who, case.place, pk=row.pk))
            self.model.hand_back(who, case.place)
            self.model.reopen_in(case.place)

    def the_director_ends_a_recusal(self) -> None:
        asides = self.model.people.asides
        if not asides:
            return
        one = self.draw(asides)
        who = self.one_of(self.holding("office_director"))
        director = any(held.post == "office_director" for held in self.model.people.exercised(who, self.model.today))
        row, by = Recusal.objects.select_related("user", "region").get(pk=one.pk), self.user(who)
        foretold = director and not one.ended
        if self.attempt("end recusal", lambda: withdraw(recusal=row, by=by, reason="已调离"), foretold=foretold):
            one.ended = True

    def a_department_is_merged(self) -> None:
        names = sorted(self.stage.orgs)
        old, heir = self.chance.sample(names, 2)
        if len(self.model.heirs) >= MOST_MERGERS and old not in self.model.heirs:
            return
        foretold = old not in self.model.heirs and heir not in self.model.heirs
        rows = {one.name: one for one in Organisation.objects.filter(name__in=(old, heir))}
        entered = {"on": self.model.today, "people": True}
        if self.attempt("merge", lambda: merge(old=rows[old], into=rows[heir], **entered), foretold=foretold):
            self.people_follow(old, heir)
            self.model.merger(old, heir)

    def people_follow(self, old: str, heir: str) -> None:
        """人随事走."""
        people, today = self.model.people, self.model.today
        for held in [one for one in people.held if one.org == old and one.on(today)]:
            held.until = today
            office = (held.post, held.place, heir)
            if held.who in people.holders(office, today):
                continue
            row = Appointment.objects.filter(
                user=self.stage.users[held.who], post=held.post, organisation=self.stage.orgs[heir]
            ).latest("pk")
            people.held.append(Held(held.who, *office, pk=row.pk))

    # --- the clock --------------------------------------------------------------------------------------------

    def time_passes(self) -> None:
        """Deadlines end an intake or a notice, remind and escalate; nothing is approved because nobody acted."""
        self.model.now += timedelta(days=self.draw([0, 1, 1, 3, 9]), hours=self.draw([1, 2]))
        if self.model.now.hour >= 20:
            self.model.now += timedelta(hours=13)
        with clock.at(self.model.now):
            fire_due()
            take_over_all()
            escalate_overdue()
        self.done["time"] += 1
        for round_ in self.model.rounds():
            if round_.state == "open" and self.model.now >= round_.intake_ends:
                self.model.intake_over(round_)
            if round_.state == "publicity" and round_.notice_ends <= self.model.now and not round_.open:
                self.model.notice_over(round_)
        for old in sorted(self.model.heirs):
            if self.model.has_work(old):
                self.model.hand_over(old)
        self.nothing_but_reminders()

    def nothing_but_reminders(self) -> None:
        """Each escalation speaks of open work that is overdue, once."""
        told = Event.objects.filter(action="escalate").order_by("pk")
        told = list(told.filter(pk__gt=self.escalated).values_list("pk", "process_id", "data", "before", "after"))
        if not told:
            return
        self.escalated = told[-1][0]
        works = {work.pk: case for case, work in self.model.works()}
        counted = Counter(data["task"] for _, _, data, _, _ in told)
        assert set(counted.values()) == {1}
        for _, process, data, before, after in told:
            assert before == after
            assert works[data["task"]].process == process
            works[data["task"]].kept["events"] += 1
        late = WorkItem.objects.filter(pk__in=counted, due_at__lt=self.model.now.replace(tzinfo=county_time()))
        assert late.count() == len(counted)
