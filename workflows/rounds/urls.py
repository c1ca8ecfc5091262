"""Addresses of this stage; a round's own page is ``inbox:round``."""

from django.urls import path

from . import views

app_name = "rounds"

urlpatterns = [
    path("", views.RoundListView.as_view(), name="list"),
    path("new/", views.NewRoundView.as_view(), name="new"),
    path("<int:pk>/edit/", views.EditRoundView.as_view(), name="edit"),
]
