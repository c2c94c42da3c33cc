"""The only writers of people, rights, cards and logs: one function per act."""
