"""Addresses of the recordings."""

from django.urls import path

from microfactory.pages.voice import checking, recording, sets

app_name = "voice"

_SETS = "<slug:community>/voice/"
_SET = _SETS + "<int:pk>/"

urlpatterns = [
    path(_SETS, sets.all_sets, name="sets"),
    path(_SETS + "new/", sets.new, name="new"),
    path(_SET, sets.one, name="one"),
    path(_SET + "use/", sets.use, name="use"),
    path(_SET + "rest/", sets.rest, name="rest"),
    path(_SET + "file/", sets.file, name="file"),
    path(_SET + "take-over/", sets.take_over, name="take_over"),
    path(_SET + "words/", sets.words, name="words"),
    path(_SET + "record/", recording.record, name="record"),
    path(_SET + "check/", checking.check, name="check"),
    path(_SET + "clips/<int:clip>/", checking.sound, name="sound"),
    path(_SET + "clips/<int:clip>/approve/", checking.approve, name="approve"),
    path(_SET + "clips/<int:clip>/drop/", checking.drop, name="drop"),
]
