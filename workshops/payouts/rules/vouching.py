"""How a resident's word is given: her own session, her PIN at the counter, two witnesses. Never a tick of staff's."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.enums import How


@dataclass(frozen=True)
class Witness:
    """Somebody who was there: the name, and the user where she works for the community."""

    name: str
    user_id: int | None = None


@dataclass(frozen=True)
class Vouch:
    """How a word was given. `card` is the id of the card whose PIN was typed, `why` the reason for witnesses."""

    how: How
    card: int | None = None
    witnesses: tuple[Witness, Witness] | tuple[()] = ()
    why: str = ""

    @property
    def columns(self) -> dict:
        """As a row stores it."""
        found = {"how": self.how, "card_id": self.card, "why_not_herself": self.why}
        for place, witness in zip(("one", "two"), self.witnesses, strict=False):
            found |= {f"witness_{place}": witness.name, f"witness_{place}_user_id": witness.user_id}
        return found


OWN = Vouch(How.OWN)


def check_own(*, resident_user_id: int | None, actor_id: int) -> None:
    """Her own session is nobody else's. Raises RuleBroken: not_hers."""
    if resident_user_id is None or resident_user_id != actor_id:
        raise RuleBroken(
            _("Only she can say that: on her own phone, with her PIN, or before two witnesses."), code="not_hers"
        )


def check_pin(*, actor_id: int, pin_made_by: int, pin_used: bool, barred: Collection[int]) -> None:
    """Whoever writes it down isn't one of `barred`, and doesn't know her PIN: who made it saw it, and may not take it
    for her word before it opened her own door once (`pin_used`). Raises RuleBroken: barred, pin_maker.
    """
    _refuse_barred({actor_id}, barred)
    if actor_id == pin_made_by and not pin_used:
        raise RuleBroken(
            _(
                "You made this PIN yourself, and she hasn't signed in with it yet. Let a colleague type it in, or "
                "take two witnesses."
            ),
            code="pin_maker",
        )


def check_witnesses(
    vouch: Vouch,
    *,
    resident_name: str,
    resident_user_id: int | None,
    actor_id: int,
    barred: Collection[int],
    hands: Collection[int] = (),
) -> None:
    """Two different people, neither of them herself nor one of `barred` (who paid her, or did or answered it).

    The first is a colleague of whoever writes it down: a name alone proves nothing, and one person invents two. The
    writer isn't one of `barred` either; `hands` had a hand in the pay run: one witness at least had none. Raises
    RuleBroken: witnesses_missing, same_witness, own_witness, no_colleague, why_missing, barred, no_outsider.
    """
    names = [witness.name for witness in vouch.witnesses]
    users = [witness.user_id for witness in vouch.witnesses if witness.user_id]
    if len(names) != 2 or not all(names):
        raise RuleBroken(_("Please write down both witnesses."), code="witnesses_missing", field="witness_two")
    if names[0] == names[1] or len(set(users)) < len(users):
        raise RuleBroken(_("Two witnesses are two people."), code="same_witness", field="witness_two")
    if resident_name in names or (resident_user_id and resident_user_id in users):
        raise RuleBroken(_("She can't be her own witness."), code="own_witness", field="witness_one")
    if vouch.witnesses[0].user_id in (None, actor_id):
        raise RuleBroken(
            _("The first witness is a colleague of yours, who types her own password: not you yourself."),
            code="no_colleague",
            field="colleague",
        )
    if not vouch.why:
        raise RuleBroken(_("Please write why she can't do it herself."), code="why_missing", field="why")
    _refuse_barred({actor_id, *users}, barred)
    if len(users) == 2 and set(users) <= set(hands):
        raise RuleBroken(
            _("One of the witnesses must have had no hand in this pay run: a neighbour, say."), code="no_outsider"
        )


def _refuse_barred(people: set[int], barred: Collection[int]) -> None:
    if people & set(barred):
        raise RuleBroken(
            _("Whoever paid her, or did or answered what this is about, can't stand in for her. Ask a colleague."),
            code="barred",
        )
