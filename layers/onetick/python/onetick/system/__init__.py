"""The service about itself: its health, release, reference and event schemas."""
