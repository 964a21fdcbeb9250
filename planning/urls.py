"""Addresses of this floor."""

app_name = "planning"

urlpatterns: list = []
