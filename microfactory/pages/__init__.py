"""Pages that need apps which may not know each other: views and templates, no rules, no writes of their own."""
