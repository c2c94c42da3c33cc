"""The companies that bring the work, and what was agreed with them."""

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from microfactory.kernel.constraints import check, unique
from microfactory.kernel.money import MoneyField
from microfactory.kernel.scoping import ScopedQuerySet
from workshops.enums import RejectPolicy


def validate_credit_code(code: str) -> None:
    """A unified social credit code with a right check character (GB 32100). Its first two are not restricted."""
    if not uscc.is_valid(code):
        raise ValidationError(
            _("“%(code)s” is no company code: 18 figures and capitals (never I, O, S, V, Z), the last one checks."),
            code="credit_code",
            params={"code": code},
        )


class ClientQuerySet(ScopedQuerySet):
    def by_name(self):
        return self.order_by("name", "pk")


@pghistory.track()
class Client(models.Model):
    """A company that hands out processing work."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=80)
    credit_code = models.CharField(_("company code"), max_length=18, blank=True, validators=[validate_credit_code])
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = [
            unique("client_name_once", ["community", "name"], _("There is a client of this name already.")),
            unique(
                "client_code_once",
                ["community", "credit_code"],
                _("There is a client with this company code already."),
                condition=~Q(credit_code=""),
            ),
        ]
        triggers = [never_deleted("client", "a client is taken out of use, never deleted")]

    def __str__(self):
        return self.name


class AgreementQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """Agreements whose period contains the day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@pghistory.track()
class Agreement(models.Model):
    """What was agreed with a client. What residents were promised by it stays, once an order stands on it."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    client = models.ForeignKey(Client, models.PROTECT, related_name="agreements", verbose_name=_("client"))
    number = models.CharField(_("number"), max_length=20, editable=False)
    signed_on = models.DateField(_("signed on"))
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    reject_policy = models.CharField(
        _("rejected for the worker's fault"), max_length=12, choices=RejectPolicy, default=RejectPolicy.GUARANTEED
    )
    pays_material_fault = models.BooleanField(
        _("pieces spoilt by bad material are paid to the resident"), default=False
    )
    claims_material_fault = models.BooleanField(
        _("pieces spoilt by bad material are claimed from the client"), default=False
    )
    fund_share = models.DecimalField(
        _("share of an order's result for the fund, in percent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    deposit = MoneyField(_("deposit agreed, in yuan"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            unique(
                "agreement_number_once", ["community", "number"], _("There is an agreement of this number already.")
            ),
            check(
                "agreement_period_in_order",
                Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                _("The last day can't lie before the first."),
            ),
            check(
                "agreement_fund_share_is_percent",
                Q(fund_share__range=(0, 100)),
                _("The share lies between 0 and 100 percent."),
            ),
            check("agreement_deposit_not_negative", Q(deposit__gte=0), _("A deposit can't be negative.")),
        ]
        triggers = [
            never_deleted("agreement", "an agreement ends, it is never deleted"),
            fixed_columns("agreement", ["community_id", "client_id", "number"], "an agreement stays with its client"),
            Refuse(
                name="agreement_promise",
                operation=pgtrigger.Update,
                sentence="an order stands on this agreement: what residents were promised by it stays",
                when_sql="""(OLD.reject_policy, OLD.pays_material_fault, OLD.claims_material_fault)
                    IS DISTINCT FROM (NEW.reject_policy, NEW.pays_material_fault, NEW.claims_material_fault)
                    AND EXISTS (SELECT 1 FROM workshops_workorder o WHERE o.agreement_id = OLD.id)""",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.client}"
