"""One run at a time in an installation, and no process left over from a run that was killed."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterable
from typing import Any

from .children import Child, identity
from .home import Home
from .refusal import Refusal


class Claim:
    """The right to run an installation, held until `release` or the end of this process."""

    def __init__(self, home: Home) -> None:
        """Take it, and end what a killed run left behind. Raises Refusal when another process runs the installation."""
        self._home = home
        self._file = home.lock.open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise Refusal(_already(_read(home))) from None
        end_orphans(_read(home).get("children", []))

    def record(self, url: str, children: Iterable[Child]) -> None:
        """Write down what runs, for the next start and for a second one that is refused."""
        running = [{"name": child.name, "pid": child.pid, "started": identity(child.pid)} for child in children]
        written = self._home.record.with_suffix(".new")
        written.write_text(json.dumps({"pid": os.getpid(), "url": url, "children": running}, indent=1))
        written.replace(self._home.record)

    def release(self) -> None:
        """Give it back: everything that was started has ended."""
        self._home.record.unlink(missing_ok=True)
        self._file.close()


def end_orphans(recorded: Iterable[dict[str, Any]], patience: float = 10.0) -> None:
    """End the recorded processes that still run, asked first, killed after `patience` seconds together."""
    orphans = [
        int(entry["pid"]) for entry in recorded if entry["started"] and identity(entry["pid"]) == entry["started"]
    ]
    for pid in orphans:
        _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(identity(pid) for pid in orphans):
        time.sleep(0.05)
    for pid in orphans:
        if identity(pid):
            _signal(pid, signal.SIGKILL)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _read(home: Home) -> dict[str, Any]:
    try:
        found = json.loads(home.record.read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _already(record: dict[str, Any]) -> str:
    where = f" (process {record['pid']}, {record['url']})" if record else ""
    return f"OneTick already runs in this checkout{where}. Stop it with Ctrl-C there, or use that one."
