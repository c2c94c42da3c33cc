"""Addresses of this app's pages."""

from django.urls import path

from workshops.views import (
    clients,
    counter,
    daysheet,
    deliveries,
    downloads,
    entries,
    imports,
    issues,
    materials,
    orders,
    papers,
    visits,
)

app_name = "workshops"

_COUNTER = "<slug:community>/counter/"
_ENTRY = "<slug:community>/entries/<int:pk>/"
_DELIVERIES = "<slug:community>/deliveries/"
_IMPORTS = "<slug:community>/imports/"
_ISSUES = "<slug:community>/slips/"
_ORDERS = "<slug:community>/orders/"
_SHEET = "<slug:community>/day-sheet/"

urlpatterns = [
    path(_COUNTER, counter.counter, name="counter"),
    path(_COUNTER + "<int:pk>/", counter.log, name="log"),
    path(_COUNTER + "<int:pk>/month/", counter.month, name="month"),
    path(_COUNTER + "<int:pk>/came/", visits.came, name="came"),
    path(_COUNTER + "<int:pk>/left/", visits.left, name="left"),
    path("<slug:community>/people/<int:pk>/record-card/", papers.record_card_paper, name="record_card"),
    path(_SHEET, daysheet.day_sheet, name="day_sheet"),
    path(_SHEET + "print/", daysheet.day_sheet_paper, name="day_sheet_paper"),
    path("<slug:community>/entries/", entries.entries, name="entries"),
    path("<slug:community>/entries/list.xlsx", downloads.entries_xlsx, name="entries_xlsx"),
    path(_ENTRY, entries.entry, name="entry"),
    path(_ENTRY + "undo/", entries.entry_undo, name="entry_undo"),
    path(_ENTRY + "accept/", entries.entry_accept, name="entry_accept"),
    path(_ENTRY + "send-back/", entries.entry_send_back, name="entry_send_back"),
    path(_ENTRY + "again/", entries.entry_again, name="entry_again"),
    path(_ENTRY + "correct/", entries.entry_correct, name="entry_correct"),
    path(_ENTRY + "slip/", papers.entry_slip, name="entry_slip"),
    path(_ISSUES, issues.issues, name="issues"),
    path(_ISSUES + "list.xlsx", downloads.issues_xlsx, name="issues_xlsx"),
    path(_ISSUES + "new/", issues.issue_new, name="issue_new"),
    path(_ISSUES + "<int:pk>/", issues.issue, name="issue"),
    path(_ISSUES + "<int:pk>/slip/", papers.issue_slip, name="issue_slip"),
    path(_ISSUES + "<int:pk>/cancel/", issues.issue_cancel, name="issue_cancel"),
    path(_ISSUES + "<int:pk>/lost/", issues.issue_lost, name="issue_lost"),
    path(_DELIVERIES, deliveries.deliveries, name="deliveries"),
    path(_DELIVERIES + "list.xlsx", downloads.deliveries_xlsx, name="deliveries_xlsx"),
    path(_DELIVERIES + "new/", deliveries.delivery_new, name="delivery_new"),
    path(_DELIVERIES + "<int:pk>/", deliveries.delivery, name="delivery"),
    path(_DELIVERIES + "<int:pk>/change/", deliveries.delivery_change, name="delivery_change"),
    path(_DELIVERIES + "<int:pk>/send/", deliveries.delivery_send, name="delivery_send"),
    path(_DELIVERIES + "<int:pk>/cancel/", deliveries.delivery_cancel, name="delivery_cancel"),
    path(_DELIVERIES + "<int:pk>/accept/", deliveries.delivery_accept, name="delivery_accept"),
    path(_DELIVERIES + "<int:pk>/note/", papers.delivery_note, name="delivery_note"),
    path(_DELIVERIES + "<int:pk>/form/", papers.acceptance_form, name="acceptance_form"),
    path("<slug:community>/delivery-lines/<int:pk>/take-back/", deliveries.line_take_back, name="line_take_back"),
    path("<slug:community>/clients/", clients.clients, name="clients"),
    path("<slug:community>/clients/new/", clients.client_new, name="client_new"),
    path("<slug:community>/clients/<int:pk>/", clients.client_edit, name="client_edit"),
    path("<slug:community>/agreements/new/", clients.agreement_new, name="agreement_new"),
    path("<slug:community>/agreements/<int:pk>/", clients.agreement, name="agreement"),
    path(_ORDERS, orders.orders, name="orders"),
    path(_ORDERS + "new/", orders.order_new, name="order_new"),
    path(_ORDERS + "<int:pk>/change/", orders.order_change, name="order_change"),
    path(_ORDERS + "<int:pk>/operations/new/", orders.operation_new, name="operation_new"),
    path(_ORDERS + "<int:pk>/close/", orders.order_close, name="order_close"),
    path(_ORDERS + "<int:pk>/materials/", materials.materials, name="materials"),
    path("<slug:community>/operations/<int:pk>/rate/", orders.rate_new, name="rate_new"),
    path("<slug:community>/operations/<int:pk>/material/", materials.material_new, name="material_new"),
    path("<slug:community>/materials/<int:pk>/change/", materials.material_change, name="material_change"),
    path("<slug:community>/materials/<int:pk>/receive/", materials.material_receive, name="material_receive"),
    path("<slug:community>/materials/<int:pk>/send-back/", materials.material_send_back, name="material_send_back"),
    path("<slug:community>/materials/<int:pk>/lost/", materials.material_lost, name="material_lost"),
    path(_IMPORTS, imports.import_list, name="imports"),
    path(_IMPORTS + "new/<slug:kind>/", imports.import_new, name="import_new"),
    path(_IMPORTS + "<int:pk>/", imports.import_page, name="import"),
    path(_IMPORTS + "<int:pk>/columns/", imports.import_columns, name="import_columns"),
    path(_IMPORTS + "<int:pk>/store/", imports.import_store, name="import_store"),
    path(_IMPORTS + "<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path(_IMPORTS + "<int:pk>/corrections.xlsx", imports.import_corrections, name="import_corrections"),
]
