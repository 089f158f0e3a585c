"""Health, release and reference of the service itself."""
