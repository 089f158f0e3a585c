"""What operators do to a running deployment."""
