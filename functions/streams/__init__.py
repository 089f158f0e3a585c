"""Stream consumers: what carries committed events out of the tables."""
