"""The pages of the job station."""
