"""Addresses of the resident's own pages."""

from django.urls import path

from microfactory.pages.me import history_views, slip_views, views

app_name = "me"

urlpatterns = [
    path("", views.home, name="home"),
    path("history/", history_views.history, name="history"),
    path("history/<int:year>/", history_views.history, name="history_year"),
    path("history/<int:year>/<int:number>/", history_views.month, name="month"),
    path("work/", views.work, name="work"),
    path("slips/", slip_views.slips, name="slips"),
    path("slips/<int:pk>/", slip_views.slip, name="slip"),
    path("slips/<int:pk>/story/", slip_views.story, name="story"),
    path("slips/<int:pk>/say/<slug:answer>/", slip_views.answer, name="answer"),
    path("mine/", views.mine, name="mine"),
    path("mine/look/", views.look, name="look"),
]
