"""Ways to the outside, one adapter a file: `deliver(parcel)` hands a message over and says what came of it.

Texts to paste and slips of paper need none: a person carries them. An adapter knows no table and decides nothing.
"""
