"""The routes that change many things at once."""
