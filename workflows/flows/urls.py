"""Addresses at which a flow begins, is stopped, taken up again and sent back."""

from django.urls import path

from . import midway_views, stop_views, views

app_name = "flows"

urlpatterns = [
    path("applications/", views.begin_application, name="begin"),
    path("applications/<int:pk>/terminate/", stop_views.TerminateView.as_view(), name="terminate"),
    path("applications/<int:pk>/resume/", stop_views.ResumeView.as_view(), name="resume"),
    path("applications/<int:pk>/return/", midway_views.ReturnMidwayView.as_view(), name="return_midway"),
    path("applications/<int:pk>/disqualify/", stop_views.DisqualifyView.as_view(), name="disqualify"),
    path("rounds/<int:pk>/", views.begin_round, name="begin_round"),
]
