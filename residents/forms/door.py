"""The ways in: user name and password for the staff; card and PIN, or number and digits, for residents."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.plainly import PlainForm
from residents.enums import Picture
from residents.forms.base import Drawn
from residents.rules.pins import CARD_DIGITS, PHONE_DIGITS
from residents.rules.text import compact

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]*"}


def typed_digits(typed: str, count: int) -> str:
    """Digits as typed, blanks left out. Raises ValidationError where they can be no PIN, so that no try is counted."""
    digits = compact(typed)
    if not (digits.isascii() and digits.isdecimal()):
        raise forms.ValidationError(_("Only figures go here, 0 to 9. They stand on your slip."))
    if len(digits) != count:
        words = _("It is %(count)s figures; you typed %(typed)s. Look at the slip once more.")
        raise forms.ValidationError(words % {"count": count, "typed": len(digits)})
    return digits


class SignInForm(Drawn, AuthenticationForm):
    """User name and password of the staff."""

    error_messages = {
        "invalid_login": _("User name or password is wrong."),
        "inactive": _("User name or password is wrong."),
    }


class OwnPasswordForm(Drawn, PasswordChangeForm):
    """A new password of one's own: another one than before, which somebody else may know."""

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if password == self.cleaned_data.get("old_password"):
            raise forms.ValidationError(_("Choose another password than the one before."))
        return password


class PinForm(Drawn, forms.Form):
    """The digits that go with the card."""

    pin = forms.CharField(
        label=_("Your four digits"),
        error_messages={"required": _("Please type your four digits.")},
        widget=forms.TextInput(attrs={**DIGITS, "autofocus": True, "maxlength": 12}),
    )

    def clean_pin(self):
        return typed_digits(self.cleaned_data["pin"], CARD_DIGITS)


class TapForm(PlainForm, forms.Form):
    """One tap on one of nine pictures; `first` is the one before it, if there was one."""

    picture = forms.ChoiceField(choices=Picture.choices)
    first = forms.ChoiceField(choices=Picture.choices, required=False)

    def pin(self) -> str:
        """Both pictures in their order; nothing after the first tap."""
        first, second = self.cleaned_data.get("first"), self.cleaned_data["picture"]
        return Picture.pin(first, second) if first else ""


class PhoneForm(Drawn, forms.Form):
    """A telephone number and its six digits."""

    phone = forms.CharField(
        label=_("Your telephone number"),
        error_messages={"required": _("Please type your telephone number.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "maxlength": 20}),
    )
    pin = forms.CharField(
        label=_("Your six digits"),
        error_messages={"required": _("Please type your six digits.")},
        widget=forms.TextInput(attrs={**DIGITS, "maxlength": 12}),
    )

    def clean_phone(self):
        phone = compact(self.cleaned_data["phone"]).removeprefix("+86")
        figures = phone.isascii() and phone.isdecimal()
        if not figures or not 7 <= len(phone) <= 13 or (phone[0] == "1" and len(phone) != 11):
            raise forms.ValidationError(_("This is no whole telephone number. A mobile number has 11 figures."))
        return phone

    def clean_pin(self):
        return typed_digits(self.cleaned_data["pin"], PHONE_DIGITS)
