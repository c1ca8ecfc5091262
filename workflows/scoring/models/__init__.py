"""County scoring: departments' scores, countersignatures, veto answers, recusals, the locked result."""

from .countersignatures import Countersignature
from .final import FinalScore
from .recusals import Recusal
from .scores import DepartmentScore, ScoreSheet
from .veto_answers import VetoAnswer

__all__ = [
    "Countersignature",
    "DepartmentScore",
    "FinalScore",
    "Recusal",
    "ScoreSheet",
    "VetoAnswer",
]
