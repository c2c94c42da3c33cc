"""What people fill in about money."""
