"""Addresses of the resident's own pages."""

from django.urls import path

from microfactory.pages.me import clips, disputes, history, offline, raising, slips, views
from residents.views import mine as door

app_name = "me"

urlpatterns = [
    path("", views.home, name="home"),
    path("worker.js", offline.worker, name="worker"),
    path("offline/", offline.offline, name="offline"),
    path("history/", history.history, name="history"),
    path("history/<int:year>/", history.history, name="history_year"),
    path("history/<int:year>/<int:number>/", history.month, name="month"),
    path("history/<int:year>/<int:number>/<int:day>/", history.day, name="day"),
    path("history/<int:year>/<int:number>/<slug:part>/", history.part, name="part"),
    path("waiting/", history.waiting, name="waiting"),
    path("entries/<int:pk>/", history.entry, name="entry"),
    path("work/", views.work, name="work"),
    path("slips/", slips.slips, name="slips"),
    path("slips/<int:pk>/", slips.slip, name="slip"),
    path("slips/<int:pk>/story/", slips.story, name="story"),
    path("slips/<int:pk>/say/<slug:answer>/", slips.answer, name="answer"),
    path("slips/<int:pk>/dispute/", raising.choose_line, name="dispute_new"),
    path("slips/<int:pk>/dispute/missing/", raising.about_missing, name="dispute_missing_there"),
    path("slips/<int:pk>/dispute/total/", raising.about_total, name="dispute_total"),
    path("slips/<int:pk>/dispute/<int:line>/", raising.about_line, name="dispute_line"),
    path("entries/<int:pk>/dispute/", raising.about_entry, name="dispute_entry"),
    path("disputes/", disputes.mine, name="disputes"),
    path("disputes/new/", raising.choose, name="dispute_choose"),
    path("disputes/new/<int:year>/<int:number>/<int:day>/", raising.choose_of_day, name="dispute_of_day"),
    path("disputes/missing/", raising.about_missing, name="dispute_missing"),
    path("disputes/<int:pk>/", disputes.one, name="dispute"),
    path("disputes/<int:pk>/more/", disputes.more, name="dispute_more"),
    path("disputes/<int:pk>/settled/", disputes.settled, name="dispute_settled"),
    path("disputes/<int:pk>/not-settled/", disputes.not_settled, name="dispute_not_settled"),
    path("disputes/<int:pk>/withdraw/", disputes.withdraw, name="dispute_withdraw"),
    path("disputes/voice/<int:pk>/", disputes.voice, name="dispute_voice"),
    path("clips/", clips.clips, name="clips"),
    path("mine/", views.mine, name="mine"),
    path("mine/trusted/", door.trusted, name="trusted"),
    path("mine/trusted/new/", door.trusted_new, name="trusted_new"),
    path("mine/trusted/card/", door.trusted_card, name="trusted_card"),
    path("mine/trusted/again/", door.trusted_again, name="trusted_again"),
    path("mine/trusted/end/", door.trusted_end, name="trusted_end"),
    path("mine/messages/", door.messages, name="messages"),
    path("mine/helpers/", door.helpers, name="helpers"),
    path("mine/phones/", door.devices, name="devices"),
    path("mine/phones/end/", door.devices_end, name="devices_end"),
    path("mine/change/", door.change_known, name="change_known"),
    path("mine/look/", views.look, name="look"),
]

# Whoever isn't signed in scans a card or types digits: the user name and password of the staff are not for her.
for _pattern in urlpatterns:
    _pattern.callback.login_url = "residents:card_gone"
