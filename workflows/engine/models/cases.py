"""What every case has in common."""

from django.db import models

from .history import Event


class Case(models.Model):
    """Something the procedure moves; each kind adds a ``state`` field with its own choices.

    ``state`` is the legal status (what a letter would say); only ``engine.transition`` assigns it. ``process`` is the
    to-do list (which step is open); only ``engine.steps`` moves it. A test compares the two after every step.
    """

    county = models.CharField("县", max_length=6, editable=False)
    process = models.OneToOneField(
        "viewflow.Process", models.PROTECT, null=True, editable=False, related_name="%(class)s", verbose_name="流程"
    )

    class Meta:
        abstract = True

    #: Which state may follow which; each kind of case states its own.
    MOVES: dict[str, frozenset[str]] = {}
    #: States in which it is not the authorities' turn: their clock stands still.
    WITH_THE_OTHER_SIDE: frozenset[str] = frozenset()
    #: States to which a step sends a case back, or asks to: its own limit goes on when the case returns.
    SENT_BACK: frozenset[str] = frozenset()
    #: Relations that every step reads: they come with the case.
    READ_WITH: tuple[str, ...]
    #: States after which nothing more happens.
    ENDED: frozenset[str] = frozenset()

    def announce(self, event: Event) -> None:
        """Tell whom a move concerns; each kind of case says for itself."""

    @property
    def work_title(self) -> str:
        """What stands in somebody's inbox."""
        return str(self)

    @property
    def work_region_code(self) -> str:
        """The region that the case is about, for lists by place."""
        return f"{self.county}000000"
