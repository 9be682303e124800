"""Whether a results folder is what it says: files as they were written, and histories that come out the same again."""
