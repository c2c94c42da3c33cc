"""Recorded voices: a set of clips in a community's dialect, a clip a word."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.constraints import check, unique
from microfactory.kernel.scoping import ScopedQuerySet
from residents.enums import AudioKind

MOST_BYTES = 200 * 1024


class _Size(Func):
    function = "octet_length"
    output_field = models.IntegerField()


class ClipSetQuerySet(ScopedQuerySet):
    def in_use(self):
        """Sets that residents hear: at most one a community."""
        return self.filter(active=True)


class ClipSet(models.Model):
    """The words of the resident's pages, recorded in one dialect. `version` grows with whatever residents hear."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("dialect"), max_length=30)
    active = models.BooleanField(_("residents hear it"), default=False)
    version = models.PositiveIntegerField(_("version"), default=0)
    made_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"))

    objects = ClipSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("set of recordings")
        verbose_name_plural = _("sets of recordings")
        constraints = [
            unique("clip_set_name_once", ["community", "name"], _("There are recordings of this dialect already.")),
            unique(
                "clip_set_one_in_use",
                ["community"],
                _("Residents hear another set already. Stop that one first."),
                condition=Q(active=True),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def stamp(self) -> str:
        """Which set this is and how far: changes with every sound that residents hear."""
        return f"{self.pk}.{self.version}"


class ClipQuerySet(ScopedQuerySet):
    def approved(self):
        """Clips that somebody else has listened to: what residents hear."""
        return self.filter(approved_at__isnull=False)

    def waiting(self):
        """Clips that nobody else has listened to yet."""
        return self.filter(approved_at__isnull=True)


class Clip(models.Model):
    """One word as somebody said it. A new recording waits beside the approved one until it takes its place."""

    community = models.ForeignKey("residents.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    clip_set = models.ForeignKey(ClipSet, models.PROTECT, related_name="clips", verbose_name=_("set of recordings"))
    text = models.CharField(_("word"), max_length=40)
    kind = models.CharField(_("kind of file"), max_length=4, choices=AudioKind)
    audio = models.BinaryField(_("sound"))
    recorded_by = models.ForeignKey("residents.User", models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded at"))
    approved_by = models.ForeignKey(
        "residents.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("listened to by")
    )
    approved_at = models.DateTimeField(_("listened to at"), null=True, blank=True)

    objects = ClipQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [
            unique(
                "clip_one_approved_each",
                ["clip_set", "text"],
                _("This word has an approved recording already."),
                condition=Q(approved_at__isnull=False),
            ),
            unique(
                "clip_one_waiting_each",
                ["clip_set", "text"],
                _("A recording of this word waits to be listened to already."),
                condition=Q(approved_at__isnull=True),
            ),
            check(
                "clip_approved_by_another",
                Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False) & ~Q(approved_by=F("recorded_by")) & Q(approved_by__isnull=False),
                _("Somebody else than who recorded it listens to it and approves."),
            ),
            check(
                "clip_has_a_size",
                Q(GreaterThan(_Size("audio"), 0)) & Q(LessThanOrEqual(_Size("audio"), MOST_BYTES)),
                _("A recording has at most 200 KB."),
            ),
        ]

    def __str__(self):
        return self.text
