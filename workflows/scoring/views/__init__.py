"""Screens of county scoring: the steps, the department's desk, several applicants at once, recusal."""

from .batches import CountersignBatchView, JointCheckBatchView, SignBatchView
from .desk import DeskView, SheetView
from .recusing import RecusalView
from .steps import CountersignView, JointCheckView, LockScoresView, ScoreSheetView, SignScoresView
from .tracing import TotalTraceView, TraceView

__all__ = [
    "CountersignBatchView",
    "CountersignView",
    "DeskView",
    "JointCheckBatchView",
    "JointCheckView",
    "LockScoresView",
    "RecusalView",
    "ScoreSheetView",
    "SheetView",
    "SignBatchView",
    "SignScoresView",
    "TotalTraceView",
    "TraceView",
]
