"""Pay runs: their days, why they are sent back or reversed, what is left unpaid at the end."""

import datetime as dt

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.fields import DayField
from microfactory.kernel.money import yuan
from microfactory.kernel.periods import Month
from residents.forms.base import ActForm, Drawn, SearchForm
from workshops.payouts.enums import SlipState

_STILL_OPEN = (SlipState.DUE, SlipState.HELD)


def next_pay_day(pay_day: int, today: dt.date) -> dt.date:
    """The coming pay day of a community that pays on this day of the month; today counts."""
    month = Month.of(today) if today.day <= pay_day else Month.of(today).shifted(1)
    return month.first.replace(day=pay_day)


def usual_days(pay_day: int, today: dt.date) -> dict[str, dt.date]:
    """The next pay day, and the end of the month before it as cut-off."""
    pay_date = next_pay_day(pay_day, today)
    return {"pay_date": pay_date, "cut_off": min(Month.of(pay_date).shifted(-1).last, today)}


class DaysForm(Drawn, forms.Form):
    """For which days to look who would be paid: a GET."""

    form_method = "get"

    pay_date = DayField(label=_("Pay day"))
    cut_off = DayField(label=_("Work up to"))

    def layout(self):
        return Layout(Row(Column("pay_date"), Column("cut_off")))


class PeopleForm(SearchForm):
    """Which people of a run to show."""

    before = forms.CharField(required=False, max_length=80)
    after = forms.CharField(required=False, max_length=80)


class RedraftForm(ActForm):
    """The days of a draft."""

    pay_date = DayField(label=_("Pay day"))
    cut_off = DayField(label=_("Work up to"))

    def layout(self):
        return Layout(Row(Column("pay_date"), Column("cut_off")))

    def days(self) -> dict:
        """What `draft_run` and `redraft_run` take."""
        return {name: self.cleaned_data[name] for name in ("pay_date", "cut_off")}


class PostponeForm(ActForm):
    """The new pay day of a run that wasn't paid in its month, and why."""

    pay_date = DayField(label=_("The new pay day"))
    reason = forms.CharField(label=_("Why"), max_length=200)

    def terms(self) -> dict:
        """What `postpone_run` takes."""
        return {name: self.cleaned_data[name] for name in ("pay_date", "reason")}


class RunForm(RedraftForm):
    """A run for the days that were looked at: they are hidden, what is wrong with them is said above."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("pay_date", "cut_off"):
            self.fields[name].widget = forms.HiddenInput()

    def layout(self):
        return None

    def refuse(self, error: RuleBroken) -> None:
        self.add_error(None, str(error))


class CloseForm(ActForm):
    """Why each slip that is still unpaid stays so. One field a slip."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        for line in lines:
            slip = line.slip
            if slip.state in _STILL_OPEN:
                self.fields[f"slip_{slip.pk}"] = forms.CharField(
                    label=f"{slip.resident.name} {yuan(slip.net)}",
                    max_length=200,
                    required=False,
                    initial=slip.held_reason or slip.left_due_reason,
                )

    def left_due(self) -> dict[int, str]:
        """Reasons by id of the slip, as `close_run` takes them."""
        return {
            int(name.removeprefix("slip_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("slip_")
        }
