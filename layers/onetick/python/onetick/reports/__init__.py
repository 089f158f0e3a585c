"""Reports: what became of a project day by day, and how it stands now."""
