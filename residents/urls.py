"""Addresses of sign-in, cards and people."""

from django.urls import path

from residents.views import (
    access,
    cards,
    door,
    members,
    messages,
    papers,
    people,
    records,
    roles,
    sign_in,
    telling,
    trusted,
)

app_name = "residents"

_PEOPLE = "<slug:community>/people/"
_PERSON = _PEOPLE + "<int:pk>/"
_MEMBERS = "<slug:community>/members/"
_MESSAGES = "<slug:community>/messages/"
_MESSAGE = _MESSAGES + "<int:pk>/"

urlpatterns = [
    path("accounts/sign-in/", sign_in.sign_in, name="sign_in"),
    path("accounts/sign-out/", sign_in.sign_out, name="sign_out"),
    path("accounts/password/", sign_in.own_password, name="own_password"),
    path("accounts/card/", door.card_gone, name="card_gone"),
    path("accounts/help/end/", access.help_end, name="help_end"),
    path("c/<str:token>/", door.card_link, name="card_link"),
    path("sign-in/phone/", door.phone_sign_in, name="phone_sign_in"),
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
    path(_PERSON + "phone/", access.phone_pin, name="phone_pin"),
    path(_PERSON + "phone/slip/", access.phone_pin_slip, name="phone_pin_slip"),
    path(_PERSON + "phone/end/", access.phone_pin_end, name="phone_pin_end"),
    path(_PERSON + "phones/end/", access.sign_ins_end, name="sign_ins_end"),
    path(_PERSON + "phones/asked/", access.change_confirmed, name="change_confirmed"),
    path(_PERSON + "help/", access.help_begin, name="help"),
    path(_PERSON + "trusted/new/", trusted.trusted_new, name="trusted_new"),
    path(_PERSON + "trusted/card/", trusted.trusted_card, name="trusted_card"),
    path(_PERSON + "trusted/again/", trusted.trusted_again, name="trusted_again"),
    path(_PERSON + "trusted/end/", trusted.trusted_end, name="trusted_end"),
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
    path(_MEMBERS + "<int:pk>/password/", roles.member_password, name="member_password"),
    path(_MEMBERS + "roles/", roles.roles, name="roles"),
    path(_MEMBERS + "roles/<int:pk>/confirm/", roles.role_confirm, name="role_confirm"),
    path(_MEMBERS + "roles/<int:pk>/stop/", roles.role_stop, name="role_stop"),
    path(_MEMBERS + "<int:pk>/end/", members.member_end, name="member_end"),
    path(_MEMBERS + "workshops/new/", members.workshop_edit, name="workshop_new"),
    path(_MEMBERS + "workshops/<int:pk>/", members.workshop_edit, name="workshop_edit"),
    path(_PERSON + "messages/", telling.person_messages, name="person_messages"),
    path(_MESSAGES, messages.message_list, name="messages"),
    path(_MESSAGES + "new/", telling.message_new, name="message_new"),
    path(_MESSAGES + "kinds/", telling.message_kinds, name="message_kinds"),
    path(_MESSAGES + "slips/", messages.slips_paper, name="slips_paper"),
    path(_MESSAGES + "slips/<int:upto>/printed/", messages.slips_printed, name="slips_printed"),
    path(_MESSAGE, messages.message, name="message"),
    path(_MESSAGE + "handed/", messages.message_handed, name="message_handed"),
    path(_MESSAGE + "again/", messages.message_again, name="message_again"),
    path(_MESSAGE + "paper/", messages.message_paper, name="message_paper"),
    path(_MESSAGE + "drop/", messages.message_drop, name="message_drop"),
]
