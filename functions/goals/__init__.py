"""The routes of goals."""
