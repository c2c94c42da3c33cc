"""Every read of money that joins tables."""
