"""Addresses of this stage."""

app_name = "rounds"
urlpatterns: list = []
