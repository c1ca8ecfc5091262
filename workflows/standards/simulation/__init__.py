"""Try a standard before it is published: on last round's data or on invented ones. Pure: no database, no clock.

The same standard, seed and number give the same figures on every machine.
"""

from workflows.standards.simulation.carrying import Carried, Codes, Gap, carry
from workflows.standards.simulation.comparing import Comparison, Move, compare
from workflows.standards.simulation.generation import generate
from workflows.standards.simulation.running import Run, Sample, run
from workflows.standards.simulation.trials import Trial, summarise_trial

__all__ = [
    "Carried",
    "Codes",
    "Comparison",
    "Gap",
    "Move",
    "Run",
    "Sample",
    "Trial",
    "carry",
    "compare",
    "generate",
    "run",
    "summarise_trial",
]
