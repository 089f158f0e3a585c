"""The embedded AWS: ministack as a child process, on loopback, with its state under the installation's folder."""

import http.client
import json
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .children import Child, Lifeline, clean_environment, start
from .home import Home
from .ports import HOST
from .refusal import Refusal

REGION = "eu-central-1"
ACCOUNT = "000000000000"
# The emulator takes this pair for the account's root, with and without IAM enforcement.
ROOT_KEY, ROOT_SECRET = "test", "test"
START_SECONDS = 60.0
SAVE_EVERY_SECONDS = 7.0
WARM_WORKERS = 80
"""More than the functions of the longest story that is told: else each call of it would start a process."""
_LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True, slots=True)
class Mode:
    """How the emulator is to run.

    `lasting`: it keeps its state. `auth`: it enforces IAM, and runs the functions itself.
    """

    lasting: bool
    auth: bool


class Emulator:
    """A running emulator."""

    def __init__(self, child: Child, port: int, mode: Mode) -> None:
        self.child = child
        self.mode = mode
        self.port = port
        self.endpoint = f"http://{HOST}:{port}"

    @classmethod
    def start(
        cls,
        home: Home,
        port: int,
        mode: Mode,
        lifeline: Lifeline,
        *,
        notice: Callable[[str], None],
    ) -> "Emulator":
        """Start it and wait until it answers. `notice` hears what it has to tell a person. Raises Refusal."""
        environment = clean_environment(**_environment(home, port, mode))
        with home.log("emulator") as log:
            child = start("emulator", [str(_LAUNCHER)], environment, lifeline, errors=log, output=-1)
        threading.Thread(target=_listen, args=(child, notice), name="emulator-notices", daemon=True).start()
        emulator = cls(child, port, mode)
        try:
            emulator._wait(home)
        except BaseException:
            child.kill()
            raise
        return emulator

    def save(self) -> None:
        """Have the state saved now, and from now on every few seconds; one that does not last is not saved."""
        if self.mode.lasting:
            self.child.ask(signal.SIGUSR1)

    def get(self, path: str) -> Any:
        """The JSON document it serves at one of its own paths. Raises OSError."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", path)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def _wait(self, home: Home) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.child.ended:
                raise Refusal(f"The emulator did not start: {_last_line(home)} (see {home.logs / 'emulator.log'})")
            try:
                self.get("/_ministack/health")
                return
            except (OSError, ValueError, http.client.HTTPException):
                time.sleep(0.03)
        raise Refusal(f"The emulator did not answer within {START_SECONDS:.0f} s (see {home.logs / 'emulator.log'})")


def _environment(home: Home, port: int, mode: Mode) -> dict[str, str]:
    ours = {
        "state": str(home.state) if mode.lasting else "",
        "every": SAVE_EVERY_SECONDS,
        "types": str(home.resource_types),
        "workers": WARM_WORKERS if mode.auth else 0,
    }
    lasting = {"PERSIST_STATE": "1", "S3_PERSIST": "1", "S3_DATA_DIR": str(home.objects)} if mode.lasting else {}
    return {
        "ONETICK_EMULATOR": json.dumps(ours),
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": REGION,
        "STATE_DIR": str(home.state),
        "TMPDIR": str(home.scratch),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent/docker.sock",
        "AUTH": "true" if mode.auth else "false",
        "AWS_EC2_METADATA_DISABLED": "true",
        **lasting,
    }


def _listen(child: Child, notice: Callable[[str], None]) -> None:
    assert child.process.stdout is not None
    with child.process.stdout as said:
        for line in said:
            text = line.decode(errors="replace").strip()
            if text.startswith("notice: "):
                notice(text.removeprefix("notice: "))


def _last_line(home: Home) -> str:
    lines = (home.logs / "emulator.log").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a word"
