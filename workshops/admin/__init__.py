"""Staff upkeep of production: clients and visits are kept up here; whatever counts is looked at."""

from workshops.admin import goods, imports, move_words, orders, tallies, work

__all__ = ["goods", "imports", "move_words", "orders", "tallies", "work"]
