"""Forms of the people pages, and the bases of all forms."""
