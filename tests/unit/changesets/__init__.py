"""What one request changed, and undoing it."""
