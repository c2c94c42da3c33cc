"""Decisions about people on plain values: names, numbers, ages. No table, no clock, no request."""
