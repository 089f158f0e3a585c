"""Defect: state is saved at a clean end only, and after any restart the table streams are dead.

`kill -9` loses everything since the last clean end. And the state holds how far each stream's consumer
has read, but not the records: after a restart the stream counts from zero again, and the consumer gets
nothing until as many writes have passed as before. Nothing reports it.

Mended by saving every few seconds while there are requests, each time as one whole: a numbered folder,
complete before the link `current` points to it. What is read first is what must not be newer than the
rest: how far the consumers are, then the queues, then the tables with the records not yet read. So a
restart may deliver an event again, and never skips one.

Nothing is saved until the platform says that its deployment is complete, with SIGUSR1.
"""

import asyncio
import json
import logging
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import streams

# What a running application changes; the rest changes by deployments, after which everything is saved.
_MOVING = frozenset(
    {"lambda", "sqs", "dynamodb", "secretsmanager", "eventbridge", "scheduler", "s3", "kms", "ses", "ses_v2", "ssm"}
)
_FIRST, _LAST = ("lambda",), ("sqs", "dynamodb")
# An event that the relay has handed over may still be on its way to the queues.
_SETTLE_SECONDS = 0.2
_ATTEMPTS = 5
_log = logging.getLogger("snapshots")


def apply(folder: str, every: float) -> None:
    """Patch the emulator to load from, and save to, `folder`, every `every` seconds while it is used."""
    from ministack import app
    from ministack.core import persistence

    saver = Saver(Path(folder), every)
    persistence.STATE_DIR = str(saver.current)
    streams.apply(saver.read_up_to)
    app.save_all = lambda services: saver.save_at_end()
    serve = app.app

    async def counted(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if not str(scope.get("path", "")).startswith("/_ministack"):
            saver.touch()
        await serve(scope, receive, send)

    app.app = counted
    signal.signal(signal.SIGUSR1, lambda number, frame: saver.begin())
    threading.Thread(target=saver.run, name="snapshots", daemon=True).start()


class Saver:
    """Saves the emulator's state, as one whole each time."""

    def __init__(self, folder: Path, every: float) -> None:
        self._folder = folder
        self._every = every
        self._link = folder / "current"
        self._asked = threading.Event()
        self._begun = False
        self._full = False
        self._due = 0
        self._told = False
        self._publishing = threading.Lock()
        self.read_up_to: dict[tuple[str, str, str], int] = {}

    @property
    def current(self) -> Path:
        """The folder of the newest complete snapshot; one that does not exist when there is none."""
        return self._link.resolve() if self._link.exists() else self._folder / "0"

    def touch(self) -> None:
        """Note a request: it may have changed something, or set off what will have before the save after next."""
        self._due = 2

    def begin(self) -> None:
        """Save everything now, and from now on at each interval."""
        self._begun = self._full = True
        self._asked.set()

    def run(self) -> None:
        """Save at each interval, if there was anything to save since."""
        while True:
            self._asked.wait(self._every)
            self._asked.clear()
            if self._begun and (self._due or self._full):
                self._due = max(0, self._due - 1)
                self._save()

    def save_at_end(self) -> None:
        """Save everything, on the event loop, when the emulator ends."""
        if not self._begun:
            return
        names, services = self._services(full=True)
        captured = self._read(services, names[:1])
        time.sleep(_SETTLE_SECONDS)
        self._publish({**captured, **self._read(services, names[1:])})

    def _save(self) -> None:
        from ministack import app

        full, self._full = self._full, False
        try:
            self._publish(asyncio.run_coroutine_threadsafe(self._capture(full), app._MAIN_LOOP).result())
        except Exception as error:
            self._full, self._due = self._full or full, 2
            self._tell(error)
            return
        self._told = False

    async def _capture(self, full: bool) -> dict[str, bytes]:
        """Every service's state, read on the event loop so that no request changes it meanwhile."""
        names, services = self._services(full)
        captured = self._read(services, names[:1])
        await asyncio.sleep(_SETTLE_SECONDS)
        return {**captured, **self._read(services, names[1:])}

    def _services(self, full: bool) -> tuple[list[str], dict[str, Callable[[], Any]]]:
        from ministack import app

        services = app._build_persistence_save_dict()
        wanted = [name for name in services if full or name in _MOVING]
        middle = [name for name in wanted if name not in _FIRST + _LAST]
        ordered = [*_FIRST, *middle, *_LAST]
        return [name for name in ordered if name in services], services

    def _read(self, services: dict[str, Callable[[], Any]], names: list[str]) -> dict[str, bytes]:
        read = {name: self._document(name, services[name]) for name in names}
        return {name: document for name, document in read.items() if document is not None}

    def _document(self, name: str, get_state: Callable[[], Any]) -> bytes | None:
        """The service's state as its file's content; None when it has none to save."""
        for attempt in range(_ATTEMPTS):
            try:
                state = get_state()
                if state is None:
                    return None
                if name == "lambda":
                    self.read_up_to.clear()
                    self.read_up_to.update(streams.positions(state))
                return _encoded(name, state)
            except RuntimeError:
                # A poller or reaper, on a thread of its own, changed a dictionary while it was read.
                if attempt == _ATTEMPTS - 1:
                    raise
        return None

    def _publish(self, captured: dict[str, bytes]) -> None:
        # The lock is never held while something waits for the event loop, which takes it at the end.
        with self._publishing:
            before = self.current
            folder = self._folder / str(int(before.name) + 1)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for name, content in captured.items():
                (folder / f"{name}.json").write_bytes(content)
            for kept in before.glob("*.json"):
                if not (folder / kept.name).exists():
                    os.link(kept, folder / kept.name)
            link = self._folder / "next"
            link.unlink(missing_ok=True)
            link.symlink_to(folder.name)
            link.replace(self._link)
            shutil.rmtree(before, ignore_errors=True)

    def _tell(self, error: Exception) -> None:
        _log.error("The state could not be saved", exc_info=error)
        if not self._told:
            print(f"notice: The state could not be saved: {error}", flush=True)
        self._told = True


def _encoded(name: str, state: Any) -> bytes:
    from ministack.core import persistence

    # In one call: json.dump to a file does without the C encoder, and takes twenty times as long.
    document = {"__ministack_format__": persistence._state_format_version(name), "payload": state}
    return json.dumps(document, default=persistence._json_default).encode()
