"""Fetch the wheels that a build needs, once; then it reaches no network.

python -m infra.wheels    # those of Lambda, into .local/wheels, if they are not there

What is in the folder is what the locks name, by hash.
"""

import hashlib
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra import lambda_python
from infra.lock import BUILDS_ONLY, DEVELOPMENT, LOCKS, ROOT

PLATFORMS = ("manylinux_2_28", "manylinux2014")
"""What the operating system of Lambda runs, newest first."""


FOLDER = ROOT / ".local" / "wheels"
"""Where they are kept."""


@dataclass(frozen=True, slots=True)
class Target:
    """For which machine and Python the wheels are."""

    machine: str
    python: str


LAMBDA = Target("aarch64", lambda_python.VERSION)
HERE = Target(platform.machine(), ".".join(platform.python_version_tuple()[:2]))


def fetch(folder: Path, target: Target = LAMBDA) -> bool:
    """Fetch what is not there, or stale; whether anything was. Raises CalledProcessError."""
    wanted = hashlib.sha256("".join((ROOT / lock).read_text() for lock in _locks()).encode()).hexdigest()
    stamp = folder / f"fetched-for-{target.machine}-{target.python}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Fetching wheels for {target.machine} and Python {target.python}", flush=True)
    for lock in _locks():
        _download(folder, target, ["--require-hashes", "--requirement", str(lock)])
    _download(folder, target, [_pinned(BUILDS_ONLY)])
    stamp.write_text(wanted)
    return True


def offline(folder: Path = FOLDER) -> Mapping[str, str]:
    """The variables with which pip takes packages from there and nowhere else."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)}


def _locks() -> Sequence[Path]:
    return [lock for source, lock in LOCKS.items() if source != DEVELOPMENT]


def _pinned(name: str) -> str:
    """A package in the version that the lock of development names."""
    lines = (ROOT / LOCKS[DEVELOPMENT]).read_text().splitlines()
    return next(line.split()[0] for line in lines if line.startswith(f"{name}=="))


def _download(folder: Path, target: Target, what: Sequence[str]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--dest", str(folder), "--only-binary", ":all:", *_tags(target), *what]
    subprocess.run(command, cwd=ROOT, check=True)


def _tags(target: Target) -> Iterator[str]:
    for name in PLATFORMS:
        yield from ("--platform", f"{name}_{target.machine}")
    yield from ("--implementation", "cp", "--python-version", target.python)


if __name__ == "__main__":
    try:
        fetch(FOLDER)
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
