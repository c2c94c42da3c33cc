"""The log of moves in words: its lines are kept as codes, and each app tells what its own mean."""

from collections.abc import Mapping
from functools import cache

from django.db.models import Model
from django.utils.translation import pgettext_lazy

from residents.enums import PinKind
from residents.models import Clip, ClipSet, Consent, Membership, Message, Resident, RoleGrant

_models: dict[str, type[Model]] = {}
_words: dict[str, dict[str, object]] = {}


def tell(model: type[Model], words: Mapping[str, object]) -> None:
    """Adds what moves of a model's rows are called, by their codes; several apps may tell of one model."""
    kind = model._meta.label_lower
    _models[kind] = model
    _words[kind] = {**_words.get(kind, {}), **words}


def kinds() -> set[str]:
    """The kinds of rows whose moves somebody told of."""
    return set(_words)


def move_name(kind: str, move: str) -> str:
    """A move in words; its code where nobody told them."""
    return str(_words.get(kind, {}).get(move, move))


def kind_name(kind: str) -> str:
    """What rows of a kind are called."""
    return str(_models[kind]._meta.verbose_name) if kind in _models else kind


def state_name(kind: str, value: str) -> str:
    """A state, role or other choice in words; figures and names as they are."""
    return str(_choices(kind).get(value, value))


@cache
def _choices(kind: str) -> dict[str, object]:
    fields = _models[kind]._meta.concrete_fields if kind in _models else ()
    return dict(PinKind.choices) | {value: label for field in fields for value, label in field.flatchoices}


tell(
    Resident,
    {
        "register": pgettext_lazy("move", "registered"),
        "change": pgettext_lazy("move", "details changed"),
        "leave": pgettext_lazy("move", "left"),
        "come_back": pgettext_lazy("move", "came back"),
        "account": pgettext_lazy("move", "other account for pay"),
        "message_wish": pgettext_lazy("move", "chose how to be told"),
        "card_issued": pgettext_lazy("move", "card given"),
        "card_added": pgettext_lazy("move", "card given beside the telephone number"),
        "card_replaced": pgettext_lazy("move", "card replaced"),
        "card_revoked": pgettext_lazy("move", "card taken back"),
        "card_unlocked": pgettext_lazy("move", "card unlocked"),
        "card_pin": pgettext_lazy("move", "new PIN of the card"),
        "phone_pin_set": pgettext_lazy("move", "digits for the telephone number set"),
        "phone_pin_ended": pgettext_lazy("move", "sign-in by telephone ended"),
        "phone_unlocked": pgettext_lazy("move", "telephone number unlocked"),
        "door_opened": pgettext_lazy("move", "a phone let in"),
        "signed_out": pgettext_lazy("move", "phones signed out"),
        "trusted_named": pgettext_lazy("move", "trusted person named"),
        "trusted_card": pgettext_lazy("move", "card for the trusted person"),
        "trusted_ended": pgettext_lazy("move", "trusted person ended"),
        "pin_change_known": pgettext_lazy("move", "change confirmed on the phone"),
        "pin_change_confirmed": pgettext_lazy("move", "change confirmed at the counter"),
    },
)
tell(
    Message,
    {
        "queue": pgettext_lazy("move", "put in line"),
        "send": pgettext_lazy("move", "sent"),
        "hand_over": pgettext_lazy("move", "handed over"),
        "fail": pgettext_lazy("move", "not sent"),
        "try_again": pgettext_lazy("move", "tried again"),
        "to_paper": pgettext_lazy("move", "to be printed"),
        "drop": pgettext_lazy("move", "dropped"),
    },
)
tell(
    Membership,
    {
        "granted": pgettext_lazy("move", "role given"),
        "ended": pgettext_lazy("move", "role ended"),
        "password_set": pgettext_lazy("move", "first password given"),
    },
)
tell(
    RoleGrant,
    {
        "asked": pgettext_lazy("move", "role asked for"),
        "confirmed": pgettext_lazy("move", "role confirmed"),
        "delayed": pgettext_lazy("move", "role begins later"),
        "refused": pgettext_lazy("move", "role refused"),
    },
)
tell(
    Consent,
    {
        "given": pgettext_lazy("move", "agreed"),
        "withdrawn": pgettext_lazy("move", "consent withdrawn"),
    },
)
tell(
    ClipSet,
    {
        "made": pgettext_lazy("move", "set of recordings begun"),
        "in_use": pgettext_lazy("move", "recordings in use"),
    },
)
tell(
    Clip,
    {
        "upload": pgettext_lazy("move", "recorded"),
        "approved": pgettext_lazy("move", "recording approved"),
        "dropped": pgettext_lazy("move", "recording dropped"),
        "taken_over": pgettext_lazy("move", "taken over from the old set"),
    },
)
