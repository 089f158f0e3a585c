"""Child processes that never outlive their parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

LIFELINE = "ONETICK_LIFELINE"
_PASSED_ON = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")


def clean_environment(**more: str) -> dict[str, str]:
    """An environment with nothing of the caller's that could change behaviour (profiles, endpoints, log levels)."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@dataclass(frozen=True, slots=True)
class Lifeline:
    """A pipe that nobody writes to: when the parent ends, however it ends, the children read its end."""

    read: int
    write: int

    @classmethod
    def tie(cls) -> "Lifeline":
        """A new lifeline, held by this process."""
        return cls(*os.pipe())

    def cut(self) -> None:
        """Let go: children that still run will end."""
        os.close(self.write)
        os.close(self.read)


@dataclass(frozen=True, slots=True)
class Child:
    """A started process, in a session of its own so that Ctrl-C reaches only the parent."""

    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    def stop(self, patience: float = 15.0) -> None:
        """End it: asked first, killed after `patience` seconds."""
        self.ask(signal.SIGTERM)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def ask(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if not self.ended:
            self.process.send_signal(number)

    def kill(self) -> None:
        """End it at once."""
        self.ask(signal.SIGKILL)
        self.process.wait()


def start(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    lifeline: Lifeline,
    *,
    errors: IO[bytes],
    output: IO[bytes] | int,
    descriptors: Sequence[int] = (),
    folder: Path | None = None,
) -> Child:
    """Start Python with `command` as a child that ends with us. `descriptors` stay open in it."""
    process = subprocess.Popen(
        [sys.executable, *command],
        env={**environment, LIFELINE: str(lifeline.read)},
        pass_fds=(lifeline.read, *descriptors),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        cwd=folder,
        start_new_session=True,
    )
    return Child(name, process)


def lifeline_descriptor() -> int | None:
    """In a child: the descriptor that becomes readable when the parent has ended."""
    given = os.environ.pop(LIFELINE, None)
    return int(given) if given else None


def end_with_parent(patience: float = 20.0) -> None:
    """In a child: end when the parent has ended, cleanly if that takes at most `patience` seconds."""
    descriptor = lifeline_descriptor()
    if descriptor is None:
        return

    def wait() -> None:
        os.read(descriptor, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(patience)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def identity(pid: int) -> str | None:
    """What tells a process from a later one with the same id: when it started. None when it does not run."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return None if Path("/proc/self/stat").exists() else _identity_by_ps(pid)
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()
    return None if state == "Z" else fields[18]


def _identity_by_ps(pid: int) -> str | None:
    shown: Any = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return str(shown.stdout).strip() or None
