"""Addresses of this stage."""

from django.urls import path

from . import views

app_name = "dossiers"

urlpatterns = [
    path("", views.DossierListView.as_view(), name="list"),
    path("build/", views.build, name="build"),
    path("jobs/<int:job_id>/", views.progress, name="progress"),
    path("jobs/<int:job_id>/again/", views.build_again, name="build_again"),
    path("<int:pk>/", views.download, name="download"),
]
