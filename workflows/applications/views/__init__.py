"""The applicant's screens."""

from .checking import CheckView
from .choosing import BonusView, ChooseView
from .evidence import AttachPhotoView, AttachView, DetachPhotoView, DetachView
from .files import evidence_file, evidence_thumbnail
from .indicator import IndicatorView
from .leader import ChangeLeaderView, SignAgainView
from .listing import ProgressView
from .mine import MineView
from .pages import CoverView, ProcedureView, StatementsView, TaskListView
from .preview import PreviewView
from .recall import RecallView
from .resumable import BeginUploadView, GoOnUploadView
from .saving import SaveView
from .steps import FinishFillingView, SubmitView, SupplyDataView
from .withdraw import WithdrawView

__all__ = [
    "AttachPhotoView",
    "AttachView",
    "BeginUploadView",
    "BonusView",
    "ChangeLeaderView",
    "CheckView",
    "ChooseView",
    "CoverView",
    "DetachPhotoView",
    "DetachView",
    "FinishFillingView",
    "GoOnUploadView",
    "IndicatorView",
    "MineView",
    "PreviewView",
    "ProcedureView",
    "ProgressView",
    "RecallView",
    "SaveView",
    "SignAgainView",
    "StatementsView",
    "SubmitView",
    "SupplyDataView",
    "TaskListView",
    "WithdrawView",
    "evidence_file",
    "evidence_thumbnail",
]
