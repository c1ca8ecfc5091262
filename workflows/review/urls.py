"""Addresses of this stage; its steps are opened from the inbox."""

from django.urls import path

from .likeness.views import LikenessView

app_name = "review"
urlpatterns = [
    path("<int:pk>/likeness/", LikenessView.as_view(), name="likeness"),
]
