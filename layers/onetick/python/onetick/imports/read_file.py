"""Read a file: what is in it, and its rows in pieces."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from onetick.kernel.jobs import Progress, Step
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.tasktypes.targets import types_of
from onetick.tenancy.find_members import find_members

from .create_import import file_of
from .events import IMPORT_READ
from .matching import unknown_types
from .model import Found, Import
from .pieces import lay_down
from .rows import Unreadable
from .sources import Reading, Source, reader
from .sources.tables import table
from .start_import import BringIn, Reached
from .survey import Survey


def read_file(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Read the whole file in one step; repeated, it finds and lays down the same.

    Raises Unprocessable when the file is not what it was said to be.
    """
    survey = Survey()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        try:
            work.files.fetch(file_of(work, found), path)
            rows = survey.good(reader(found.source)(path, _reading(found)))
            pieces = lay_down(work, found.id, step.job.id, rows)
            columns = _columns(found, path)
        except FileNotFoundError:
            raise Unprocessable("The file is not there any more. Send it again.") from None
        except Unreadable as unreadable:
            raise Unprocessable(str(unreadable)) from None
    seen = survey.found(find_members(work, survey.words["people"]), columns, taken=found.manner.fields)
    seen = replace(seen, unknown_types=unknown_types(types_of(work), found.manner.types, seen.types))
    return told(work, found, survey, seen, Reached(stage=_following(step), pieces=pieces))


def told(work: Work, found: Import, survey: Survey, seen: Found, following: Reached) -> Progress[Reached]:
    """What the step that read the file says: what was found in it, and where the next one begins."""
    after = work.save(replace(found, found=seen, updated_at=work.now))
    work.emit(IMPORT_READ, after, before=found)
    return Progress(
        next=following,
        done=survey.refused,
        counts={"refused": survey.refused} if survey.refused else {},
        errors=survey.errors,
        total=survey.rows + survey.refused + (0 if following.stage == "compare" else survey.more),
    )


def _following(step: Step[BringIn, Reached]) -> Literal["compare", "sections"]:
    return "compare" if step.parameters.mode == "plan" else "sections"


def _reading(found: Import) -> Reading:
    manner = found.manner
    return Reading(columns=dict(manner.columns), date_order=manner.date_order, zone=ZoneInfo(manner.timezone))


_WITHOUT_HEADER: frozenset[Source] = frozenset({"github", "monday", "trello"})


def _columns(found: Import, path: Path) -> tuple[str, ...]:
    """The columns of a table; a document has none, and a board of monday has others in each group."""
    with path.open("rb") as raw:
        if found.source in _WITHOUT_HEADER or raw.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return ()
    with table(path) as (header, _):
        return tuple(name[:200] for name in dict.fromkeys(header))
