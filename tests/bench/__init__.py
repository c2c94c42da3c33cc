"""`make bench`: the application's speed against a bare Django and plain SQL, alternating in one run.

Not tests: nothing here is collected by pytest. `python -m tests.bench --help` says how to run a part.
"""
