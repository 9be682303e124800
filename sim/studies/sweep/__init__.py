"""One scenario over a grid of parameters."""
