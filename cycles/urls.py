"""Addresses of this floor."""

app_name = "cycles"
urlpatterns = []
