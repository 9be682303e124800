"""Which parameters matter, apart from luck."""
