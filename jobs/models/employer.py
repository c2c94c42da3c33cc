"""Who offers work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from jobs.enums import EmployerKind
from jobs.models.validators import validate_credit_code, validate_phone
from microfactory.kernel.constraints import unique
from microfactory.kernel.scoping import ScopedQuerySet


class EmployerQuerySet(ScopedQuerySet):
    def active(self):
        """Those that may be chosen for a new posting."""
        return self.filter(active=True)


class Employer(models.Model):
    """A company, shop, office or household that looks for people. Kept up by its form; nothing hangs on a state."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name of the employer"), max_length=80)
    kind = models.CharField(_("kind of employer"), max_length=20, choices=EmployerKind, default=EmployerKind.COMPANY)
    credit_code = models.CharField(_("credit code"), max_length=24, blank=True, validators=[validate_credit_code])
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True, validators=[validate_phone])
    address = models.CharField(_("address"), max_length=120, blank=True)
    active = models.BooleanField(_("still offers work"), default=True)
    note = models.CharField(_("note for colleagues"), max_length=400, blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        constraints = [
            unique("employer_name_once", ["community", "name"], _("There is an employer of this name already.")),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """One way to write a credit code: capitals, no blanks."""
        self.credit_code = uscc.compact(self.credit_code)
