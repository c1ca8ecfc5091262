"""Addresses of this stage."""

from django.urls import path

from . import views

app_name = "scoring"
urlpatterns = [
    path("", views.DeskView.as_view(), name="desk"),
    path("sign/", views.SignBatchView.as_view(), name="sign_batch"),
    path("countersign/", views.CountersignBatchView.as_view(), name="countersign_batch"),
    path("joint-check/", views.JointCheckBatchView.as_view(), name="joint_check_batch"),
    path("recusal/<int:task_id>/", views.RecusalView.as_view(), name="recuse"),
    path("trace/<int:application_id>/", views.TotalTraceView.as_view(), name="trace"),
    path("trace/<int:application_id>/<str:code>/", views.TraceView.as_view(), name="trace"),
    path("sheets/<int:application_id>/<int:organisation_id>/", views.SheetView.as_view(), name="sheet"),
]
