"""A DynamoDB to measure against: the emulator without persistence, in a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.error import URLError
from urllib.request import urlopen

from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import service
from tests.template_tables import create_tables

PREFIX = "onetick-bench"


@contextmanager
def emulator() -> Iterator[str]:
    """Its address, with the template's tables and a key for cursors in it; this process's own requests go there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "MINISTACK_REGION": "eu-central-1",
            "TMPDIR": folder,
        }
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "ministack")],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            os.environ["AWS_ENDPOINT_URL"] = address
            aws.READ_SECONDS = 120  # what the emulator takes for a large partition says nothing about DynamoDB
            create_tables(service("dynamodb").call, PREFIX)
            secret = {"Name": f"{PREFIX}/cursor-key", "SecretString": token_hex(32)}
            service("secretsmanager").call("CreateSecret", secret)
            yield address
        finally:
            # It keeps nothing, and takes its time to leave behind a large table in order.
            process.kill()
            process.wait()


def _wait_for(address: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urlopen(f"{address}/_ministack/health", timeout=1).close()
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
