"""Guards that stand in every test: what they watch for fails the test that meets it."""
