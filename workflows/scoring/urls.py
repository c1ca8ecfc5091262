"""Addresses of this stage."""

app_name = "scoring"
urlpatterns: list = []
