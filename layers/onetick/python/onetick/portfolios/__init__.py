"""Portfolios: projects side by side, in an order of one's own, with how each of them stands."""
