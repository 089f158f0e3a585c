"""Delivery: from a committed event to the bus, and from a queue to an effect that happens once."""
