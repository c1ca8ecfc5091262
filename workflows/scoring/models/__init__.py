"""County scoring: departments' scores, countersignatures, veto answers, recusals, rulings, the locked result."""

from .countersignatures import Countersignature, ObjectionAnswer
from .final import FinalScore
from .ledgers import Ledger, LedgerValue
from .recusals import Recusal, RecusalDeclaration, RecusalKind, RecusalWithdrawal, Substitution
from .rulings import ApplicabilityRuling
from .score_imports import ScoreImport
from .scores import DepartmentScore, ScoreSheet, Via
from .veto_answers import VetoAnswer

__all__ = [
    "ApplicabilityRuling",
    "Countersignature",
    "DepartmentScore",
    "FinalScore",
    "Ledger",
    "LedgerValue",
    "ObjectionAnswer",
    "Recusal",
    "RecusalDeclaration",
    "RecusalKind",
    "RecusalWithdrawal",
    "ScoreImport",
    "ScoreSheet",
    "Substitution",
    "VetoAnswer",
    "Via",
]
