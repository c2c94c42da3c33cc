"""A social worker who brings spreadsheets in at her desk, in the browser."""

import datetime as dt
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.residents.people import identity_number
from tests.workshops.imports import sheets
from workshops.models import ImportBatch

OCTOBER = {"month": "2026-10", "settled": "unpaid"}
NUMBERS = [identity_number(n, dt.date(1970, 1, n)) for n in (1, 2, 3)]


def of_three(title: str, numbers) -> bytes:
    names = ("赵青梅", "钱美玲", "孙玉兰")
    return sheets.workbook(
        [["姓名", title, "电话"], *([name, number, ""] for name, number in zip(names, numbers, strict=True))]
    )


class Office:
    """A social worker at her desk with spreadsheets."""

    def __init__(self, client, workshop):
        self.client, self.workshop = client, workshop

    def upload(self, kind, content, name="表.xlsx", **more):
        """Posts a file; the page it leads to."""
        file = SimpleUploadedFile(name, content)
        form = {"once": uuid4(), "file": file, "workshop": self.workshop.pk} | more
        return self.client.post(f"/liuhe/imports/new/{kind}/", form, follow=True)

    def store(self, once=None, **more):
        """Says yes to the latest preview."""
        batch = ImportBatch.objects.newest_first().first()
        return self.client.post(f"/liuhe/imports/{batch.pk}/store/", {"once": once or uuid4()} | more, follow=True)

    def bring(self, kind, content, **more):
        """Uploads and stores."""
        self.upload(kind, content, **more)
        return self.store()


def words(response) -> str:
    """What the page says."""
    return response.content.decode()
