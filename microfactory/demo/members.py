"""Who signs in to the demo communities. Their password is no secret: the demo runs on somebody's desk only."""

import datetime as dt
from dataclasses import dataclass

from microfactory.demo.days import at
from microfactory.demo.people import Person
from residents.enums import Role
from residents.models import Community, Resident, RoleGrant, User, Workshop
from residents.operations.cards import issue_card
from residents.operations.memberships import make_leader
from residents.operations.people import register_residents
from residents.operations.roles import add_member, confirm_role
from residents.rules.registration import Registration

PASSWORD = "baicai-doufu-8866"

ROLES = (
    ("shegong", Role.SOCIAL_WORKER),
    ("shegong2", Role.SOCIAL_WORKER),
    ("gongzuo", Role.STAFF),
    ("fuhe", Role.APPROVER),
    ("chuna", Role.CASHIER),
    ("jiedao", Role.STREET),
)


@dataclass
class Town:
    """A community with its workshop and the people who work for it, by the second half of their user names."""

    community: Community
    workshop: Workshop
    staff: dict[str, User]
    residents: list[Resident]
    opened_on: dt.date

    @property
    def social_worker(self) -> User:
        return self.staff["shegong"]


def found_town(*, code: str, name: str, factory: str, opened_on: dt.date, names: tuple[str, ...], **terms) -> Town:
    """A community, its workshop, and one user for each role, in the order of ROLES."""
    community = Community.objects.create(
        code=code, name=name, factory_name=factory, contact_name=names[0], opened_on=opened_on, demo=True, **terms
    )
    workshop = Workshop.objects.create(
        community=community, name=factory, address=f"{name}服务中心一楼", opening_hours="周一至周六 8:30–17:00"
    )
    founder, _new = User.objects.get_or_create(username="demo", defaults={"name": "演示"})
    founder.set_unusable_password()
    founder.save(update_fields=["password"])
    staff = {}
    for (suffix, role), person in zip(ROLES, names, strict=True):
        given = add_member(
            community=community,
            username=f"{code}-{suffix}",
            name=person,
            password=PASSWORD,
            role=role,
            starts_on=opened_on,
            actor=founder,
            now=at(opened_on, 8),
        )
        own_password(given.user)
        if isinstance(given, RoleGrant):
            confirm_role(grant=given, actor=staff["gongzuo"], now=at(opened_on, 8))
        staff[suffix] = given.user
    return Town(community, workshop, staff, [], opened_on)


def own_password(user: User) -> None:
    """The demo's password is everybody's: nobody is asked to choose one."""
    user.must_choose_password = False
    user.save(update_fields=["must_choose_password"])


def enrol(town: Town, people: list[Person], *, without_account: tuple[str, ...] = ()) -> None:
    """Registers people in the order of the paper list; those named have no account yet."""
    registrations = [
        Registration(
            name=person.name,
            joined_on=town.opened_on,
            identity_number=person.identity_number,
            sex=person.sex,
            phone=person.phone,
            house=person.house,
            workshop=town.workshop,
            usual_place="home" if person.at_home else "workshop",
            list_order=place,
            hardships=person.hardships,
            bank="" if person.name in without_account else person.bank,
            account_number="" if person.name in without_account else person.account,
        )
        for place, person in enumerate(people, start=1)
    ]
    done = register_residents(
        community=town.community, registrations=registrations, actor=town.social_worker, now=at(town.opened_on, 9)
    )
    if done.refused:
        raise ValueError(f"the demo's people were refused: {[str(error) for error in done.refused.values()]}")
    town.residents = [done.residents[place] for place in sorted(done.residents)]


def appoint_leader(town: Town, resident: Resident) -> User:
    """Makes a resident a workshop leader with a password of her own for the staff pages."""
    membership = make_leader(
        resident=resident,
        username=f"{town.community.code}-zuzhang",
        password=PASSWORD,
        workshop=town.workshop,
        starts_on=town.opened_on,
        actor=town.staff["gongzuo"],
        now=at(town.opened_on, 10),
    )
    own_password(membership.user)
    town.staff["zuzhang"] = membership.user
    return membership.user


def give_cards(town: Town, residents: list[Resident], now: dt.datetime) -> None:
    """Cards for those who show the resident's phone."""
    for resident in residents:
        issue_card(resident=resident, actor=town.social_worker, now=now)
