"""Addresses of this stage."""

app_name = "publicity"
urlpatterns: list = []
