"""Take an empty section off the board."""

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import SECTION_DELETED
from .model import Section, require_open
from .targets import outline_of, project_of_section


def delete_section(work: Work, section: Section, *, empty: bool) -> None:
    """Delete a section; `empty` says whether no task is in it.

    Raises Conflict when there are tasks in it, when it is the last one, or when the project is archived.
    """
    project = project_of_section(work, section)
    require_open(project)
    outline = outline_of(work, project)
    if len(outline.sections) == 1:
        raise Conflict("A project keeps at least one section.")
    if not empty:
        raise Conflict("There are tasks in the section. Move them elsewhere first.")
    work.remove(section)
    work.save(outline.without(section.id))
    work.emit(SECTION_DELETED, section.at_version(section.version + 1), before=section)
