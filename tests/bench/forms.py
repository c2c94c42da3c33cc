"""Forms that are sent from outside and from inside."""

from uuid import uuid4


def hand_in(resident: int, slip: int = 0) -> dict[str, str]:
    """The counter's form: one good piece on an open slip, her own one unless another is named."""
    return {"choice": f"slip-{slip or 2_000_000 + resident}", "good": "1", "once": str(uuid4())}
