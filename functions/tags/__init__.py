"""Routes of tags."""
