"""Addresses of the desk."""

from django.urls import path

from . import casefile, views

app_name = "inbox"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("done/", views.DoneView.as_view(), name="done"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("todo/<int:task_id>/", views.open_task, name="task"),
    path("cases/<int:pk>/", casefile.CaseView.as_view(), name="case"),
    path("track/<int:process_id>/", views.TrackView.as_view(), name="track"),
    path("track/<int:process_id>/diagram.svg", views.diagram, name="diagram"),
    path("healthz", views.healthz, name="healthz"),
]
