"""Every kind that has a trash, and everything that things leave: importing this makes all of it known.

What purges must know all areas, whatever it was started for: one thing leads to others of any kind.
"""

from typing import Any

import onetick.access.purging
import onetick.approvals.purging
import onetick.attachments.purging
import onetick.comments.purging
import onetick.exports.purging
import onetick.fields.purging
import onetick.forms.purging
import onetick.goals.purging
import onetick.imports.purging
import onetick.jobs.purging
import onetick.notifications.purging
import onetick.planning.purging
import onetick.portfolios.purging
import onetick.projects.purging
import onetick.relations.purging
import onetick.reminders.purging
import onetick.reports.purging
import onetick.sprints.purging
import onetick.tags.purging
import onetick.tasks.purging
import onetick.tasktypes.purging
import onetick.templates.purging
import onetick.tenancy.purging
import onetick.timekeeping.purging
import onetick.trash.purging
import onetick.views.purging  # noqa: F401 - for what they declare
from onetick.kernel.events import EventType
from onetick.kernel.purging import Bin, bins

PURGED: tuple[EventType[Any], ...] = tuple(one.purged for one in bins.values())
"""What tells that something was purged."""
MOVES: tuple[EventType[Any], ...] = tuple(kind for one in bins.values() for kind in (*one.deleted, *one.restored))
"""What tells that something went to the trash, or came out of it."""


def bin_of(event: str) -> Bin[Any]:
    """The bin that an event of these is about."""
    return next(one for one in bins.values() if any(kind.name == event for kind in (*one.deleted, *one.restored)))
