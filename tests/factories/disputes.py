"""Disputes as situations, raised and answered by the acts themselves: the database asks for people's own words."""

from tests.runtime.clock import NOW
from workshops.payouts.operations import dispute_answers, disputes

# The smallest recordings that are one by their bytes.
WEBM = (
    b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x86\x81\x01\x42\x82\x84webm" + b"\x86\x86A_OPUS" + b"\x00" * 64
)
AMR = b"#!AMR\n" + (b"\x3c" + b"\x00" * 31) * 100  # two seconds


def raised(resident, *, now=NOW, voice: bytes = b"", text: str = "少记了一盒", **about):
    """She says on her own phone that something is wrong: `line=`, `entry=`, or neither (work is missing)."""
    return disputes.open_dispute(resident=resident, text=text, voice=voice, actor=resident.user, now=now, **about)


def answered(dispute, by, *, now=NOW, text: str = "查过了，数目是对的。"):
    """Somebody answers that it was right."""
    dispute_answers.answer_dispute(dispute=dispute, right=True, text=text, actor=by, now=now)
    dispute.refresh_from_db()
    return dispute


def settled(dispute, *, now=NOW):
    """She says that it is settled."""
    return disputes.settle_dispute(dispute=dispute, actor=dispute.resident.user, now=now)
