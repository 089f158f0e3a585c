"""Routes of logged time and timers."""
