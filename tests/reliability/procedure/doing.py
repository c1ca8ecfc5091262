"""How anything is done: foretold first, then tried through the real service, then compared."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

from django.core.exceptions import ValidationError

from accounts import clock
from accounts.models import User
from workflows.applications.models import Application as ApplicationRow
from workflows.engine.calendar import add_working_days
from workflows.engine.errors import Refusal
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round as RoundRow

from .cases import Application, Case, Work
from .model import Model
from .stage import Stage


def often(good, *rare) -> list:
    """To choose from: mostly the first."""
    return [good] * 5 + list(rare)


class Doing:
    """What all actions share."""

    stage: Stage
    model: Model
    chance: Random
    #: What was done, what was refused, by its name; over all stories.
    done: Counter = Counter()
    refused: Counter = Counter()

    def attempt(self, name: str, do: Callable[[], object], *, foretold: bool) -> bool:
        """Do it as somebody would. Whether it is accepted was foretold."""
        answer = "accepted"
        try:
            with clock.at(self.model.now):
                do()
        except (Refusal, ValidationError) as refusal:
            answer = f"refused: {refusal}"
        accepted = answer == "accepted"
        assert accepted == foretold, f"{name} was {answer}"
        (self.done if accepted else self.refused)[name] += 1
        return accepted

    def draw(self, choices):
        return self.chance.choice(choices)

    def user(self, who: str) -> User:
        """As a request finds them: with the posts of today."""
        return User.objects.get(pk=self.stage.users[who])

    def row(self, case: Case):
        model = ApplicationRow if isinstance(case, Application) else RoundRow
        return model.objects.select_related("process").get(pk=case.pk)

    def item(self, work: Work) -> WorkItem:
        items = WorkItem.objects.select_related("task__process", "organisation", "place", "handed_to__user")
        return items.get(pk=work.pk)

    def some_work(self, *nodes: str, having: Callable[[Work], bool] = lambda work: True) -> tuple[Case, Work] | None:
        """One of the open pieces of work."""
        works = [one for one in self.model.works() if (not nodes or one[1].node in nodes) and having(one[1])]
        return self.draw(works) if works else None

    def some_application(self, having: Callable[[Application], bool] = lambda case: True) -> Application | None:
        cases = [case for case in self.model.applications() if having(case)]
        return self.draw(cases) if cases else None

    def anybody(self) -> str:
        return self.draw(self.model.people.names(self.model.today))

    def somebody(self, case: Case, work: Work) -> str:
        """Mostly whoever has it in the inbox, sometimes anybody."""
        return self.one_of(self.model.holders(work, case))

    def one_of(self, people: list[str]) -> str:
        return self.draw(people) if people and self.draw(often(True, False)) else self.anybody()

    def holding(self, post: str, place: str = "禾塬县", org: str | None = None) -> list[str]:
        return self.model.people.holders((post, place, org), self.model.today)

    def working_day(self, days: int) -> date:
        """So many working days from today."""
        return add_working_days(self.model.today, days).day
