"""Signing in, staying signed in, and one's own account."""
