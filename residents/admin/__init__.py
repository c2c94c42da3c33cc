"""Staff upkeep of people, places and rights. Numbers are never in clear here; history is read-only."""

from residents.admin import doors, logs, messages, people, places, records, users, voice

__all__ = ["doors", "logs", "messages", "people", "places", "records", "users", "voice"]
