"""Addresses of the resident's own pages."""

from django.urls import path

from microfactory.pages.me import views

app_name = "me"

urlpatterns = [
    path("", views.home, name="home"),
    path("history/", views.history, name="history"),
    path("history/<int:year>/", views.history, name="history_year"),
    path("history/<int:year>/<int:number>/", views.month, name="month"),
    path("work/", views.work, name="work"),
    path("slips/", views.slips, name="slips"),
    path("slips/<int:pk>/", views.slip, name="slip"),
    path("slips/<int:pk>/story/", views.story, name="story"),
    path("slips/<int:pk>/say/<slug:answer>/", views.answer, name="answer"),
    path("mine/", views.mine, name="mine"),
    path("mine/look/", views.look, name="look"),
]
