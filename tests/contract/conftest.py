"""The implementations that the storage contract is held against."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from moto import mock_aws

from onetick.kernel.adapters.aws import Service
from onetick.kernel.adapters.credentials import Credentials
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.settings import Settings
from onetick.kernel.table import Tables
from tests.botocore_transport import BotocoreTransport
from tests.template_tables import create_tables

REGION = "eu-central-1"


class Clock:
    """Unix seconds that a test moves."""

    def __init__(self) -> None:
        self.now = float(int(time.time()))

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Platform:
    """A running emulator. `service` makes a client of one of its services."""

    url: str

    def service(self, name: str) -> Service:
        return Service(name, region=REGION, endpoint=self.url, credentials=lambda: Credentials("test", "test"))  # type: ignore[arg-type]


def settings_for(prefix: str) -> Settings:
    """Settings of a deployment that is nothing but tables."""
    return Settings(
        prefix=prefix,
        profile="dev",
        release="test",
        region=REGION,
        tenant_table=prefix,
        global_table=f"{prefix}-global",
        bus=prefix,
        files_bucket=f"{prefix}-files",
        public_url="http://127.0.0.1",
        mail_from="OneTick <no-reply@onetick.example>",
    )


@pytest.fixture
def clock() -> Clock:
    """The clock of the tables under test."""
    return Clock()


@pytest.fixture
def org() -> str:
    """A tenant that no other test has."""
    return f"org_{uuid4().hex}"


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The emulated AWS on a free loopback port, without persistence."""
    port, folder = _free_port(), tmp_path_factory.mktemp("platform")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ONETICK_"))}
    environment = inherited | {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(folder),
        "LOG_LEVEL": "ERROR",
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", "ministack"], env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield Platform(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def platform_tables(platform: Platform) -> Callable[[Clock], DynamoTables]:
    """Makes tables on the emulator; tests share them and keep to their own tenant."""
    prefix, transport = f"contract-{uuid4().hex[:8]}", platform.service("dynamodb").call
    create_tables(transport, prefix)
    return lambda clock: DynamoTables(settings_for(prefix), transport, clock=clock)


@pytest.fixture
def moto_tables(clock: Clock) -> Iterator[DynamoTables]:
    """DynamoDB in this process, empty for each test."""
    with mock_aws():
        transport = BotocoreTransport(REGION)
        create_tables(transport, "contract")
        yield DynamoTables(settings_for("contract"), transport, clock=clock)


@pytest.fixture(params=["memory", "moto", pytest.param("platform", marks=pytest.mark.platform)])
def tables(request: pytest.FixtureRequest, clock: Clock) -> Tables:
    """Each implementation in turn; the one on the platform runs over our own signed transport."""
    if request.param == "memory":
        return MemoryTables(clock)
    if request.param == "moto":
        on_moto: Tables = request.getfixturevalue("moto_tables")
        return on_moto
    make: Callable[[Clock], DynamoTables] = request.getfixturevalue("platform_tables")
    return make(clock)


@pytest.fixture(params=["memory", pytest.param("platform", marks=pytest.mark.platform)])
def faithful_tables(request: pytest.FixtureRequest, clock: Clock) -> Tables:
    """The implementations without moto's faults: it loses updates to threads, and forgets tokens."""
    if request.param == "memory":
        return MemoryTables(clock)
    make: Callable[[Clock], DynamoTables] = request.getfixturevalue("platform_tables")
    return make(clock)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the platform ended with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the platform did not start in 30 seconds")
