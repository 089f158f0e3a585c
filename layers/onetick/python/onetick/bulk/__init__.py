"""Bulk: many tasks changed by one call."""
