"""What holds for every table of ours: keys point down, rows know their community, refusals speak."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils.functional import Promise

from tests.guards.layers import BELOW
from tests.guards.report import none_of
from tests.guards.source import app_of

# Tables that belong to no community: people who sign in, the communities themselves, and what spans them.
WITHOUT_COMMUNITY = {"residents.User", "residents.Community", "residents.OneTimeKey", "residents.DoorTries"}
# A form's key means nothing without the person who posted it.
MAY_VANISH = {"residents.OneTimeKey.user"}


def is_history(model) -> bool:
    """Tables that pghistory keeps by itself."""
    import pghistory.models

    return issubclass(model, pghistory.models.Event)


def our_models():
    """Every table of ours that isn't kept by a library."""
    found = [model for model in apps.get_models() if app_of(model.__module__) and not is_history(model)]
    return sorted((model for model in found if not model._meta.proxy), key=lambda model: model._meta.label)


def keys(model):
    """Foreign keys and many-to-many fields written in the model."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.remote_field and not field.auto_created]


def pointing_up(found):
    for model in found:
        for key in keys(model):
            above = app_of(key.related_model.__module__)
            if above and above not in BELOW[app_of(model.__module__)]:
                yield f"{model._meta.label}.{key.name} points up to {key.related_model._meta.label}. Turn it round."


def loud_back_names(found, tree):
    """Keys into a lower app whose reverse name nobody uses in a query."""
    readers = {"queries", "operations", "models", "admin", "management"}
    for model in found:
        app = app_of(model.__module__)
        text = "\n".join(s.text for s in tree.python if app_of(s.name) == app and readers & {*s.path.parts})
        for key in keys(model):
            if app_of(key.related_model.__module__) in (app, None):
                continue
            name = key.remote_field.related_name or f"{model._meta.model_name}_set"
            pattern = rf"(?<!related_name=.){name}(__|\b)"
            if not name.endswith("+") and not re.search(pattern, text):
                yield f'{model._meta.label}.{key.name}: no query uses “{name}”. Write related_name="+".'


def without_community(found):
    for model in found:
        label = model._meta.label
        names = {field.name for field in model._meta.fields}
        if label not in WITHOUT_COMMUNITY and "community" not in names:
            yield f"{label} doesn't carry its community. Add the key (or name it in tests/guards/test_models.py)."


def unscoped(found):
    for model in found:
        names = {field.name for field in model._meta.fields}
        if "community" in names and not hasattr(model._default_manager.all(), "visible_to"):
            yield f"{model._meta.label} has no visible_to(). Give it objects = XQuerySet.as_manager()."


def hiding(found):
    """Default managers that leave rows out."""
    for model in found:
        if model._default_manager.all().query.where:
            yield f"{model._meta.label}.objects hides rows. Make it a queryset method."


def silent_refusals(found):
    for model in found:
        for constraint in model._meta.constraints:
            sentence = constraint.violation_error_message
            if sentence == constraint.default_violation_error_message or not isinstance(sentence, Promise):
                yield f"{model._meta.label}: {constraint.name} refuses without a translated sentence."
        if model._meta.unique_together:
            yield f"{model._meta.label}: unique_together refuses without a sentence. Use kernel.constraints.unique()."


def ordered(found):
    for model in found:
        if model._meta.ordering:
            yield f"{model._meta.label} has Meta.ordering. Let each query say its order, ending in pk."


def nameless(found):
    """Models, fields and choices without a translated name."""
    for model in found:
        if not isinstance(model._meta.original_attrs.get("verbose_name"), Promise):
            yield f"{model._meta.label} has no translated verbose_name."
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            own = field.auto_created or app_of(field.model.__module__) is None or field.name in inherited(model)
            hidden = not field.editable and field.name.endswith("_hash")
            if not own and not hidden and not isinstance(field._verbose_name, Promise):
                yield f"{model._meta.label}.{field.name} has no translated verbose_name."
            if any(not isinstance(label, Promise | str) or not str(label) for _value, label in field.flatchoices):
                yield f"{model._meta.label}.{field.name} has a choice without a label."


def inherited(model) -> set[str]:
    """Fields from abstract classes of libraries (Django's user)."""
    foreign = [base for base in model.__mro__[1:] if hasattr(base, "_meta") and not app_of(base.__module__)]
    return {field.name for base in foreign for field in base._meta.fields}


def cascading(found):
    """Keys that would delete money or history with what they point at."""
    for model in found:
        for key in keys(model):
            path = f"{model._meta.label}.{key.name}"
            if getattr(key.remote_field, "on_delete", None) is models.CASCADE and path not in MAY_VANISH:
                yield f"{path} cascades: history would vanish. PROTECT it."


def without_admin(found):
    for model in found:
        if not admin.site.is_registered(model):
            yield f"{model._meta.label} is in no admin. Register it in its app's admin/."


def test_keys_point_down():
    none_of(pointing_up(our_models()), "A foreign key points to its own app or one below.")


def test_lower_apps_stay_quiet(tree):
    none_of(loud_back_names(our_models(), tree), "A key into a lower app leaves no name there that nobody needs.")


def test_rows_carry_their_community():
    none_of(without_community(our_models()), "Every tenant-owned row carries its community.")


def test_rows_of_communities_are_scoped():
    none_of(unscoped(our_models()), "Every model of a community has visible_to().")


def test_default_managers_hide_nothing():
    none_of(hiding(our_models()), "objects shows all rows.")


def test_refusals_speak():
    none_of(silent_refusals(our_models()), "Each constraint carries a sentence a person can read.")


def test_no_model_has_an_order():
    none_of(ordered(our_models()), "No Meta.ordering.")


def test_everything_has_a_name():
    none_of(nameless(our_models()), "Models and fields are labelled through gettext.")


def test_nothing_cascades():
    none_of(cascading(our_models()), "Nothing of ours is deleted along with something else.")


def test_every_model_has_an_admin():
    none_of(without_admin(our_models()), "Every model has an admin.")


@pytest.fixture
def planted():
    """A model of workshops that breaks every rule of this file."""
    from django.test.utils import isolate_apps

    with isolate_apps("workshops"):

        class Lower(models.Model):  # noqa: DJ008
            class Meta:
                app_label = "workshops"

        class Upper(models.Model):  # noqa: DJ008
            class Meta:
                app_label = "workshops"

        class Hiding(models.Manager):
            def get_queryset(self):
                return super().get_queryset().filter(kind="open")

        class Planted(models.Model):  # noqa: DJ008
            community = models.ForeignKey(Lower, on_delete=models.CASCADE)
            paid = models.ForeignKey(Upper, on_delete=models.PROTECT, related_name="+")
            kind = models.CharField(choices=[("a", "")])
            objects = Hiding()

            class Meta:
                app_label = "workshops"
                ordering = ["kind"]
                constraints = [models.CheckConstraint(name="dumb", condition=models.Q(kind="a"))]

        Lower.__module__ = "residents.models.planted"
        Upper.__module__ = "workshops.payouts.models.planted"
        Planted.__module__ = "workshops.models.planted"
        yield [Planted]


@pytest.mark.parametrize(
    "guard", [pointing_up, unscoped, hiding, silent_refusals, ordered, nameless, cascading, without_admin]
)
def test_a_broken_model_is_caught(planted, guard):
    assert list(guard(planted))


def test_a_loud_back_name_is_caught(planted, tree):
    assert list(loud_back_names(planted, tree))


def test_a_row_without_a_community_is_caught(planted):
    assert list(without_community([planted[0]._meta.get_field("community").related_model]))
