"""Sign-in, people, members."""

from tests.access.table import everybody, form, page, public, signed_in

KNOWS = "social_worker leader staff approver cashier"
MANAGES = "social_worker staff"
SETTINGS = "staff"

TABLE = [
    public("residents:sign_in", "GET POST"),
    everybody("residents:sign_out", "POST"),
    signed_in("residents:own_password", "GET POST"),
    public("residents:card_gone"),
    public("residents:card_link", "GET POST", token="=unknown"),
    page("residents:people", KNOWS),
    form("residents:person_new", MANAGES),
    page("residents:person", KNOWS, pk="resident"),
    form("residents:person_edit", MANAGES, pk="resident"),
    form("residents:person_leave", MANAGES, pk="resident"),
    form("residents:person_come_back", MANAGES, pk="resident"),
    page("residents:card_print", MANAGES, pk="card.resident_id"),
    form("residents:card_issue", MANAGES, pk="resident"),
    form("residents:card_pin", MANAGES, pk="card.resident_id"),
    form("residents:card_unlock", MANAGES, pk="card.resident_id"),
    form("residents:card_revoke", MANAGES, pk="card.resident_id"),
    form("residents:account_change", MANAGES, pk="resident"),
    form("residents:account_end", MANAGES, pk="account.resident_id"),
    page("residents:consent_paper", MANAGES, pk="resident"),
    form("residents:consent_new", MANAGES, pk="resident"),
    form("residents:consent_withdraw", MANAGES, pk="consent.resident_id", consent="consent"),
    page("residents:hardship", MANAGES, pk="resident"),
    form("residents:hardship_new", MANAGES, pk="resident"),
    form("residents:hardship_end", MANAGES, pk="hardship.resident_id", record="hardship"),
    form("residents:number", "social_worker staff cashier", pk="resident", kind="=identity"),
    form("residents:number", "social_worker staff cashier", pk="resident", kind="=account"),
    form("residents:number", "social_worker staff", pk="resident", kind="=certificate"),
    page("residents:reads", "social_worker staff approver", pk="resident"),
    form("residents:leader_new", SETTINGS, pk="resident"),
    page("residents:members", SETTINGS),
    form("residents:member_new", SETTINGS),
    form("residents:member_role", SETTINGS, pk="membership"),
    form("residents:member_end", SETTINGS, pk="membership"),
    form("residents:workshop_new", SETTINGS),
    form("residents:workshop_edit", SETTINGS, pk="workshop"),
]
