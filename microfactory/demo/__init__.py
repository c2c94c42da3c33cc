"""The demo communities: invented people, credible months. Repeatable; never part of a real community's data."""
