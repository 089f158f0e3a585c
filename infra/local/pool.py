"""The pool of workers that run the functions, kept complete and kept current with the working tree."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO

from .children import Child, Lifeline, clean_environment, start
from .emulator import ACCOUNT, REGION, ROOT_SECRET
from .home import LAYER, ROOT, Home
from .ports import HOST, listen
from .worker import FUNCTIONS, LISTENING

SIZE = 4
_WATCHED = (ROOT / "functions", LAYER)
_LOOK_EVERY_SECONDS = 0.1
_LOOK_AT_FILES_EVERY_SECONDS = 1.0
# A worker that ends at once, again and again, is not started more often than this.
_PAUSE_SECONDS = 0.5


def credentials(endpoint: str) -> dict[str, str]:
    """The variables with which a function's code finds the emulator."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": ROOT_SECRET,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


class Pool:
    """Worker processes behind one address."""

    def __init__(self, home: Home, endpoint: str, lifeline: Lifeline, log: IO[bytes], port: int) -> None:
        """Listen at once, so that the address is known; `start` starts the workers."""
        self._home = home
        self._endpoint = endpoint
        self._lifeline = lifeline
        self._log = log
        self._listening = listen(port)
        self._workers: list[Child] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self.on_change: Callable[[], None] = lambda: None

    @property
    def address(self) -> str:
        """Where invocations are sent to."""
        return f"http://{HOST}:{self._listening.getsockname()[1]}/"

    @property
    def workers(self) -> tuple[Child, ...]:
        """The processes at this moment."""
        with self._lock:
            return tuple(self._workers)

    def start(self) -> None:
        """Start the workers, and the thread that replaces those that end and those whose code is old."""
        with self._lock:
            self._workers = [self._start_worker() for _ in range(SIZE)]
        threading.Thread(target=self._supervise, name="pool", daemon=True).start()

    def stop(self) -> None:
        """End all workers; invocations that run are finished first."""
        self._ended.set()
        self._listening.close()
        workers = self.workers
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.stop(patience=5)

    def reload(self) -> None:
        """Replace every worker: each finishes what it runs, then new ones read the code anew."""
        for worker in self.workers:
            worker.process.terminate()

    def _start_worker(self) -> Child:
        descriptor = self._listening.fileno()
        environment = clean_environment(
            **credentials(self._endpoint),
            **{LISTENING: str(descriptor), FUNCTIONS: str(self._home.functions)},
            PYTHONPATH=f"{ROOT}:{LAYER}",
            TMPDIR=str(self._home.scratch),
        )
        command = ["-m", "infra.local.worker"]
        return start(
            "worker",
            command,
            environment,
            self._lifeline,
            errors=self._log,
            output=self._log,
            descriptors=[descriptor],
            folder=ROOT,
        )

    def _supervise(self) -> None:
        seen, looked = modified(_WATCHED), time.monotonic()
        while not self._ended.wait(_LOOK_EVERY_SECONDS):
            self._replace_ended()
            if time.monotonic() - looked < _LOOK_AT_FILES_EVERY_SECONDS:
                continue
            now, looked = modified(_WATCHED), time.monotonic()
            if now != seen:
                seen = now
                self.reload()

    def _replace_ended(self) -> None:
        with self._lock:
            if self._ended.is_set() or not any(worker.ended for worker in self._workers):
                return
            failing = all(worker.ended and worker.process.returncode for worker in self._workers)
            self._workers = [self._start_worker() if worker.ended else worker for worker in self._workers]
        self.on_change()
        if failing:
            time.sleep(_PAUSE_SECONDS)


def modified(folders: Iterable[Path]) -> Mapping[str, float]:
    """When each file of the product's code was changed."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".cedar", ".json", ".cedarschema"):
                try:
                    found[str(path)] = path.stat().st_mtime
                except FileNotFoundError:
                    continue
    return found
