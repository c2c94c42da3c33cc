"""Words for the files that a bank takes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileFormat(TextChoices):
    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("text (.csv)")


class Encoding(TextChoices):
    GBK = "gbk", "GBK"
    UTF8 = "utf-8-sig", "UTF-8"


class FileField(TextChoices):
    """What a column of a bank file can hold."""

    POSITION = "position", _("running number")
    HOLDER = "holder", _("account holder")
    ACCOUNT = "account", _("account number")
    BANK = "bank", _("bank")
    BRANCH = "branch", _("branch")
    AMOUNT = "amount", _("amount")
    NUMBER = "number", _("payment number")
    PURPOSE = "purpose", _("purpose")
    PHONE = "phone", _("telephone")
    FIXED = "fixed", _("always the same text")
