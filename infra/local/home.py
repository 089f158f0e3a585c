"""Where an installation keeps what it has: `.local/` in the checkout, or a folder of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers" / "onetick" / "python"
LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one installation. Everything in it can be deleted while nothing runs; the data is then gone."""

    root: Path

    @property
    def state(self) -> Path:
        """The emulator's snapshots."""
        return self.root / "state"

    @property
    def objects(self) -> Path:
        """The contents of the buckets."""
        return self.root / "s3"

    @property
    def layers(self) -> Path:
        """What the functions' layers hold, where the emulator runs them."""
        return self.root / "layers"

    @property
    def scratch(self) -> Path:
        """Temporary files of the processes; emptied at each start."""
        return self.root / "tmp"

    @property
    def logs(self) -> Path:
        """One log file a process, and the one before."""
        return self.root / "logs"

    @property
    def functions(self) -> Path:
        """What the workers know about each function."""
        return self.scratch / "functions.json"

    @property
    def resource_types(self) -> Path:
        """The resource types that the running emulator can deploy."""
        return self.scratch / "resource-types.json"

    @property
    def lock(self) -> Path:
        """Held by the process that runs this installation."""
        return self.root / "lock"

    @property
    def record(self) -> Path:
        """The processes of the present or last run."""
        return self.root / "run.json"

    @property
    def ports(self) -> Path:
        """The emulator's port, which queue addresses contain: kept from run to run."""
        return self.root / "ports.json"

    @property
    def demo(self) -> Path:
        """The demo sign-ins of this installation; readable by its owner only."""
        return self.root / "demo.json"

    def prepare(self) -> None:
        """Make the folders. Raises Refusal when the disk is nearly full, OSError when they cannot be made."""
        self.root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.root).free
        if free < LEAST_FREE_BYTES:
            needed = LEAST_FREE_BYTES // 1_000_000
            raise Refusal(f"The disk is nearly full: {free // 1_000_000} MB free, at least {needed} MB needed.")
        shutil.rmtree(self.scratch, ignore_errors=True)
        for folder in (self.state, self.objects, self.scratch, self.logs):
            folder.mkdir(exist_ok=True)

    @contextmanager
    def log(self, name: str) -> Iterator[BinaryIO]:
        """A fresh log file, for a child process to write to; the last run's is kept as `<name>.old.log`."""
        path = self.logs / f"{name}.log"
        if path.exists():
            path.replace(self.logs / f"{name}.old.log")
        with path.open("ab") as file:
            yield file
