"""Queue consumers: what follows from an event, each exactly once in state."""
