"""Looking at rows as they pass by: what a person wants to know of a file before it is brought in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import ItemError

from .model import MAX_LEFT, MAX_MISTAKES, MAX_ROWS, MAX_WORDS, MAX_WORDS_LENGTH, ArchiveFound, Found
from .rows import Mistake, Row, Unreadable

ERRORS_OF_STEP = 80
"""So many lines that cannot be taken are listed as errors of the job; a transaction holds no more."""
TITLES = 10


@dataclass(slots=True)
class Survey:
    """What was seen. It stays small, however large the file and its words are: it is stored and told."""

    rows: int = 0
    refused: int = 0
    more: int = 0
    mistake_count: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    words: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"people": {}, "sections": {}, "statuses": {}, "types": {}, "labels": {}}
    )
    seen: set[str] = field(default_factory=set)
    more_said: dict[str, int] = field(default_factory=dict)
    _left: dict[str, int] = field(default_factory=dict)

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

    @property
    def errors(self) -> list[ItemError]:
        """The first lines that are not taken, as errors of the job."""
        return [
            ItemError(
                code="validation_failed",
                detail=f"Line {mistake.line}, {mistake.column}: {mistake.message}.",
                index=mistake.line,
            )
            for mistake in self.mistakes
            if mistake.fatal
        ][:ERRORS_OF_STEP]

    def found(
        self,
        members: Mapping[str, PrincipalId],
        columns: tuple[str, ...] = (),
        archive: ArchiveFound | None = None,
        taken: Collection[str] = (),
    ) -> Found:
        """All of it, with whom the words mean; of what else the rows say, `taken` does not stay behind."""
        names = {name.casefold() for name in taken}
        return Found(
            rows=self.rows,
            refused=self.refused,
            people=members,
            strangers=tuple(word for word in self.words["people"] if word not in members),
            sections=tuple(self.words["sections"]),
            statuses=tuple(self.words["statuses"]),
            types=tuple(self.words["types"]),
            labels=tuple(self.words["labels"]),
            columns=columns,
            titles=tuple(self.titles),
            mistakes=tuple(self.mistakes),
            mistake_count=self.mistake_count,
            archive=archive,
            left_behind={name: count for name, count in self.more_said.items() if name.casefold() not in names},
        )

    def _take(self, row: Row) -> None:
        self.seen.add(row.external_id)
        self.rows += 1
        self.more += row.more
        if self.rows > MAX_ROWS:
            raise Unreadable(f"A file has at most {MAX_ROWS:,} rows. Split it.")
        if len(self.titles) < TITLES:
            self.titles.append(row.title)
        words = {
            "people": row.assignees,
            "sections": (row.section,),
            "statuses": (row.status,),
            "types": (row.type,),
            "labels": row.labels,
        }
        for kind, said in words.items():
            for word in said:
                self.notice(kind, word)
        for name in row.extra:
            self._count(name.strip()[:100])

    def notice(self, kind: str, word: str | None) -> None:
        """Keep a word, as far as there is room for it."""
        known = self.words[kind]
        if not word or word in known or len(known) >= MAX_WORDS:
            return
        left = self._left.get(kind, MAX_WORDS_LENGTH) - len(word)
        if left >= 0:
            self._left[kind] = left
            known[word] = None

    def _count(self, name: str) -> None:
        if name and (name in self.more_said or len(self.more_said) < MAX_LEFT):
            self.more_said[name] = self.more_said.get(name, 0) + 1

    def _note(self, mistake: Mistake) -> None:
        self.mistake_count += 1
        self.refused += mistake.fatal
        if len(self.mistakes) < MAX_MISTAKES:
            self.mistakes.append(mistake)
