"""History: what was, which request changed it, and taking that back."""
