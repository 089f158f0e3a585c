"""The routes of templates."""
