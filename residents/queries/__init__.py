"""Every read of people that joins tables."""
