"""What pages show of people: the list, and one person with all that residents knows about her."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from microfactory.kernel.encryption import blind_index
from microfactory.kernel.scoping import Access
from residents.enums import ConsentPurpose, ResidentState
from residents.models import (
    Ability,
    AccessCard,
    BankAccount,
    Consent,
    HardshipRecord,
    Resident,
    SensitiveRead,
    SkillRecord,
)
from residents.queries.search import matching
from residents.rules.identity import age_on, is_young
from residents.rules.names import says_more
from residents.rules.registration import CARD_LUHN, MISSING_ID, NO_CONSENT, YOUNG, warning_sentence

MISSING = {
    "identity": lambda rows: rows.filter(identity_hash=""),
    "account": lambda rows: rows.exclude(_has(BankAccount.objects.live())),
    "card": lambda rows: rows.exclude(_has(AccessCard.objects.live().own())),
    "consent": lambda rows: rows.exclude(_has(Consent.objects.live().filter(purpose=ConsentPurpose.WORK))),
}


def _has(rows: QuerySet) -> Exists:
    return Exists(rows.filter(resident=OuterRef("pk")))


def people(access: Access, *, typed: str = "", workshop=None, state: str = "", missing: str = "") -> QuerySet:
    """The residents that a list shows, not ordered yet; all filters may be empty. `missing` is a key of MISSING."""
    rows = matching(Resident.objects.visible_to(access).select_related("workshop"), typed)
    if workshop:
        rows = rows.filter(workshop=workshop)
    if state:
        rows = rows.filter(state=state)
    return MISSING[missing](rows) if missing in MISSING else rows


def holders_of(community, identity_numbers: Iterable[str]) -> dict[str, Resident]:
    """Who in the community has which of these identity numbers, in one query. Empty numbers belong to nobody."""
    hashes = {blind_index(number): number for number in identity_numbers if number}
    if not hashes:
        return {}
    rows = Resident.objects.filter(community=community, identity_hash__in=hashes).order_by("pk")
    return {hashes[row.identity_hash]: row for row in rows}


@dataclass(frozen=True)
class Profile:
    """One resident with what residents knows of her. `account` is None for those who may not see where pay goes."""

    resident: Resident
    account: BankAccount | None
    card: AccessCard | None
    consents: list[Consent]
    skills: list[SkillRecord]
    today: dt.date

    @property
    def taking_part(self) -> bool:
        """Whether she takes part today."""
        return self.resident.state == ResidentState.ACTIVE

    @property
    def age(self) -> int | None:
        """Her age today, where the date of birth is known."""
        return age_on(self.resident.born_on, self.today) if self.resident.born_on else None

    @property
    def warnings(self) -> list[str]:
        """What to look after, in words."""
        agreed = any(consent.purpose == ConsentPurpose.WORK and not consent.withdrawn_on for consent in self.consents)
        found = {
            MISSING_ID: not self.resident.identity_last4,
            YOUNG: is_young(self.resident.born_on, self.today),
            CARD_LUHN: self.account is not None and not self.account.passes_luhn,
            NO_CONSENT: not agreed,
        }
        return [warning_sentence(code) for code, is_so in found.items() if is_so]


def profile(resident: Resident, *, today: dt.date, with_account: bool) -> Profile:
    """All that the sections of a person's page show, in four queries. Hardship has a page and a right of its own."""
    return Profile(
        resident=resident,
        account=BankAccount.objects.live().filter(resident=resident).first() if with_account else None,
        card=AccessCard.objects.live().own().filter(resident=resident).first(),
        consents=list(Consent.objects.filter(resident=resident).order_by("-given_on", "-pk")),
        skills=list(SkillRecord.objects.live_on(today).filter(resident=resident).order_by("starts_on", "pk")),
        today=today,
    )


def hardships(resident: Resident) -> QuerySet:
    """Her hardship records, the present ones first."""
    rows = HardshipRecord.objects.filter(resident=resident).select_related("checked_by")
    return rows.order_by("-starts_on", "-pk")


def abilities(resident: Resident, *, today: dt.date) -> QuerySet:
    """What she can and can't do at work today: of her body, so seen only with her hardship records."""
    return Ability.objects.live_on(today).filter(resident=resident).order_by("aspect", "pk")


def looks(resident: Resident) -> QuerySet:
    """Who looked at her sensitive data, not ordered yet."""
    return SensitiveRead.objects.filter(resident=resident).select_related("actor")


def place_says_more(name: str, *, than: str) -> bool:
    """Whether to write a workshop's or community's name beside its factory's (`rules.names.says_more`). No query."""
    return says_more(name, than=than)
