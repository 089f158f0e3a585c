"""Routes of saved views."""
