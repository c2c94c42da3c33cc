"""Words for kinds and states of people, rights and communities."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member does in a community. One person may hold several, never two duties on the same row."""

    SOCIAL_WORKER = "social_worker", _("Social worker")
    LEADER = "leader", _("Workshop leader")
    STAFF = "staff", _("Community staff")
    APPROVER = "approver", _("Approver")
    CASHIER = "cashier", _("Cashier")
    STREET = "street", _("Street office")


# Whoever holds one of these moves money, counts what it is paid for, or says who does: no single person gives them.
GUARDED_ROLES = (Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER)


class PayMoment(TextChoices):
    """When an entry becomes payable; each community chooses one."""

    ON_RECEIPT = "on_receipt", _("when the company has paid")
    ON_ACCEPTANCE = "on_acceptance", _("when the company has accepted")
    ON_PAY_DAY = "on_pay_day", _("on pay day, whether the company has paid or not")


class Sex(TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    UNKNOWN = "unknown", _("not known")


class ResidentState(TextChoices):
    ACTIVE = "active", _("taking part")
    LEFT = "left", _("no longer here")


class Place(TextChoices):
    """Where somebody works."""

    WORKSHOP = "workshop", _("in the workshop")
    HOME = "home", _("at home")


class Hardship(TextChoices):
    """Kinds of hardship, as the civil affairs office and rosters call them."""

    DIBAO = "dibao", _("subsistence allowance")
    TEKUN = "tekun", _("destitute, supported by the state")
    DIBAO_EDGE = "dibao_edge", _("just above the subsistence allowance")
    RIGID_EXPENSE = "rigid_expense", _("high unavoidable expenses")
    RELAPSE_WATCH = "relapse_watch", _("monitored against falling back into poverty")
    DISABLED = "disabled", _("disabled")
    LOW_INCOME = "low_income", _("low income")
    UNEMPLOYED = "unemployed", _("out of work")
    SINGLE_PARENT = "single_parent", _("single parent")
    CARER = "carer", _("cares for family")
    MOTHER_AT_HOME = "mother_at_home", _("mother with small children at home")
    RETIRED = "retired", _("retired")
    OTHER = "other", _("other")


class ConsentPurpose(TextChoices):
    """What a resident agrees to, each apart: one may be taken back without the others."""

    WORK = "work", _("work and pay")
    WELFARE_HINT = "welfare_hint", _("hints about allowances")
    STATS_UPWARD = "stats_upward", _("reports to the street office")
    PHOTO = "photo", _("photos for publicity")


class ConsentWay(TextChoices):
    PAPER = "paper", _("signed on paper")
    SCREEN = "screen", _("on the screen")
    ORAL = "oral", _("spoken, with a witness")


class PinKind(TextChoices):
    """What goes with the card."""

    DIGITS = "digits", _("four digits")
    PICTURES = "pictures", _("two pictures")


class Picture(TextChoices):
    """The nine pictures of which two, in their order, go with a card. The values are names of icons."""

    SUN = "sun", _("the sun")
    MOON = "moon", _("the moon")
    FISH = "fish", _("a fish")
    HOUSE = "house", _("a house")
    FLOWER = "flower-2", _("a flower")
    TREE = "tree-deciduous", _("a tree")
    UMBRELLA = "umbrella", _("an umbrella")
    CUP = "coffee", _("a cup of tea")
    KEY = "key", _("a key")

    @classmethod
    def pin(cls, first: str, second: str) -> str:
        """Two pictures as one text, in their order."""
        return f"{first} {second}"

    @classmethod
    def of_pin(cls, pin: str) -> list["Picture"]:
        """The pictures of a PIN; none where it is digits."""
        words = pin.split()
        return [cls(word) for word in words] if words and set(words) <= set(cls.values) else []


class Device(TextChoices):
    """On what somebody signed in, as far as the browser says."""

    ANDROID = "android", _("Android phone")
    IPHONE = "iphone", _("iPhone")
    COMPUTER = "computer", _("computer")
    OTHER = "other", _("another device")


class HelpWay(TextChoices):
    """How a resident agreed that somebody of the staff opens her page beside her."""

    PIN = "pin", _("typed her own PIN")
    PRESENT = "present", _("stood beside the social worker")


class GrantState(TextChoices):
    """What became of a role that one member of the staff wants to give."""

    WAITING = "waiting", _("waits for a second person")
    CONFIRMED = "confirmed", _("confirmed by a second person")
    DELAYED = "delayed", _("begins after a delay")
    FIRST = "first", _("of the beginning")
    REFUSED = "refused", _("refused")


class Viewer(TextChoices):
    """Who looks at a resident's own pages."""

    SELF = "self", _("the resident herself")
    HELPER = "helper", _("somebody of the staff, beside her")
    TRUSTED = "trusted", _("a person she trusts")


class SensitiveKind(TextChoices):
    """Which sensitive field somebody looked at."""

    IDENTITY = "identity", _("identity number")
    CERTIFICATE = "certificate", _("disability certificate")
    ACCOUNT = "account", _("account number")
    HARDSHIP = "hardship", _("hardship records")
    VOICE = "voice", _("voice note")


class MessageTemplate(TextChoices):
    """What a message is about; its words stand in residents/rules/messages.py."""

    MONEY_SENT = "money_sent", _("money was sent")
    MONEY_FAILED = "money_failed", _("a payment failed")
    WORK_DUE = "work_due", _("work is due tomorrow")
    WORK_LATE = "work_late", _("work is overdue")
    DISPUTE_ANSWERED = "dispute_answered", _("a question was answered")
    CARD_REPLACED = "card_replaced", _("a card was replaced")
    PIN_CHANGED = "pin_changed", _("a PIN was changed")
    BY_HAND = "by_hand", _("written by hand")


# What tells a resident that somebody changed her ways in: written whatever is switched off, whatever she wishes.
SECURITY_NOTICES = (MessageTemplate.CARD_REPLACED, MessageTemplate.PIN_CHANGED)


class MessageChannel(TextChoices):
    """How a message gets to people; what isn't a text message is carried by somebody's hand."""

    SMS = "sms", _("text message")
    PASTE = "paste", _("text to paste into a chat")
    PRINT = "print", _("slip of paper")


class MessageState(TextChoices):
    QUEUED = "queued", _("waiting")
    SENT = "sent", _("sent")
    HANDED_OVER = "handed_over", _("handed over")
    FAILED = "failed", _("could not be sent")
    CANCELLED = "cancelled", _("dropped")


class MessageWish(TextChoices):
    """How a resident wants to be told."""

    PHONE = "phone", _("on the phone, on paper where there is none")
    PAPER = "paper", _("on paper only")
    NOTHING = "nothing", _("not at all")


class TryOutcome(TextChoices):
    """What became of one try to send a message."""

    ACCEPTED = "accepted", _("the gateway took it")
    REFUSED = "refused", _("the gateway refused it")
    UNREACHABLE = "unreachable", _("the gateway gave no answer")
    NOT_TRIED = "not_tried", _("not tried: there is no telephone for it any more")


class AudioKind(TextChoices):
    """How a recording is stored, found out by its content."""

    MP4 = "mp4", "MP4"
    WEBM = "webm", "WebM"
    OGG = "ogg", "Ogg"
    MP3 = "mp3", "MP3"
