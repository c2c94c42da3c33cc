"""The only writers of money: one function per act."""
