"""The office's own spreadsheets, from file to rows in the database."""
