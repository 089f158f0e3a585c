"""Every Lambda, one file each: `functions/<area>/<verb_noun>.py`."""
