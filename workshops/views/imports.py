"""Importing a spreadsheet: the list, the upload, what the columns mean, the preview, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.attachments import attached
from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from microfactory.kernel.spreadsheets import Column, Sheet, write_workbook
from residents.forms.base import AgreeForm
from residents.web import act_once, staff_page
from workshops.enums import ImportKind, ImportState
from workshops.forms.imports import ColumnsForm, LogUploadForm, StoreForm, UploadForm
from workshops.models import ImportBatch
from workshops.operations.imports import discard_import, receive_file, say_meanings, store_import
from workshops.perms import can_import
from workshops.queries.imports import Preview, imports, read_batch
from workshops.queries.imports_page import counts, listing
from workshops.queries.imports_result import refused_cells, result_of


def _found(request: HttpRequest, pk: int) -> ImportBatch:
    rows = ImportBatch.objects.select_related("community", "workshop", "uploaded_by", "stored_by")
    return get_visible(rows, request.access, pk=pk)


def _draft(request: HttpRequest, pk: int) -> ImportBatch:
    """An import that isn't stored yet; 404 for any other."""
    batch = _found(request, pk)
    if batch.state != ImportState.DRAFT:
        raise Http404
    return batch


def _url(batch: ImportBatch, name: str = "import") -> str:
    return reverse(f"workshops:{name}", args=[batch.community.code, batch.pk])


@allow("GET")
@staff_page(can_import)
def import_list(request: HttpRequest, community: str) -> HttpResponse:
    """What may be imported, and what was."""
    page = page_of(imports(request.access), order=("-uploaded_at", "-pk"), **asked_keys(request.GET))
    return render(request, "workshops/imports/list.html", {"page": page, "kinds": ImportKind.choices})


@allow("GET", "POST")
@staff_page(can_import)
def import_new(request: HttpRequest, community: str, kind: str) -> HttpResponse:
    """Uploads a file; none of its rows is stored yet."""
    if kind not in ImportKind:
        raise Http404
    form_class = LogUploadForm if kind == ImportKind.PIECES else UploadForm
    form = form_class(request.access, request.POST or None, request.FILES or None)

    def act() -> str:
        batch = receive_file(
            community=request.community, kind=kind, actor=request.user, now=timezone.now(), **form.upload()
        )
        return _url(batch)

    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, "workshops/imports/new.html", {"form": form, "kind": ImportKind(kind)})


@allow("GET")
@staff_page(can_import)
def import_page(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The preview of an import that isn't stored yet; else what came of it."""
    batch = _found(request, pk)
    if batch.state != ImportState.DRAFT:
        return render(request, "workshops/imports/result.html", {"batch": batch, "result": result_of(batch)})
    preview = read_batch(batch, today=today())
    if preview.missing:
        return redirect(_url(batch, "import_columns"))
    return _preview(request, batch, preview, StoreForm(preview))


def _preview(request: HttpRequest, batch: ImportBatch, preview: Preview, form: StoreForm) -> HttpResponse:
    page = request.GET.get("page", "")
    rows = listing(preview, show=request.GET.get("show", ""), page=int(page) if page.isdecimal() else 1)
    return render(
        request,
        "workshops/imports/preview.html",
        {"batch": batch, "preview": preview, "counts": counts(preview, batch), "listing": rows, "form": form},
    )


@allow("GET", "POST")
@staff_page(can_import)
def import_columns(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Says what the columns mean; remembered for the next file of this kind."""
    batch = _draft(request, pk)
    preview = read_batch(batch, today=today())
    form = ColumnsForm(preview, request.POST or None)

    def act() -> str:
        say_meanings(batch=batch, said=form.said(), actor=request.user, now=timezone.now())
        return _url(batch)

    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, "workshops/imports/columns.html", {"batch": batch, "preview": preview, "form": form})


@allow("POST")
@staff_page(can_import)
def import_store(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Stores the good rows."""
    batch = _found(request, pk)
    if batch.state != ImportState.DRAFT:
        return redirect(_url(batch))
    preview = read_batch(batch, today=today())
    form = StoreForm(preview, request.POST)

    def act() -> str:
        stored = store_import(batch=batch, ticked=form.numbers(), actor=request.user, now=timezone.now())
        count = stored.batch.result.get("accepted", 0)
        messages.success(request, _("Rows stored: %(count)s.") % {"count": count})
        return _url(batch)

    if form.is_valid() and (done := act_once(request, form, act)):
        return done
    return _preview(request, batch, preview, form)


@allow("GET", "POST")
@staff_page(can_import)
def import_discard(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Throws an upload away."""
    batch = _draft(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        discard_import(batch=batch, actor=request.user, now=timezone.now())
        messages.success(request, _("Thrown away. Nothing of it was stored."))
        return reverse("workshops:imports", args=[community])

    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, "workshops/imports/discard.html", {"batch": batch, "form": form, "cancel_url": _url(batch)})


@allow("GET")
@staff_page(can_import)
def import_corrections(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The rows that aren't stored, as a spreadsheet with the reasons: corrected, it is uploaded again."""
    batch = _found(request, pk)
    if batch.state == ImportState.DISCARDED:
        raise Http404
    preview = read_batch(batch, today=today())
    titles, rows = refused_cells(preview, batch)
    columns = [Column(title, width=36 if index == 0 else 16) for index, title in enumerate(titles)]
    content = write_workbook([Sheet(_("to be corrected"), columns, rows, title=preview.above)])
    name = _("to be corrected") + f" {batch.filename.rpartition('.')[0]}.xlsx"
    return attached(content, name)
