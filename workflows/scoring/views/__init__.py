"""Screens of county scoring: the steps, the department's desk, several applicants at once, recusal."""

from .applicability import ApplicabilityView, rule_applicability
from .batches import CountersignBatchView, JointCheckBatchView, SignBatchView
from .declaring import DeclareView, RecusalView
from .desk import DeskView, SheetView
from .drift import DriftView, drift_export
from .four import FourScoresView
from .grid import GridCellView, GridDrawerView, GridRowsView, GridSubmitView, GridView
from .ledgers import ledger_columns, ledger_export, ledger_template, ledgers
from .matters import AnswerObjectionsView, SignAnswersView
from .recusals import RecusalsView, substitute, withdraw_recusal
from .steps import CountersignView, JointCheckView, LockScoresView, ScoreSheetView, SignScoresView
from .tracing import TotalTraceView, TraceView
from .workbooks import kept_file, workbook, workbook_import

__all__ = [
    "AnswerObjectionsView",
    "ApplicabilityView",
    "CountersignBatchView",
    "CountersignView",
    "DeclareView",
    "DeskView",
    "DriftView",
    "FourScoresView",
    "GridCellView",
    "GridDrawerView",
    "GridRowsView",
    "GridSubmitView",
    "GridView",
    "JointCheckBatchView",
    "JointCheckView",
    "LockScoresView",
    "RecusalView",
    "RecusalsView",
    "ScoreSheetView",
    "SheetView",
    "SignAnswersView",
    "SignBatchView",
    "SignScoresView",
    "TotalTraceView",
    "TraceView",
    "drift_export",
    "kept_file",
    "ledger_columns",
    "ledger_export",
    "ledger_template",
    "ledgers",
    "rule_applicability",
    "substitute",
    "withdraw_recusal",
    "workbook",
    "workbook_import",
]
