"""Home pages by role, the order page, a person's page: what needs apps that may not know each other."""

from django.urls import path

from microfactory.pages import month_sheets, views

app_name = "pages"

urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:community>/", views.home, name="home"),
    path("<slug:community>/orders/<int:pk>/", views.order, name="order"),
    path("<slug:community>/sheets/", month_sheets.sheets, name="sheets"),
    path("<slug:community>/sheets/<str:month>/rest/", month_sheets.month_papers, name="month_papers_rest"),
    path("<slug:community>/sheets/<str:month>/<int:workshop>/", month_sheets.month_papers, name="month_papers"),
    path("<slug:community>/people/<int:pk>/sheet/<str:month>/", month_sheets.person_paper, name="person_paper"),
    path("<slug:community>/people/<int:pk>/work/", views.person, name="person"),
]
