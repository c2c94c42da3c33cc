"""Open entries written anew: for rows that were loaded past the triggers, which keep them otherwise."""

from microfactory.kernel.kept import write_anew
from workshops.models.open_entries import FILL


def rebuild_open_entries() -> None:
    """Replaces all open entries by what entries and claims say (`write_anew` says who can, and when)."""
    write_anew("workshops_openentry", sources=["workshops_pieceentry", "workshops_entryclaim"], fills=[FILL])
