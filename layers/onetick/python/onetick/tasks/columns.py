"""The columns of a board, for whoever must know what is in them."""

from onetick.kernel.work import Work
from onetick.projects.model import Section

from .store import COLUMN


def is_empty(work: Work, section: Section) -> bool:
    """Whether no task is in a section; tasks in the trash do not count.

    A task may still enter between this look and the commit that removes the section: `rescue_tasks`
    brings it back.
    """
    asked = COLUMN.of(org_id=section.org_id, project_id=section.project_id, section_id=section.id)
    return work.first(asked) is None
