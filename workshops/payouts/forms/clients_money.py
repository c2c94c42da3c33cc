"""What clients owe and pay: statements, credits, receipts, what settles them."""

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import DayField, YuanField
from microfactory.kernel.money import amount, unit_price, yuan
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm
from residents.forms.twins import TwinForm
from workshops.forms.figures import PiecesField
from workshops.models import Client
from workshops.payouts.enums import STATED, StatementLineKind
from workshops.payouts.models import Statement, StatementLine


class ClientField(forms.ModelChoiceField):
    """One of the community's companies."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Company"), queryset=Client.objects.none(), **kwargs)

    def offer(self, access: Access) -> None:
        """The companies that this person may see."""
        self.queryset = Client.objects.visible_to(access).order_by("name", "pk")


class StatementForm(ActForm):
    """Which company, and up to which day of acceptance."""

    client = ClientField()
    until = DayField(label=_("Accepted up to"))

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].offer(access)
        self.fields["until"].initial = today

    def layout(self):
        return Layout(Row(Column("client"), Column("until")))


class IssueForm(ActForm):
    """The day on which the company gets it."""

    issued_on = DayField(label=_("Given to the company on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].initial = today


class CreditForm(ActForm):
    """Pieces of an earlier statement that the company needn't pay, or won't: of a fee, or claimed too many."""

    line = forms.ModelChoiceField(label=_("Of which line"), queryset=StatementLine.objects.none())
    pieces = PiecesField(label=_("How many pieces"), required=True)
    note = forms.CharField(label=_("Why"), max_length=200)
    as_claim = forms.BooleanField(
        label=_("The company disputes it, we don't: keep it open as a claim"), required=False
    )

    def __init__(self, *args, access: Access, client, **kwargs):
        super().__init__(*args, **kwargs)
        lines = StatementLine.objects.visible_to(access).filter(
            statement__client=client, statement__state__in=STATED, pieces__gt=0
        )
        lines = lines.select_related("statement", "operation__work_order", "delivery_line__delivery")
        self.fields["line"].queryset = lines.order_by("-statement__issued_on", "-statement_id", "position", "pk")
        self.fields["line"].label_from_instance = _line_words

    def terms(self) -> dict:
        """What `add_credit` takes."""
        return {name: self.cleaned_data[name] for name in ("line", "pieces", "note", "as_claim")}


def _line_words(line: StatementLine) -> str:
    what = f"{line.operation.work_order.product} · {line.operation.name}"
    claimed = f" ({line.get_cause_display()})" if line.kind == StatementLineKind.CLAIM else ""
    delivery = f" {line.delivery_line.delivery.number}" if line.delivery_line else ""
    return f"{line.statement.number}{delivery} {what} {line.pieces} × {unit_price(line.price)}{claimed}"


class DeductForm(ActForm):
    """What the company keeps by agreement, or the bank took."""

    amount = YuanField(label=_("Amount, yuan"))
    reason = forms.CharField(label=_("Why"), max_length=200)
    bank_charge = forms.BooleanField(label=_("The bank took it as a charge"), required=False)

    def terms(self) -> dict:
        """What `deduct` takes."""
        return {name: self.cleaned_data[name] for name in ("amount", "reason", "bank_charge")}


class GiveUpForm(ActForm):
    """A claim that nobody will pay."""

    amount = YuanField(label=_("Amount, yuan"), help_text=_("Empty: all that is open."), required=False)
    reason = forms.CharField(label=_("Why"), max_length=200)

    def terms(self) -> dict:
        """What `give_up_claim` takes."""
        return {name: self.cleaned_data[name] for name in ("amount", "reason")}


class ReceiptForm(TwinForm):
    """Money of a company that came into the bank account."""

    client = ClientField()
    amount = YuanField(label=_("Amount, yuan"))
    received_on = DayField(label=_("Received on"))
    bank_reference = forms.CharField(
        label=_("Bank's reference"), max_length=60, required=False, help_text=_("Keeps it from being booked twice.")
    )
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    alike = ("client", "amount", "received_on")

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].offer(access)
        self.fields["received_on"].initial = today

    def layout(self):
        return Layout(
            Row(Column("client"), Column("amount"), Column("received_on")),
            Row(Column("bank_reference"), Column("note")),
        )

    def terms(self) -> dict:
        """What `book_receipt` takes."""
        names = ("client", "amount", "received_on", "bank_reference", "note")
        return {name: self.cleaned_data[name] for name in names} | {"another": self.is_another()}


class MatchForm(ActForm):
    """Which statement a receipt settles, and how much of it.

    The oldest with open fees is proposed: an old claim that nobody pays is never the first guess.
    """

    statement = forms.ModelChoiceField(label=_("Which statement"), queryset=Statement.objects.none())
    claims = forms.TypedChoiceField(
        label=_("Pays"),
        choices=[("", _("the fees")), ("1", _("what we claimed"))],
        coerce=bool,
        empty_value=False,
        required=False,
    )
    amount = YuanField(label=_("Amount, yuan"), help_text=_("Empty: as much as fits."), required=False)

    def __init__(self, *args, access: Access, statements, **kwargs):
        super().__init__(*args, **kwargs)
        self._open = {row.pk: row for row in statements}
        rows = Statement.objects.visible_to(access).filter(pk__in=self._open)
        self.fields["statement"].queryset = rows.order_by("issued_on", "pk")
        self.fields["statement"].label_from_instance = self._words
        if statements:
            first = self._open.get(self._asked()) or next((row for row in statements if row.open_fees), statements[0])
            self.fields["statement"].initial = first.pk
            self.fields["claims"].initial = "" if first.open_fees else "1"

    def _asked(self) -> int | None:
        """The statement that the page was opened for."""
        asked = self.initial.get("statement", "")
        return int(asked) if asked.isascii() and asked.isdecimal() else None

    def _words(self, row: Statement) -> str:
        found = self._open[row.pk]
        words = {"fees": yuan(found.open_fees), "claims": amount(found.open_claims)}
        return f"{row.number} · " + _("fees open %(fees)s, claims %(claims)s") % words

    def layout(self):
        return Layout("statement", Row(Column("claims"), Column("amount")))

    def terms(self) -> dict:
        """What `match_receipt` takes."""
        return {name: self.cleaned_data[name] for name in ("statement", "claims", "amount")}
