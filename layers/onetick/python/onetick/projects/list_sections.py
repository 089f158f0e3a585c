"""List the sections of a project."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .model import Project, Section
from .targets import outline_of


def list_sections(work: Work, project: Project, paging: Paging) -> Page[Section]:
    """One page of the sections, in the order of the board."""
    outline = outline_of(work, project)
    sections = outline.sections
    first = 0
    if paging.start is not None:
        # A cursor holds the last section shown and its place, for when that one is gone meanwhile.
        place, _, shown = paging.start.sk.partition(" ")
        known = [index + 1 for index, section in enumerate(sections) if section.id == shown]
        first = known[0] if known else int(place)
    page = sections[first : first + paging.limit]
    end = first + len(page)
    if end >= len(sections):
        return Page(page)
    return Page(page, paging.cursor(Position(outline.own_key.pk, f"{end - 1} {page[-1].id}")))
