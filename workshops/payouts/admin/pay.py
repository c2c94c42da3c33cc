"""Pay runs, slips, their lines, payments and what residents answered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.admin import ReadOnlyAdmin
from residents.admin.places import BY_COMMUNITY
from workshops.payouts.models import BorneCorrection, PayLine, Payment, PayRun, Payslip, SlipAnswer

BY_PERSON = ("resident__name", "resident__pinyin_initials", "resident__pinyin_key")
BY_SLIPS_PERSON = ("slip__resident__name", "slip__resident__pinyin_initials", "slip__resident__pinyin_key")


class OfRun(admin.ChoicesFieldListFilter):
    """The run's state, beside the slip's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("state of the run")


@admin.register(PayRun)
class PayRunAdmin(ReadOnlyAdmin):
    list_display = ("number", "pay_date", "cut_off", "state", "prepared_by", "approved_by", "paid_by", "closed_at")
    list_filter = (BY_COMMUNITY, "state", "pay_moment")
    list_select_related = ("prepared_by", "approved_by", "paid_by")
    search_fields = ("number",)
    ordering = ("-pk",)
    date_hierarchy = "pay_date"


@admin.register(Payslip)
class PayslipAdmin(ReadOnlyAdmin):
    list_display = ("number", "resident", "gross_exact", "gross", "rounding", "tax", "net", "method", "state")
    list_filter = (BY_COMMUNITY, "state", "method", ("run__state", OfRun))
    list_select_related = ("resident",)
    search_fields = ("number", *BY_PERSON)
    ordering = ("-pk",)


@admin.register(PayLine)
class PayLineAdmin(ReadOnlyAdmin):
    list_display = ("slip", "resident", "kind", "entry", "work_order", "amount", "live")
    list_filter = (BY_COMMUNITY, "kind", "live")
    list_select_related = ("slip__resident", "entry", "work_order")
    search_fields = ("slip__number", *BY_SLIPS_PERSON)
    ordering = ("-pk",)

    @admin.display(description=Payslip._meta.get_field("resident").verbose_name, ordering="slip__resident__pinyin_key")
    def resident(self, line):
        return line.slip.resident


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "slip",
        "attempt",
        "method",
        "amount",
        "holder",
        "last4",
        "state",
        "sent_on",
        "bank_file",
    )
    list_filter = (BY_COMMUNITY, "state", "method")
    list_select_related = ("slip", "bank_file")
    search_fields = ("number", "=last4", "holder", *BY_SLIPS_PERSON)
    ordering = ("-pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("bank_file__content")


@admin.register(SlipAnswer)
class SlipAnswerAdmin(ReadOnlyAdmin):
    list_display = ("slip", "answer", "note", "how", "at", "by")
    list_filter = (BY_COMMUNITY, "answer", "how")
    list_select_related = ("slip", "by")
    search_fields = ("slip__number", *BY_SLIPS_PERSON)
    ordering = ("-at", "-pk")


@admin.register(BorneCorrection)
class BorneCorrectionAdmin(ReadOnlyAdmin):
    list_display = ("resident", "correction", "amount", "reason", "borne_by", "borne_at", "live")
    list_filter = (BY_COMMUNITY, "live")
    list_select_related = ("resident", "correction", "borne_by")
    search_fields = BY_PERSON
    ordering = ("-pk",)
