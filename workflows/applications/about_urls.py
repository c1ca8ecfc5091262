"""Addresses of what is said about the forms, to everybody."""

from django.urls import path

from .views.burden import BurdenView

app_name = "about"
urlpatterns = [path("burden/", BurdenView.as_view(), name="burden")]
