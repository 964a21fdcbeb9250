"""Addresses of this floor."""

app_name = "people"
urlpatterns = []
