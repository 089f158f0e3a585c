"""Restoring an archived project: each module is a stage of the import, one transaction a step."""
