"""Addresses at which a flow begins, is stopped and taken up again."""

from django.urls import path

from . import stop_views, views

app_name = "flows"

urlpatterns = [
    path("applications/", views.begin_application, name="begin"),
    path("applications/<int:pk>/terminate/", stop_views.TerminateView.as_view(), name="terminate"),
    path("applications/<int:pk>/resume/", stop_views.ResumeView.as_view(), name="resume"),
    path("applications/<int:pk>/disqualify/", stop_views.DisqualifyView.as_view(), name="disqualify"),
    path("rounds/<int:pk>/", views.begin_round, name="begin_round"),
]
