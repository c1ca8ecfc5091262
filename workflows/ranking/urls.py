"""Addresses of this stage."""

app_name = "ranking"
urlpatterns: list = []
