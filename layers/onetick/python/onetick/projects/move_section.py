"""Put a section elsewhere on the board."""

from dataclasses import replace

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work

from .events import SECTION_MOVED
from .model import Outline, Section, require_open
from .schemas import SectionPlace
from .targets import outline_of, project_of_section


def move_section(work: Work, section: Section, place: SectionPlace) -> Section:
    """The section, put directly before or behind another one of its project.

    Raises Conflict when the project is archived, Unprocessable unless exactly one other section is named.
    """
    project = project_of_section(work, section)
    require_open(project)
    outline = outline_of(work, project)
    before_id = _behind_it(outline, section, place)
    if outline.after(section.id) == before_id:
        return section
    stored = work.save(replace(section, updated_at=work.now))
    work.save(outline.moved(stored, before_id=before_id))
    work.emit(SECTION_MOVED, stored, before=section, before_id=before_id)
    return stored


def _behind_it(outline: Outline, section: Section, place: SectionPlace) -> str | None:
    """The id of the section that is to follow; None for the end."""
    if (place.before_id is None) == (place.after_id is None):
        fault = Fault("/before_id", "one_of", "either this or after_id, not both")
        raise Unprocessable("Say where.", errors=[fault])
    field = "before_id" if place.before_id is not None else "after_id"
    named = place.before_id or place.after_id or ""
    if named == section.id or outline.find(named) is None:
        fault = Fault(f"/{field}", "unknown", "must be another section of the project")
        raise Unprocessable("There is no such other section.", errors=[fault])
    return named if field == "before_id" else outline.without(section.id).after(named)
