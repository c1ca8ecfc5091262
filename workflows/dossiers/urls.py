"""Addresses of this stage."""

from django.urls import path

from . import views
from .handover import views as handover

app_name = "dossiers"

urlpatterns = [
    path("", views.DossierListView.as_view(), name="list"),
    path("build/", views.build, name="build"),
    path("jobs/<int:job_id>/", views.progress, name="progress"),
    path("jobs/<int:job_id>/again/", views.build_again, name="build_again"),
    path("handover/", handover.build, name="handover_build"),
    path("handover/<int:round_id>/", handover.download, name="handover"),
    path("handover/<int:round_id>/slip/", handover.slip, name="handover_slip"),
    path("<int:pk>/", views.download, name="download"),
]
