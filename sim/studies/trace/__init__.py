"""One history in words."""
