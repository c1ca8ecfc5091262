"""The public page that says whether a paper was issued. Evidence and packs are served by workflows, which know the rules."""

from django.urls import path

from documents import views

app_name = "documents"

urlpatterns = [
    path("verify/<str:sha256>/", views.verify, name="verify"),
]
