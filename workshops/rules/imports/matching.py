"""Whom and what a piece log means: people by name and last four, work steps by product, step and day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.rules.imports.orders import spoken_key


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a log may mean. `here`: she belongs to the workshop whose log it is."""

    key: int
    name: str
    last_four: str = ""
    born: dt.date | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A work step; its rates are (first day, last day or None, yuan a piece). `here`: its order is the workshop's."""

    key: int
    product: str
    name: str
    unit: str
    rates: tuple[tuple[dt.date, dt.date | None, Decimal], ...]
    here: bool = True

    def rate_on(self, day: dt.date) -> Decimal | None:
        """The rate in force on a day."""
        return next((rate for first, last, rate in self.rates if first <= day and (last is None or day <= last)), None)


class People:
    """Finds people of a community by what a log says of them."""

    def __init__(self, people: Iterable[Person]):
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self._by_name[person.name].append(person)

    def find(self, name: str, last_four: str = "") -> Person:
        """The one person meant; among namesakes the workshop's own goes first.

        Somebody without an identity number is meant by last four digits only where she is the only one of her name.
        Raises `unknown_person`, `ambiguous_name`.
        """
        namesakes = self._by_name.get(name, [])
        if not namesakes:
            sentence = _("Nobody here is called %(name)s. Is the name mistyped, or is she not on the roster yet?")
            raise RuleBroken(sentence % {"name": name}, code="unknown_person", field="name")
        if last_four:
            meant = [person for person in namesakes if person.last_four == last_four]
            if not meant and len(namesakes) == 1 and not namesakes[0].last_four:
                meant = namesakes
            if not meant:
                sentence = _("There is %(name)s, but not with %(last_four)s at the end of the identity number.")
                raise RuleBroken(
                    sentence % {"name": name, "last_four": last_four}, code="unknown_person", field="last_four"
                )
        else:
            meant = namesakes
        own = [person for person in meant if person.here]
        found = own or meant
        if len(found) > 1:
            sentence = _("%(count)s people are called %(name)s. Write the last four of her identity number.")
            raise RuleBroken(sentence % {"count": len(found), "name": name}, code="ambiguous_name", field="last_four")
        return found[0]


class Steps:
    """Finds work steps by product and step name; the newest order first."""

    def __init__(self, steps: Iterable[Step]):
        """`steps`: newest order first."""
        self._by_product: dict[str, list[Step]] = defaultdict(list)
        for step in steps:
            self._by_product[spoken_key(step.product)].append(step)

    def find(self, product: str, operation: str, day: dt.date | None, typed: Decimal | None = None) -> Step:
        """The step meant: of this product, of this name where one is given, with a rate on the day. The workshop's
        own orders go first, then those with the rate that was typed, then the newest.

        Raises `unknown_operation`.
        """
        candidates = self._by_product.get(spoken_key(product), [])
        wanted = spoken_key(operation)
        if wanted:
            candidates = [step for step in candidates if spoken_key(step.name) == wanted]
        elif len({spoken_key(step.name) for step in candidates}) > 1:
            sentence = _("%(product)s has several work steps. Write which.") % {"product": product}
            raise RuleBroken(sentence, code="unknown_operation", field="operation")
        if not candidates:
            sentence = _("No order has “%(product)s”, step “%(operation)s”.")
            params = {"product": product, "operation": operation or "—"}
            raise RuleBroken(sentence % params, code="unknown_operation", field="product")
        if day is None or len(candidates) == 1:
            return candidates[0]

        def suits(step: Step) -> tuple:
            rate = step.rate_on(day)
            return rate is not None, step.here, typed is not None and rate == typed

        return max(candidates, key=suits)  # max keeps the first of equals: the newest
