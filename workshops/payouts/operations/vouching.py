"""Taking a resident's word at the counter: her PIN, or two witnesses, one of them a colleague who proved that she is
there. A wrong PIN counts, whatever comes after."""

import datetime as dt
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, Membership, Resident, User
from residents.operations.door import try_own_pin
from workshops.payouts.enums import How
from workshops.payouts.rules.vouching import Vouch, Witness, check_own, check_pin, check_witnesses


def by_pin(*, resident: Resident, pin: str, now: dt.datetime) -> Vouch:
    """Her word by the PIN that she typed herself. Opens no session. In a transaction of its own, so that a wrong try
    is counted although nothing else happens. Raises RuleBroken: no_card, wrong_pin."""
    card = AccessCard.objects.live().own().filter(resident=resident).first()
    if card is None:
        raise RuleBroken(_("She has no card. Give her one, or ask two witnesses."), code="no_card", field="pin")
    if not try_own_pin(card=card, pin=pin, now=now):
        raise RuleBroken(
            _("That isn't her PIN, or the card is locked: after wrong tries a social worker lifts the lock."),
            code="wrong_pin",
            field="pin",
        )
    return Vouch(How.PIN, card=card.pk)


def at_the_counter(
    *,
    resident: Resident,
    how: str,
    now: dt.datetime,
    pin: str = "",
    colleague: User | None = None,
    name: str = "",
    why: str = "",
) -> Vouch:
    """Her word as it was given at the counter: by her PIN, or before two witnesses. Raises RuleBroken as both do."""
    if how == How.PIN:
        return by_pin(resident=resident, pin=pin, now=now)
    return by_witnesses(community=resident.community_id, colleague=colleague, name=name, why=why, now=now)


def by_witnesses(*, community, colleague: User | None, name: str, why: str, now: dt.datetime) -> Vouch:
    """Her word before two witnesses: a colleague who typed her own password there and then, and whoever `name` is.

    A name that a member of the community bears is that member. Raises RuleBroken: no_colleague (the password was
    wrong, or she works elsewhere).
    """
    members = Membership.objects.live_on(timezone.localdate(now)).filter(community=community)
    if colleague is None or not members.filter(user=colleague).exists():
        raise RuleBroken(
            _("User name and password are no colleague's of this community. Nothing was written down."),
            code="no_colleague",
            field="password",
        )
    name = name.strip()
    user = members.filter(user__name=name).order_by("pk").values_list("user", flat=True).first()
    witnesses = (Witness(colleague.name, colleague.pk), Witness(name, user))
    return Vouch(How.WITNESSES, witnesses=witnesses, why=why.strip())


def checked(
    vouch: Vouch, *, resident: Resident, actor, barred: Collection[int] = (), hands: Collection[int] = ()
) -> dict:
    """The columns of a word that may stand. Raises RuleBroken as rules.vouching does, or card_of_another."""
    if vouch.how == How.OWN:
        check_own(resident_user_id=resident.user_id, actor_id=actor.pk)
    elif vouch.how == How.PIN:
        card = AccessCard.objects.live().own().filter(pk=vouch.card, resident=resident).first()
        if card is None:
            raise RuleBroken(_("That is somebody else's card."), code="card_of_another")
        check_pin(actor_id=actor.pk, pin_made_by=card.pin_made_by_id, pin_used=bool(card.pin_used_at), barred=barred)
    else:
        check_witnesses(
            vouch,
            resident_name=resident.name,
            resident_user_id=resident.user_id,
            actor_id=actor.pk,
            barred=barred,
            hands=hands,
        )
    return vouch.columns
