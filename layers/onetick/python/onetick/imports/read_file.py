"""Read a file: what is in it, and its rows in pieces."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from onetick.kernel.jobs import ItemError, Progress, Step
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.tenancy.find_members import find_members

from .create_import import file_of
from .events import IMPORT_READ
from .model import MAX_MISTAKES, MAX_ROWS, MAX_WORDS, Found, Import
from .pieces import lay_down
from .rows import Mistake, Row, Unreadable
from .sources import Reading, reader
from .sources.tables import table
from .start_import import BringIn, Reached

ERRORS_OF_STEP = 80
"""So many lines that cannot be taken are listed as errors of the job; a transaction holds no more."""
TITLES = 10


@dataclass(slots=True)
class _Survey:
    """Looks at rows as they pass by, and keeps what a person wants to know of them."""

    rows: int = 0
    refused: int = 0
    mistake_count: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    words: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"people": {}, "sections": {}, "statuses": {}, "labels": {}}
    )
    seen: set[str] = field(default_factory=set)

    def good(self, found: Iterator[Row | Mistake]) -> Iterator[Row]:
        """The rows that can be brought in. Raises Unreadable when there are too many."""
        for one in found:
            if isinstance(one, Mistake):
                self._note(one)
            elif one.external_id in self.seen:
                self._note(Mistake(one.line, "id", f"{one.external_id[:60]!r} stands in the file twice"))
            else:
                self._take(one)
                yield one

    def _take(self, row: Row) -> None:
        self.seen.add(row.external_id)
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise Unreadable(f"A file has at most {MAX_ROWS:,} rows. Split it.")
        if len(self.titles) < TITLES:
            self.titles.append(row.title)
        words = {"people": row.assignees, "sections": (row.section,), "statuses": (row.status,), "labels": row.labels}
        for kind, said in words.items():
            known = self.words[kind]
            known.update((word, None) for word in said if word and len(known) < MAX_WORDS)

    def _note(self, mistake: Mistake) -> None:
        self.mistake_count += 1
        self.refused += mistake.fatal
        if len(self.mistakes) < MAX_MISTAKES:
            self.mistakes.append(mistake)


def read_file(work: Work, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """Read the whole file in one step; repeated, it finds and lays down the same.

    Raises Unprocessable when the file is not what it was said to be.
    """
    survey = _Survey()
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
    after = work.save(replace(found, found=_found(work, survey, columns), updated_at=work.now))
    work.emit(IMPORT_READ, after, before=found)
    fatal = [mistake for mistake in survey.mistakes if mistake.fatal][:ERRORS_OF_STEP]
    return Progress(
        next=Reached(stage="compare" if step.parameters.mode == "plan" else "sections", pieces=pieces),
        done=survey.refused,
        counts={"refused": survey.refused} if survey.refused else {},
        errors=[_error(mistake) for mistake in fatal],
        total=survey.rows + survey.refused,
    )


def _reading(found: Import) -> Reading:
    manner = found.manner
    return Reading(columns=dict(manner.columns), date_order=manner.date_order, zone=ZoneInfo(manner.timezone))


def _columns(found: Import, path: Path) -> tuple[str, ...]:
    """The columns of a table; a document has none."""
    with path.open("rb") as raw:
        if raw.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return ()
    with table(path) as (header, _):
        return tuple(name[:200] for name in dict.fromkeys(header))


def _found(work: Work, survey: _Survey, columns: tuple[str, ...]) -> Found:
    members = find_members(work, survey.words["people"])
    return Found(
        rows=survey.rows,
        refused=survey.refused,
        people=members,
        strangers=tuple(word for word in survey.words["people"] if word not in members),
        sections=tuple(survey.words["sections"]),
        statuses=tuple(survey.words["statuses"]),
        labels=tuple(survey.words["labels"]),
        columns=columns,
        titles=tuple(survey.titles),
        mistakes=tuple(survey.mistakes),
        mistake_count=survey.mistake_count,
    )


def _error(mistake: Mistake) -> ItemError:
    return ItemError(
        code="validation_failed",
        detail=f"Line {mistake.line}, {mistake.column}: {mistake.message}.",
        index=mistake.line,
    )
