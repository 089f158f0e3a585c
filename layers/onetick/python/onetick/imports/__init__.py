"""Bringing work in from files: read, planned without writing anything, then applied by a job that can be repeated."""
