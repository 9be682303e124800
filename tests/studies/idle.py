"""A war in which some parameters do nothing."""

# No talks and no moratorium: what concerns them has no effect on anything.
WAR = ["horizon_days=60", "talks.channel_open=false", "moratorium.initial=none", "moratorium.tacit_formation_per_day=0"]
IDLE = ("talks.mediator", "willingness.trust", "moratorium.terms.monitoring")
