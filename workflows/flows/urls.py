"""Addresses at which a flow begins."""

from django.urls import path

from . import views

app_name = "flows"

urlpatterns = [
    path("applications/", views.begin_application, name="begin"),
    path("rounds/<int:pk>/", views.begin_round, name="begin_round"),
]
