"""The forms of the job station."""
