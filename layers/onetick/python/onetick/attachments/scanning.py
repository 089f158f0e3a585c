"""Looking for malware: the port, and who does it.

GuardDuty looks by itself whenever a file is stored, and tells later (`receive_upload`). The local
scanner looks at once. It knows the EICAR test file, plain or in a ZIP archive, and is no protection.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal, Protocol

from onetick.kernel.settings import settings

from .model import Reason

Verdict = Reason | Literal["harmless"]

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"
"""The string that every scanner takes for malware, in pieces, so that none takes this file for it."""

MAX_MEMBERS = 1_000
MAX_UNPACKED = 64_000_000
"""So many bytes of an archive are looked at; what unpacks to more cannot be scanned here."""
_PIECE = 1 << 20


class Scanner(Protocol):
    """Who looks for malware."""

    looks_later: bool
    """Whether it tells by itself, later: then there is nothing to ask it."""

    def scan(self, path: Path) -> Verdict:
        """What a file holds."""
        ...


class GuardDuty:
    """Malware Protection for S3 (infra/files.yaml)."""

    looks_later = True

    def scan(self, path: Path) -> Verdict:
        raise NotImplementedError("GuardDuty is not asked, it tells")


class LocalScanner:
    """Finds the test file."""

    looks_later = False

    def scan(self, path: Path) -> Verdict:
        with path.open("rb") as file:
            if _holds_test_file(_pieces(file)):
                return "malware"
        return _inside(path) if zipfile.is_zipfile(path) else "harmless"


def scanner() -> Scanner:
    """The one that the deployment chose."""
    return LocalScanner() if settings().scanner == "local" else GuardDuty()


def _inside(path: Path) -> Verdict:
    """What is in an archive, as far as it is bounded, whatever it says of itself."""
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                return "not_scannable"
            for member in members:
                with archive.open(member) as file:
                    counted = _Counted(_pieces(file), left)
                    if _holds_test_file(counted):
                        return "malware"
                left = counted.left
    except Exception:
        # Broken, encrypted, of a kind that is not known, or larger than is looked at: nobody can tell.
        return "not_scannable"
    return "harmless"


class _Counted:
    """Pieces, until there were too many bytes. Raises ValueError then."""

    def __init__(self, pieces: Iterator[bytes], left: int) -> None:
        self._pieces, self.left = pieces, left

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise ValueError("unpacks to too much")
            yield piece


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _holds_test_file(pieces: "Iterator[bytes] | _Counted") -> bool:
    """Whether it is there, across the edges of pieces too."""
    tail = b""
    for piece in pieces:
        if EICAR in tail + piece:
            return True
        tail = piece[-len(EICAR) :]
    return False
