"""Addresses of sign-in, cards and people."""

from django.urls import path

from residents.views import cards, door, members, papers, people, records, sign_in

app_name = "residents"

_PEOPLE = "<slug:community>/people/"
_PERSON = _PEOPLE + "<int:pk>/"
_MEMBERS = "<slug:community>/members/"

urlpatterns = [
    path("accounts/sign-in/", sign_in.sign_in, name="sign_in"),
    path("accounts/sign-out/", sign_in.sign_out, name="sign_out"),
    path("accounts/password/", sign_in.own_password, name="own_password"),
    path("accounts/card/", door.card_gone, name="card_gone"),
    path("c/<str:token>/", door.card_link, name="card_link"),
    path(_PEOPLE, people.people_list, name="people"),
    path(_PEOPLE + "new/", people.person_new, name="person_new"),
    path(_PERSON, people.person, name="person"),
    path(_PERSON + "edit/", people.person_edit, name="person_edit"),
    path(_PERSON + "leave/", people.person_leave, name="person_leave"),
    path(_PERSON + "back/", people.person_come_back, name="person_come_back"),
    path(_PERSON + "card/", cards.card_print, name="card_print"),
    path(_PERSON + "card/new/", cards.card_issue, name="card_issue"),
    path(_PERSON + "card/pin/", cards.card_pin, name="card_pin"),
    path(_PERSON + "card/unlock/", cards.card_unlock, name="card_unlock"),
    path(_PERSON + "card/revoke/", cards.card_revoke, name="card_revoke"),
    path(_PERSON + "account/", records.account_change, name="account_change"),
    path(_PERSON + "account/end/", records.account_end, name="account_end"),
    path(_PERSON + "consents/print/", papers.consent_paper, name="consent_paper"),
    path(_PERSON + "consents/new/", records.consent_new, name="consent_new"),
    path(_PERSON + "consents/<int:consent>/withdraw/", records.consent_withdraw, name="consent_withdraw"),
    path(_PERSON + "hardship/", records.hardship, name="hardship"),
    path(_PERSON + "hardship/new/", records.hardship_new, name="hardship_new"),
    path(_PERSON + "hardship/<int:record>/end/", records.hardship_end, name="hardship_end"),
    path(_PERSON + "number/<slug:kind>/", records.number, name="number"),
    path(_PERSON + "reads/", records.reads, name="reads"),
    path(_PERSON + "leader/", members.leader_new, name="leader_new"),
    path(_MEMBERS, members.member_list, name="members"),
    path(_MEMBERS + "new/", members.member_new, name="member_new"),
    path(_MEMBERS + "<int:pk>/role/", members.member_role, name="member_role"),
    path(_MEMBERS + "<int:pk>/end/", members.member_end, name="member_end"),
    path(_MEMBERS + "workshops/new/", members.workshop_edit, name="workshop_new"),
    path(_MEMBERS + "workshops/<int:pk>/", members.workshop_edit, name="workshop_edit"),
]
