"""Addresses of this stage."""

app_name = "dossiers"
urlpatterns: list = []
