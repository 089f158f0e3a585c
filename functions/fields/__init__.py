"""Routes of custom fields."""
