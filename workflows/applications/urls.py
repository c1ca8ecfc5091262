"""Addresses of this stage."""

from django.urls import path

from . import views

app_name = "applications"
urlpatterns = [
    path("", views.MineView.as_view(), name="mine"),
    path("helping/", views.HelpDeskView.as_view(), name="helping"),
    path("list/", views.ProgressView.as_view(), name="list"),
    path("<int:pk>/edit/", views.TaskListView.as_view(), name="edit"),
    path("<int:pk>/edit/cover/", views.CoverView.as_view(), name="cover"),
    path("<int:pk>/edit/check/", views.CheckView.as_view(), name="check"),
    path("<int:pk>/edit/statements/", views.StatementsView.as_view(), name="statements"),
    path("<int:pk>/edit/procedure/", views.ProcedureView.as_view(), name="procedure"),
    path("<int:pk>/edit/photos/", views.AttachPhotoView.as_view(), name="attach_photo"),
    path("<int:pk>/edit/photos/<int:photo_id>/remove/", views.DetachPhotoView.as_view(), name="detach_photo"),
    path("<int:pk>/edit/evidence/<int:link_id>/remove/", views.DetachView.as_view(), name="detach"),
    path("<int:pk>/edit/indicators/<str:code>/", views.IndicatorView.as_view(), name="indicator"),
    path("<int:pk>/edit/indicators/<str:code>/evidence/", views.AttachView.as_view(), name="attach"),
    path("<int:pk>/edit/indicators/<str:code>/choose/", views.ChooseView.as_view(), name="choose"),
    path("<int:pk>/edit/bonus/", views.BonusView.as_view(), name="bonus"),
    path("<int:pk>/edit/confirm/", views.ConfirmView.as_view(), name="confirm"),
    path("<int:pk>/help/", views.AskForHelpView.as_view(), name="ask_for_help"),
    path("<int:pk>/help/take-up/", views.TakeUpView.as_view(), name="take_up"),
    path("<int:pk>/help/hand-back/", views.HandBackView.as_view(), name="hand_back"),
    path("<int:pk>/save/", views.SaveView.as_view(), name="save"),
    path("<int:pk>/uploads/", views.BeginUploadView.as_view(), name="uploads"),
    path("<int:pk>/uploads/<str:key>/", views.GoOnUploadView.as_view(), name="upload"),
    path("<int:pk>/preview/", views.PreviewView.as_view(), name="preview"),
    path("<int:pk>/preview.pdf", views.preview_pdf, name="preview_pdf"),
    path("<int:pk>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/leader/", views.ChangeLeaderView.as_view(), name="change_leader"),
    path("<int:pk>/recall/", views.RecallView.as_view(), name="recall"),
    path("<int:pk>/files/<int:file_id>/", views.evidence_file, name="file"),
    path("<int:pk>/files/<int:file_id>/small/", views.evidence_thumbnail, name="thumbnail"),
]
