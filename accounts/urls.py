"""Addresses of sign-in, the profile, messages and appointments."""

app_name = "accounts"
urlpatterns: list = []
