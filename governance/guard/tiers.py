"""How sure the privacy guard is, and what follows."""

BLOCK = "block"  # not saved
WARN = "warn"  # shown; the author removes it or keeps it
COACH = "coach"  # an offer to say it for everyone
