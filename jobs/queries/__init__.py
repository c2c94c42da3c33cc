"""What the pages of the job station show."""
