"""The resident's own pages, on her phone."""
