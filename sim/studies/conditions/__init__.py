"""What each of the article's conditions contributes: every combination on and off, under the same luck."""
