"""Routes of roles, and of why somebody may or may not do something."""
