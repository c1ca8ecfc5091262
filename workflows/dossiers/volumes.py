"""Which volumes a round has, in which order, and what their files are called."""

from dataclasses import dataclass

from workflows.applications.models import Application
from workflows.rounds.models import Round

from .models import subject_of
from .reading import applications_of, approved_ranking

COUNTY_FILE = "县级汇总材料.pdf"
LIST_FILE = "清单.txt"


@dataclass(frozen=True)
class Volume:
    """One volume of a round: an application's, or (without one) the county's own."""

    round: Round
    application: Application | None = None
    number: int = 0
    of: int = 0

    @property
    def subject_key(self) -> str:
        return subject_of(self.round, self.application)

    @property
    def title(self) -> str:
        if self.application is None:
            return f"{self.round.title}县级汇总材料"
        return f"{self.application.region.full_name}申报材料汇编"

    @property
    def label(self) -> str:
        """第3册（共22册）."""
        return f"第{self.number}册（共{self.of}册）" if self.application else ""

    @property
    def file_name(self) -> str:
        """``03 柳湾镇石家渠村 申报材料汇编.pdf``"""
        if self.application is None:
            return COUNTY_FILE
        name = self.application.region.full_name.replace("/", "／")
        return f"{self.number:02d} {name} 申报材料汇编.pdf"


def volumes_of(round_: Round) -> list[Volume]:
    """Every application that reached the county, the best first."""
    applications = applications_of(round_)
    return [Volume(round_, one, number, len(applications)) for number, one in enumerate(applications, 1)]


def county_volume(round_: Round) -> Volume | None:
    """The county's own, once the list is approved."""
    return Volume(round_) if approved_ranking(round_) else None


def volume_of(application: Application) -> Volume | None:
    """An application's volume; ``None`` before it reached the county."""
    return next((one for one in volumes_of(application.round) if one.application.pk == application.pk), None)
