"""Addresses of this stage."""

app_name = "applications"
urlpatterns: list = []
