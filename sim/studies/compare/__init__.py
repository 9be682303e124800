"""Several scenarios under common luck."""
