"""Maintenance that an operator runs by name."""
