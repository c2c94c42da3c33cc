"""Addresses of this app's pages."""

app_name = "workshops"

urlpatterns = []
