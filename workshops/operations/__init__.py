"""The only writers of production: one function per act."""
