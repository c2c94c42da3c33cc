"""The two ways in: user name and password for the staff, card and PIN for residents."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from residents.forms.base import Drawn


class SignInForm(Drawn, AuthenticationForm):
    """User name and password of the staff."""

    error_messages = {
        "invalid_login": _("User name or password is wrong."),
        "inactive": _("User name or password is wrong."),
    }


class OwnPasswordForm(Drawn, PasswordChangeForm):
    """A new password of one's own."""


class PinForm(Drawn, forms.Form):
    """The digits that go with the card."""

    pin = forms.CharField(
        label=_("Your four digits"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True, "pattern": "[0-9]*"}
        ),
    )
