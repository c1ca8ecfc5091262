"""Editions of the procedure (流程版本): the flows that belong together, numbered.

A published flow class is frozen. A change is a new class beside the old one and a new edition here; a round pins the
edition with which it began, so that nobody's procedure changes under way. Where it has to (a new rule of the plan
that binds the running round), ``manage.py flow_editions --round … --apply`` takes the round along.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflows.rounds.models import Kind

from .county import CountyFlowV1
from .round import RoundFlowV1
from .township import TownshipFlowV1
from .village import VillageFlowV1


@dataclass(frozen=True)
class Edition:
    """One number's flows.

    :param renamed: for a flow that differs from the edition before: name of a node there → its name here. Nodes that
        keep their names need no entry.
    """

    applications: Mapping[Kind, type]
    round: type
    renamed: Mapping[type, Mapping[str, str]] = field(default_factory=dict)

    @property
    def flows(self) -> tuple[type, ...]:
        return (*self.applications.values(), self.round)


EDITIONS: dict[int, Edition] = {
    1: Edition(
        applications={
            Kind.VILLAGE: VillageFlowV1,
            Kind.TOWNSHIP: TownshipFlowV1,
            Kind.COUNTY: CountyFlowV1,
        },
        round=RoundFlowV1,
    ),
}


def newest() -> int:
    """The edition with which a new round begins."""
    return max(EDITIONS)


def all_flows() -> Iterator[type]:
    """Every flow class that a case may be on, once."""
    return iter(dict.fromkeys(flow for edition in EDITIONS.values() for flow in edition.flows))
