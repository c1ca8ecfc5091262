"""The applicant's screens."""

from .checking import CheckView
from .choosing import BonusView, ChooseView
from .evidence import AttachPhotoView, AttachView, DetachPhotoView, DetachView
from .files import evidence_file, evidence_thumbnail
from .helping import AskForHelpView, ConfirmView, HandBackView, HelpDeskView, TakeUpView
from .indicator import IndicatorView
from .leader import ChangeLeaderView, SignAgainView
from .listing import ProgressView
from .mine import MineView
from .pages import CoverView, ProcedureView, StatementsView, TaskListView
from .preview import PreviewView, preview_pdf
from .recall import RecallView
from .resumable import BeginUploadView, GoOnUploadView
from .saving import SaveView
from .steps import FinishFillingView, SubmitView, SupplyDataView
from .withdraw import WithdrawView

__all__ = [
    "AskForHelpView",
    "AttachPhotoView",
    "AttachView",
    "BeginUploadView",
    "BonusView",
    "ChangeLeaderView",
    "CheckView",
    "ChooseView",
    "ConfirmView",
    "CoverView",
    "DetachPhotoView",
    "DetachView",
    "FinishFillingView",
    "GoOnUploadView",
    "HandBackView",
    "HelpDeskView",
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
    "TakeUpView",
    "TaskListView",
    "WithdrawView",
    "evidence_file",
    "evidence_thumbnail",
    "preview_pdf",
]
