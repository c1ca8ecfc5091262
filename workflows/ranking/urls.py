"""Addresses of this stage."""

from django.urls import path

from . import views

app_name = "ranking"

urlpatterns = [
    path("<int:pk>/", views.RankingView.as_view(), name="detail"),
    path("<int:pk>/table.pdf", views.table, name="table"),
]
