"""The arithmetic of money: pure functions on plain values, written again in SQL where thousands of rows need it."""
