"""Open an archive that anybody may have made.

Nothing is believed that it says of itself: names are those of the format and no others, sizes are counted while
it is unpacked, and what is read is what the manifest has the hash of.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from pydantic import ValidationError

from .documents import FORMAT, VERSION, Document, Manifest
from .project_document import ProjectDocument
from .signing import is_signed
from .task_documents import FileDocument, TaskDocument

PROJECT, TASKS, MANIFEST, SIGNATURE, FILES = (
    "project.json",
    "tasks.ndjson",
    "manifest.json",
    "manifest.sig",
    "files/",
)

MAX_MEMBERS = 20_000
MAX_DOCUMENT = 40_000_000
MAX_TASKS = 1_000_000_000
MAX_LINE = 20_000_000
"""In bytes, unpacked: of the project and the manifest, of all tasks, of one task."""

_FILE = re.compile(r"files/att_[0-9A-Z]{26}")
_PIECE = 1 << 20

D = TypeVar("D", bound=Document)


class Broken(Exception):
    """It is no archive, or not a whole one; the message says why, for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose manifest was read. `signed`: this deployment made it, and nobody changed it since."""

    manifest: Manifest
    signed: bool
    _zip: zipfile.ZipFile

    def project(self) -> ProjectDocument:
        """The project. Raises Broken."""
        return _read(ProjectDocument, self._content(PROJECT), PROJECT)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines of tasks, each with its number. Raises Broken at the latest behind the last one."""
        with self._opened(TASKS, MAX_TASKS) as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    raise Broken(f"Line {number} of {TASKS} is longer than {MAX_LINE:,} bytes.")
                if line.strip():
                    yield number, line

    def has(self, file: FileDocument) -> bool:
        """Whether the content of an attachment is in it."""
        return FILES + file.id in self.manifest.files

    def unpack(self, file: FileDocument, path: Path) -> None:
        """Store the content of an attachment. Raises Broken unless it is what the task says of it."""
        digest = hashlib.sha256()
        with self._opened(FILES + file.id, file.size) as source, path.open("wb") as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
        if path.stat().st_size != file.size or digest.hexdigest() != file.sha256:
            raise Broken(f"The file {file.id} is not the one that its task names.")

    def _content(self, name: str) -> bytes:
        with self._opened(name, MAX_DOCUMENT) as file:
            return file.read()

    @contextmanager
    def _opened(self, name: str, most: int) -> Iterator["_Counted"]:
        with unpacking(), self._zip.open(name) as file:
            counted = _Counted(file, name, most)
            yield counted
            counted.finish(self.manifest.files[name])


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive in a file. Raises Broken."""
    with unpacking():
        archive = zipfile.ZipFile(path)
    with archive:
        yield _looked_at(archive)


def _looked_at(archive: zipfile.ZipFile) -> Archive:
    names = [member.filename for member in archive.infolist()]
    _require_names(names)
    with unpacking():
        with archive.open(MANIFEST) as file:
            content = file.read(MAX_DOCUMENT + 1)
        with archive.open(SIGNATURE) as file:
            given = file.read(1_000)
    manifest = _read(Manifest, content, MANIFEST)
    if manifest.version > VERSION:
        raise Broken(f"It is in version {manifest.version} of the format, and this deployment reads {VERSION}.")
    if set(manifest.files) != set(names) - {MANIFEST, SIGNATURE}:
        raise Broken("The files in it are not those that its manifest names.")
    return Archive(manifest, is_signed(content, given), archive)


@contextmanager
def unpacking() -> Iterator[None]:
    """What a ZIP archive can have wrong with it is Broken."""
    try:
        yield
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Broken(f"It cannot be unpacked: {str(error)[:200] or 'it is broken'}.") from None
    except Exception as error:
        # zlib and lzma have errors of their own.
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "_bz2"):
            raise Broken("It cannot be unpacked: what is in it is broken.") from None
        raise


def task_of(line: bytes) -> TaskDocument:
    """The task of a line. Raises ValueError, which says what is wrong with it."""
    try:
        return TaskDocument.model_validate_json(line)
    except ValidationError as error:
        raise ValueError(_first_fault(error)) from None


def id_of_line(line: bytes) -> str | None:
    """The identifier that a line names, whatever else is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = found.get("id") if isinstance(found, dict) else None
    return named if isinstance(named, str) else None


def _require_names(names: list[str]) -> None:
    if len(names) > MAX_MEMBERS:
        raise Broken(f"There are more than {MAX_MEMBERS:,} files in it.")
    if len(set(names)) != len(names):
        raise Broken("Two files in it have the same name.")
    missing = [name for name in (PROJECT, TASKS, MANIFEST, SIGNATURE) if name not in names]
    if missing:
        raise Broken(f"It is no archive of OneTick: it lacks {', '.join(missing)}.")
    others = [name for name in names if name not in (PROJECT, TASKS, MANIFEST, SIGNATURE)]
    if strange := [name for name in others if not _FILE.fullmatch(name)]:
        raise Broken(f"No archive of OneTick has a file {strange[0][:100]!r}.")


def _read(cls: type[D], content: bytes, name: str) -> D:
    if len(content) > MAX_DOCUMENT:
        raise Broken(f"{name} is larger than {MAX_DOCUMENT:,} bytes.")
    try:
        return cls.model_validate_json(content)
    except ValidationError as error:
        raise Broken(f"{name} is not as the format {FORMAT} has it: {_first_fault(error)}.") from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part)[:60] for part in fault["loc"][:6])
    return f"{place}: {fault['msg']}"[:300] if place else str(fault["msg"])[:300]


class _Counted:
    """A file in an archive, of which no more is read than it may have, and whose hash is known at the end."""

    def __init__(self, file: IO[bytes], name: str, most: int) -> None:
        self._file, self._name, self._left = file, name, most
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        return self._seen(self._file.read(size if size >= 0 else self._left + 1))

    def readline(self, size: int) -> bytes:
        return self._seen(self._file.readline(size))

    def finish(self, expected: str) -> None:
        """Read what is left. Raises Broken unless the whole has this SHA-256."""
        while self.read(_PIECE):
            pass
        if self._digest.hexdigest() != expected:
            raise Broken(f"{self._name} was changed after the archive was made.")

    def _seen(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise Broken(f"{self._name} unpacks to more than it may have.")
        self._digest.update(piece)
        return piece
