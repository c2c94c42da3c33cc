"""The pages of production."""
