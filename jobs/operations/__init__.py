"""The only writers of postings: one function per act."""
