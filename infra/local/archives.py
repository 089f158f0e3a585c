"""What a function or layer is deployed as: an archive with the same bytes for the same content."""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_EPOCH = (2020, 1, 1, 0, 0, 0)
_LEFT_OUT = {"__pycache__", ".pytest_cache", ".mypy_cache"}
PLACEHOLDER = "placeholder.txt"
_SITE = PurePosixPath("python/lib/python3.13/site-packages")
"""Where a layer's packages may lie, and the interpreter looks for names of further folders."""


def placeholder() -> bytes:
    """The archive of a function whose code is read from the working tree."""
    return _archive([(PurePosixPath(PLACEHOLDER), b"The code is in the working tree.\n")])


def archive(folder: Path, inside: str = "") -> bytes:
    """The files below `folder`, below the folder `inside` of the archive, with no caches and no times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _LEFT_OUT & set(path.parts))
    return _archive((PurePosixPath(inside) / path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)


def package_archive(folder: Path, package: str) -> bytes:
    """The files below `folder` importable as the dotted `package`, whose parents are packages too."""
    inside = PurePosixPath(*package.split("."))
    parents = [parent / "__init__.py" for parent in inside.parents if parent.name]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _LEFT_OUT & set(path.parts))
    contents = [(inside / path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]
    return _archive([*((parent, b"") for parent in parents), *contents])


def reference(packages: Path, folder: Path) -> bytes:
    """The archive of a layer that only names its content, a copy of `packages` in `folder`.

    The emulator unpacks a layer for each function anew. So they share what is unpacked, and its bytecode.
    """
    name = hashlib.sha256(archive(packages)).hexdigest()[:40]
    if not (folder / name).exists():
        shutil.copytree(packages, folder / name, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return _archive([(_SITE / "layer.pth", f"{folder / name}\n".encode())])


def _archive(files: Iterable[tuple[PurePosixPath, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archived:
        for path, content in files:
            entry = zipfile.ZipInfo(str(path), _EPOCH)
            entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            archived.writestr(entry, content)
    return buffer.getvalue()
