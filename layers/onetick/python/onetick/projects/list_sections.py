"""List the sections of a project."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Project, Section
from .targets import outline_of


def list_sections(work: Work, project: Project, paging: Paging) -> Page[Section]:
    """One page of the sections, in the order of the board."""
    sections = {section.id: section for section in outline_of(work, project).sections}
    page = paging.slice(list(sections))
    return Page([sections[id] for id in page.data], page.next_cursor)
