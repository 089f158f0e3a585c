"""Make the virtual environment that every `make` target runs in.

    python3 infra/set_up.py .venv requirements-dev.lock

Runs on whatever Python 3 there is, to say which one is needed: so nothing here is newer than 3.6.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEEDED = (3, 11)
STAMP = "up-to-date"
OUT_OF_SPACE = "no space left on device"
OUT_OF_REACH = ("connection", "timed out", "timeout", "name or service not known", "temporary failure", "ssl")


class Refusal(Exception):
    """Why it cannot be set up, in one line."""


def main(arguments: "list[str]") -> int:
    """Set up, or say in one line why not."""
    try:
        set_up(Path(arguments[0]), arguments[1:])
    except Refusal as refusal:
        return _refuse(str(refusal))
    except OSError as error:
        return _refuse(explained(str(error)))
    return 0


def _refuse(reason: str) -> int:
    print(f"error: {reason}", file=sys.stderr)
    return 1


def set_up(folder: Path, locks: "list[str]") -> None:
    """Make `folder` a virtual environment with everything that the `locks` name. Raises Refusal."""
    found = ".".join(str(part) for part in sys.version_info[:2])
    if sys.version_info[:2] < NEEDED:
        raise Refusal(f"Python {NEEDED[0]}.{NEEDED[1]} or later is needed, and python3 is {found}.")
    python = folder / "bin" / "python"
    if not works(python):
        print(f"Making {folder} with Python {found}", flush=True)
        shutil.rmtree(str(folder), ignore_errors=True)
        create(folder)
    install(python, locks)
    (folder / STAMP).touch()


def works(python: Path) -> bool:
    """Whether this interpreter starts, is recent enough, and has pip."""
    check = f"import sys, pip; sys.exit(sys.version_info < {NEEDED})"
    try:
        return subprocess.run([str(python), "-c", check], check=False, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def create(folder: Path) -> None:
    """A new virtual environment. Raises Refusal."""
    command = [sys.executable, "-m", "venv", str(folder)]
    made = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode == 0:
        return
    said = made.stdout.decode(errors="replace")
    shutil.rmtree(str(folder), ignore_errors=True)
    if "ensurepip" in said or "No module named venv" in said:
        raise Refusal("this Python has no venv or pip; install the package that brings them (python3-venv on Debian).")
    raise Refusal(explained(said))


def install(python: Path, locks: "list[str]") -> None:
    """Install with progress shown; what goes wrong comes out as one line. Raises Refusal."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    for path in locks:
        command += ["--requirement", path]
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as running:
        assert running.stdout is not None
        show_progress(running.stdout)
        running.wait()
        said.seek(0)
        complaints = said.read().decode(errors="replace")
    if running.returncode != 0:
        raise Refusal(explained(complaints))


def show_progress(lines: "Iterable[bytes]") -> None:
    """Tell what pip is doing: which package it fetches, as one line that changes, and when it installs."""
    count = 0
    for line in lines:
        words = line.decode(errors="replace").split()
        if words[:1] == ["Collecting"]:
            count += 1
            report(f"Fetching packages: {count}, {words[1]}")
        elif words[:2] == ["Installing", "collected"]:
            report(f"Installing {len(words) - 3} packages")
    if count:
        print(flush=True)


def report(text: str) -> None:
    """Replace the line on a terminal; elsewhere a line now and then is enough."""
    if sys.stdout.isatty():
        print("\r\x1b[K" + text[:78], end="", flush=True)
    elif text.startswith("Installing") or text.partition(",")[0].endswith("0"):
        print(text, flush=True)


def explained(complaints: str) -> str:
    """The one line that says what a person can do about it."""
    said = complaints.lower()
    if OUT_OF_SPACE in said:
        return "the disk is full. Make room and run it again; it goes on where it stopped."
    if any(sign in said for sign in OUT_OF_REACH):
        return "a download did not come through. Check the network and the package registry, and run it again."
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["pip failed without a word"])[-1].replace("ERROR: ", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
