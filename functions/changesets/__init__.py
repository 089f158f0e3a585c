"""Routes of change sets."""
