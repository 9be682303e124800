"""Junk thrown at the loader, the command line and results folders for as long as one likes: `python -m tests.fuzz`."""
