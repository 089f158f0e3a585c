"""Storing what is shared, with the copy of its access facts."""

from dataclasses import replace

from onetick.kernel.access import ProjectAccess
from onetick.kernel.work import Work

from .events import S


def save(work: Work, place: S, *, before: S) -> S:
    """Store a changed project or portfolio, and the copy of its access facts when they changed."""
    stored = work.save(place)
    if place.access != before.access:
        known = work.load(ProjectAccess, stored.access.own_key)
        work.save(replace(stored.access, version=known.version))
    return stored
