"""The routes of forms and submissions."""
