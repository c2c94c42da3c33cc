"""Staff upkeep of people, places and rights. Numbers are never in clear here; history is read-only."""

from residents.admin import amounts, doors, logs, messages, move_words, people, places, records, users, voice

__all__ = [
    "amounts", "doors", "logs", "messages", "move_words", "people", "places", "records", "users", "voice",
]  # fmt: skip
