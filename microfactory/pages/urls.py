"""Home pages by role, the order page, a person's page, and the resident's phone."""

app_name = "pages"

urlpatterns = []
