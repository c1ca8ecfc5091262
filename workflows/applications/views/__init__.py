"""The applicant's screens."""

from .steps import FinishFillingView, SubmitView, SupplyDataView

__all__ = ["FinishFillingView", "SubmitView", "SupplyDataView"]
