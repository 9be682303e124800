"""What the commands of all studies share: options, the progress bar, and how a stop is heard."""
