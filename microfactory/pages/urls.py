"""Home pages by role, the order page, a person's page: what needs apps that may not know each other."""

from django.urls import path

from microfactory.pages import views

app_name = "pages"

urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:community>/", views.home, name="home"),
    path("<slug:community>/orders/<int:pk>/", views.order, name="order"),
    path("<slug:community>/people/<int:pk>/work/", views.person, name="person"),
]
