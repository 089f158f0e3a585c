"""The infrastructure: templates by hand, and what is generated from the entries."""
