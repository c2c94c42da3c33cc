"""What `make` runs to set a checkout up and to serve it."""
