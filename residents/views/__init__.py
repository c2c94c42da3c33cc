"""Pages about people, sign-in and cards."""
