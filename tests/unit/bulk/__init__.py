"""Many tasks changed by one call."""
