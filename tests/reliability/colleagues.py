"""What people of one place do among themselves, as part of the state machine: pass on, ask, stand in, give up."""

from datetime import date, timedelta

from accounts import clock
from accounts.appointments import appoint, dismiss
from accounts.models import Appointment, User
from accounts.proxies import colleagues_of, entrust
from tests import world
from workflows.applications.services.withdrawing import withdraw
from workflows.engine.consulting import ask, give_opinion, people_to_ask, stop_asking
from workflows.engine.models import Consultation, Voice, WorkItem
from workflows.engine.passing_on import take_back, transfer
from workflows.scoring.rules import DECLARING
from workflows.scoring.services.recusal import declare_recusal

#: Among everything else that happens.
BETWEEN_COLLEAGUES = [
    "somebody_passes_work_on",
    "somebody_takes_work_back",
    "somebody_asks_others",
    *["somebody_gives_an_opinion"] * 3,
    "somebody_stops_asking",
    "somebody_goes_away",
]


class Colleagues:
    """Mixed into ``machine.County``."""

    def open_item(self, **having) -> WorkItem | None:
        """One of the open pieces of work."""
        items = WorkItem.objects.open().filter(**having).select_related("task__process", "organisation", "place")
        items = list(items.select_related("handed_to__user").order_by("pk"))
        return self.chance.choice(items) if items else None

    def somebody_passes_work_on(self):
        """To a second holder of the post, who is appointed for it."""
        item = self.open_item()
        if item is None:
            return
        with clock.at(self.now):
            name = f"同事{Appointment.objects.count()}"
            colleague = User.objects.create(username=name, display_name=name, password="!")
            held = appoint(
                user=colleague, post=item.post, region=item.place, organisation=item.organisation,
                since=date(2026, 1, 1),
            )  # fmt: skip
            world.declare_nothing(self.round)
        by = self.somebody(item)
        self.attempt(lambda: transfer(item=item, by=by, to=held, reason="出差"))

    def somebody_takes_work_back(self):
        item = self.open_item(handed_to__isnull=False)
        if item is not None:
            self.attempt(lambda: take_back(item=item, by=self.somebody(item)))

    def somebody_asks_others(self):
        item = self.open_item()
        if item is None:
            return
        by, need = self.somebody(item), self.chance.choice(Consultation.Need.values)
        with clock.at(self.now):
            people = list(people_to_ask(item, by).order_by("pk"))
        asked = people[: self.chance.choice([1, 2])]
        self.attempt(lambda: ask(item=item, by=by, people=asked, question="是否属实？", need=need))

    def somebody_gives_an_opinion(self):
        voices = Voice.objects.filter(withdrawn_at=None).select_related("person", "consultation__work__task__process")
        if voices := list(voices.order_by("pk")):
            voice, agrees = self.chance.choice(voices), self.chance.choice([True, False, None])
            self.attempt(lambda: give_opinion(voice=voice, by=voice.person, words="看过。", agrees=agrees))

    def somebody_stops_asking(self):
        questions = Consultation.objects.select_related("work__task__process", "asked_by").order_by("pk")
        if questions := list(questions):
            question = self.chance.choice(questions)
            self.attempt(lambda: stop_asking(consultation=question, by=question.asked_by))

    def somebody_goes_away(self):
        """For some days a colleague of the same place stands in."""
        held = list(Appointment.objects.current(self.now.date()).select_related("user").order_by("pk"))
        principal = User.objects.get(pk=self.chance.choice(held).user_id)
        with clock.at(self.now):
            deputies = list(colleagues_of(principal).order_by("pk"))
        if not deputies or principal.proxies_given.exists():
            return
        deputy, days = self.chance.choice(deputies), timedelta(days=self.chance.choice([1, 5]))
        with clock.at(self.now):
            entrust(
                principal=principal,
                deputy=deputy,
                since=clock.today(),
                last_day=clock.today() + days,
                reason="外出培训",
            )

    def somebody_is_replaced(self):
        """换届: the post passes to another; the work stays with the post."""
        held = self.chance.choice(list(Appointment.objects.current(self.now.date()).order_by("pk")))
        with clock.at(self.now):
            name = f"继任者{Appointment.objects.count()}"
            successor = User.objects.create(username=name, display_name=name, password="!")
            appoint(
                user=successor, post=held.post, region=held.region, organisation=held.organisation,
                since=date(2026, 1, 1),
            )  # fmt: skip
            dismiss(appointment=held, on=clock.today(), by=None)
            world.declare_nothing(self.round)
        self.county.people |= {post: successor for post, user in self.county.people.items() if user == held.user}

    def somebody_stands_aside(self):
        """A recusal found late: a colleague comes, the person says so, what was given by him is given anew."""
        held = Appointment.objects.current(self.now.date()).filter(post__in=DECLARING).exclude(organisation=None)
        chosen = self.chance.choice(list(held.order_by("pk")))
        region = self.county.regions[self.chance.choice(["乙一村", "甲一村"])]
        with clock.at(self.now):
            name = f"接办者{Appointment.objects.count()}"
            colleague = User.objects.create(username=name, display_name=name, password="!")
            appoint(
                user=colleague, post=chosen.post, region=chosen.region, organisation=chosen.organisation,
                since=date(2026, 1, 1),
            )  # fmt: skip
            world.declare_nothing(self.round)
        self.attempt(lambda: declare_recusal(user=self.somebody_new(chosen.user_id), region=region, reason="亲属任职"))

    def somebody_new(self, pk: int) -> User:
        """As a request finds them."""
        return User.objects.get(pk=pk)

    def a_village_gives_up(self):
        """Only one of the two, or a round would often end with nothing to rank."""
        case = world.fresh(self.cases[1])
        self.attempt(lambda: withdraw(application=case, by=self.person("乙一村书记"), reason="村庄要合并"))
