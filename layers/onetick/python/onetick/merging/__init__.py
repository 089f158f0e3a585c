"""Merging: two tasks that are the same one become one."""
