"""Identity, through whole requests."""
