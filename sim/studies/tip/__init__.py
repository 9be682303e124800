"""Where an outcome crosses a level."""
