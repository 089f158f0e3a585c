"""The columns of a board, for whoever must know what is in them."""

from onetick.kernel.work import Work
from onetick.projects.model import Section

from .rows import Placement
from .store import COLUMN

LOOKED_AT = 50
"""So many tasks that this work itself takes away may be in a section that counts as empty."""


def is_empty(work: Work, section: Section) -> bool:
    """Whether no task is in a section; those in the trash, or on their way there by this work, do not count.

    A task may still enter between this look and the commit that removes the section: `rescue_tasks`
    brings it back.
    """
    asked = COLUMN.of(org_id=section.org_id, project_id=section.project_id, section_id=section.id)
    rows = work.some(asked, limit=LOOKED_AT)
    return len(rows) < LOOKED_AT and not work.find_many(Placement, [row.own_key for row in rows])
