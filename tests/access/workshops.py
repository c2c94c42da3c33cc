"""Production: the counter, slips, orders and material, deliveries, imports."""

from tests.access.table import act, form, page

SEES = "social_worker leader staff approver cashier"
PRICES = "social_worker staff approver cashier"
OFFICE = "social_worker staff"
IN_THE_WORKSHOP = "social_worker leader"

COUNTER = [
    page("workshops:counter", IN_THE_WORKSHOP),
    act("workshops:log", IN_THE_WORKSHOP, pk="resident"),
    page("workshops:month", PRICES, pk="resident"),
    act("workshops:came", IN_THE_WORKSHOP, pk="resident"),
    act("workshops:left", IN_THE_WORKSHOP, pk="resident"),
    page("workshops:record_card", SEES, pk="resident"),
    form("workshops:day_sheet", IN_THE_WORKSHOP),
    page("workshops:day_sheet_paper", IN_THE_WORKSHOP),
    page("workshops:entries", SEES),
    page("workshops:entries_xlsx", SEES),
    page("workshops:entry", SEES, pk="entry"),
    page("workshops:entry_slip", SEES, pk="entry"),
    form("workshops:entry_undo", IN_THE_WORKSHOP, pk="entry"),
    act("workshops:entry_accept", IN_THE_WORKSHOP, pk="pending_entry"),
    form("workshops:entry_send_back", IN_THE_WORKSHOP, pk="pending_entry"),
    form("workshops:entry_again", IN_THE_WORKSHOP, pk="sent_back_entry"),
    form("workshops:entry_correct", OFFICE, pk="entry"),
    page("workshops:issues", SEES),
    page("workshops:issues_xlsx", SEES),
    form("workshops:issue_new", IN_THE_WORKSHOP),
    page("workshops:issue", SEES, pk="issue"),
    page("workshops:issue_slip", SEES, pk="issue"),
    form("workshops:issue_cancel", IN_THE_WORKSHOP, pk="issue"),
    form("workshops:issue_lost", OFFICE, pk="issue"),
]

ORDERS = [
    page("workshops:clients", PRICES),
    form("workshops:client_new", OFFICE),
    form("workshops:client_edit", OFFICE, pk="order.client_id"),
    form("workshops:agreement_new", OFFICE),
    page("workshops:agreement", PRICES, pk="order.agreement_id"),
    page("workshops:orders", SEES),
    form("workshops:order_new", OFFICE),
    form("workshops:order_change", OFFICE, pk="order"),
    form("workshops:operation_new", OFFICE, pk="order"),
    form("workshops:order_close", OFFICE, pk="order"),
    form("workshops:rate_new", OFFICE, pk="operation"),
    page("workshops:materials", SEES, pk="order"),
    form("workshops:material_new", OFFICE, pk="operation"),
    form("workshops:material_change", OFFICE, pk="material"),
    form("workshops:material_receive", OFFICE, pk="material"),
    form("workshops:material_send_back", OFFICE, pk="material"),
    form("workshops:material_lost", OFFICE, pk="material"),
]

DELIVERIES = [
    page("workshops:deliveries", SEES),
    page("workshops:deliveries_xlsx", SEES),
    form("workshops:delivery_new", OFFICE),
    page("workshops:delivery", SEES, pk="draft_delivery"),
    form("workshops:delivery_change", OFFICE, pk="draft_delivery"),
    form("workshops:delivery_send", OFFICE, pk="draft_delivery"),
    form("workshops:delivery_cancel", OFFICE, pk="draft_delivery"),
    form("workshops:delivery_accept", OFFICE, pk="sent_delivery"),
    page("workshops:delivery_note", OFFICE, pk="sent_delivery"),
    page("workshops:acceptance_form", OFFICE, pk="sent_delivery"),
    form("workshops:line_take_back", OFFICE, pk="rejected_line"),
]

IMPORTS = [
    page("workshops:imports", OFFICE),
    form("workshops:import_new", OFFICE, kind="=roster"),
    page("workshops:import", OFFICE, pk="upload"),
    form("workshops:import_columns", OFFICE, pk="upload"),
    act("workshops:import_store", OFFICE, pk="upload"),
    form("workshops:import_discard", OFFICE, pk="upload"),
    page("workshops:import_corrections", OFFICE, pk="upload"),
]

TABLE = [*COUNTER, *ORDERS, *DELIVERIES, *IMPORTS]
