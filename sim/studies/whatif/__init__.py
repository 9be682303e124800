"""One history with one thing otherwise, and over all histories: what would have saved the deal."""
