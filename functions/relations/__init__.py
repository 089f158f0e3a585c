"""Routes of relations."""
