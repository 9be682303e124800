"""One scenario, many histories."""
