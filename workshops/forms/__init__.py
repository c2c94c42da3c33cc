"""The forms of production."""
