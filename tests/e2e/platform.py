"""What end-to-end tests do with a running platform: call it, wait for it, run it as a command."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import urlsplit

from infra.local.children import identity
from infra.local.home import ROOT
from infra.local.ports import any_free

TRIAL = Path(__file__).with_name("trial") / "template.yaml"
START_SECONDS = 90.0
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The parsed body."""
        return json.loads(self.body)


def call(
    url: str,
    path: str,
    *,
    method: str = "GET",
    body: Any = None,
    token: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request to the platform at `url`. Raises OSError when nothing answers."""
    sent = {"Content-Type": "application/json"} if body is not None else {}
    sent |= {"Authorization": f"Bearer {token}"} if token else {}
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.request(method, path, None if body is None else json.dumps(body), {**sent, **(headers or {})})
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def eventually(look: Callable[[], Found], within: float = 10.0) -> Found:
    """The first true thing that `look` finds; the last thing it found when that takes longer than `within` seconds."""
    deadline = time.monotonic() + within
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


@dataclass
class Command:
    """`python -m infra.local` as a person runs it, on the trial application unless told otherwise."""

    home: Path
    port: int = field(default_factory=any_free)
    arguments: tuple[str, ...] = ("--no-demo", "--template", str(TRIAL))
    process: "subprocess.Popen[str] | None" = None
    output: IO[str] | None = None

    @property
    def url(self) -> str:
        """The web address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Command":
        """Start it and wait until it serves or has ended."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.output = (self.home / "output.txt").open("w+")
        command = [sys.executable, "-m", "infra.local", "--home", str(self.home), *self.arguments]
        environment = {**os.environ, "PORT": str(self.port), "PYTHONPATH": f"{ROOT}:{ROOT / 'layers/onetick/python'}"}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.output, stderr=subprocess.STDOUT, text=True
        )
        eventually(lambda: "Ready after" in self.said() or self.code() is not None, START_SECONDS)
        return self

    def said(self) -> str:
        """What it printed so far."""
        return (self.home / "output.txt").read_text()

    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        assert self.process is not None
        return self.process.poll()

    def children(self) -> dict[int, str | None]:
        """Its child processes, by id, as its record names them."""
        recorded = json.loads((self.home / "run.json").read_text())["children"]
        return {child["pid"]: child["started"] for child in recorded}

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it and wait; its exit code."""
        assert self.process is not None and self.output is not None
        if self.code() is None:
            self.process.send_signal(number)
        code = self.process.wait(60)
        self.output.close()
        return code

    def kill_everything(self) -> None:
        """Kill it and every child at once, as a power cut would."""
        assert self.process is not None
        for pid in (self.process.pid, *self.children()):
            os.kill(pid, signal.SIGKILL)
        self.stop()


def is_alive(pid: int, started: str | None) -> bool:
    """Whether the very process that started then still runs."""
    return identity(pid) == started
