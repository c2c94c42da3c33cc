"""Every read of production that joins tables."""
