"""Reading one person's data as somebody typed or imported them: what is refused, what is only warned about."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import Hardship, Place, Sex
from residents.rules.account import clean_account, passes_luhn
from residents.rules.certificate import Certificate, parse_certificate
from residents.rules.contact import clean_phone
from residents.rules.identity import Identity, check_working_age, is_young, parse_identity
from residents.rules.names import clean_name
from residents.rules.text import normal

MISSING_ID = "missing_id"
CARD_LUHN = "card_luhn"
YOUNG = "young"
NO_CONSENT = "no_consent"
EARLIEST = dt.timedelta(days=31)  # before the first day: a day further off is a year mistyped


@dataclass(frozen=True)
class Registration:
    """One person as written down. Texts may be untidy; `workshop` is a Workshop or None."""

    name: str
    joined_on: dt.date
    identity_number: str = ""
    no_identity_reason: str = ""
    sex: str = Sex.UNKNOWN
    born_on: dt.date | None = None
    phone: str = ""
    house: str = ""
    workshop: object = None
    usual_place: str = Place.WORKSHOP
    list_order: int = 0
    note: str = ""
    hardships: tuple[str, ...] = ()
    certificate_number: str = ""
    bank: str = ""
    branch: str = ""
    account_number: str = ""
    account_holder: str = ""


@dataclass(frozen=True)
class Reading:
    """The same person tidied and checked, with the codes of what to warn about."""

    registration: Registration
    name: str
    identity: Identity | None
    sex: str
    born_on: dt.date | None
    phone: str
    house: str
    certificate: Certificate | None
    account_number: str
    hardships: tuple[str, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def identity_number(self) -> str:
        """The number in full, nothing where there is none."""
        return self.identity.number if self.identity else ""


def read(registration: Registration, *, today: dt.date) -> Reading:
    """Tidies and checks one person by herself; whether she is here already, only the tables know.

    Raises RuleBroken with the codes of residents.rules.identity, .certificate, .contact and .account, name_missing,
    no_reason (neither an identity number nor why there is none), far_ahead or under_16.
    """
    name = clean_name(registration.name)
    if not name:
        raise RuleBroken(_("Please write the name."), code="name_missing", field="name")
    identity = parse_identity(registration.identity_number, today=today) if registration.identity_number else None
    if identity is None and not registration.no_identity_reason.strip():
        raise RuleBroken(
            _("Write the identity number, or why there is none."), code="no_reason", field="no_identity_reason"
        )
    born_on = identity.birth_date if identity else registration.born_on
    _check_not_far_ahead(registration.joined_on, today)
    check_working_age(born_on, registration.joined_on)
    number = clean_account(registration.account_number) if registration.account_number else ""
    found = {
        MISSING_ID: identity is None,
        YOUNG: is_young(born_on, today),
        CARD_LUHN: number and not passes_luhn(number),
    }
    certificate = (
        parse_certificate(registration.certificate_number, identity_number=identity.number if identity else "")
        if registration.certificate_number
        else None
    )
    return Reading(
        registration=registration,
        name=name,
        identity=identity,
        sex=identity.sex if identity else registration.sex,
        born_on=born_on,
        phone=clean_phone(registration.phone),
        house=normal(registration.house),
        certificate=certificate,
        account_number=number,
        hardships=_kinds(registration.hardships, certificate),
        warnings=tuple(code for code, is_so in found.items() if is_so),
    )


def _check_not_far_ahead(joined_on: dt.date, today: dt.date) -> None:
    if joined_on - today > EARLIEST:
        raise RuleBroken(
            _("%(day)s is too far ahead: a person is registered %(days)s days before at most. Is the year right?")
            % {"day": joined_on.isoformat(), "days": EARLIEST.days},
            code="far_ahead",
            field="joined_on",
        )


def _kinds(kinds: tuple[str, ...], certificate: Certificate | None) -> tuple[str, ...]:
    """Each kind once; a certificate makes its holder disabled, whatever the list says."""
    return tuple(dict.fromkeys((*kinds, Hardship.DISABLED) if certificate else kinds))


def warning_sentence(code: str) -> str:
    """A warning of `read` in words."""
    return {
        MISSING_ID: _("No identity number yet: without it no tax can be filed. Ask for it when the card is there."),
        CARD_LUHN: _(
            "The account number's check digit doesn't fit. Passbooks have none; a card's number is mistyped."
        ),
        YOUNG: _("16 or 17 years old: no hazardous work (glue, solvents, soldering, fireworks, lighters)."),
        NO_CONSENT: _("There is no consent to work and pay yet. Print the form, let her sign, note the date here."),
    }[code]
