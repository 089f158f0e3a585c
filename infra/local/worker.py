"""One worker: a process that runs functions from the working tree, one invocation at a time.

All workers accept from one listening socket, so an invocation goes to whichever is free. Never two at
once in a process: Lambda promises that too, and code relies on it.
"""

import importlib
import json
import os
import select
import signal
import socket
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPMessage, parse_headers
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from .children import lifeline_descriptor

LISTENING = "ONETICK_LISTENING"
FUNCTIONS = "ONETICK_FUNCTIONS"
_HEADER = "X-Amzn-Lambda-"
# So long without work, and a worker imports one function that it has not run yet.
_IDLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a handler about its invocation."""

    function_name: str
    function_version: str
    invoked_function_arn: str
    aws_request_id: str
    memory_limit_in_mb: int
    deadline: float
    log_stream_name: str = "local"
    identity: None = None
    client_context: None = None

    @property
    def log_group_name(self) -> str:
        """Where Lambda would write the function's log."""
        return f"/aws/lambda/{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the invocation is ended."""
        return max(0, int((self.deadline - time.time()) * 1000))


class Worker:
    """Serves invocations until it is asked to end."""

    def __init__(self, listening: socket.socket, functions: Path) -> None:
        self._listening = listening
        self._functions = Functions(functions)
        self._ending = False

    def serve(self) -> None:
        """Take invocations until SIGTERM, or the end of the parent; the one that runs is finished first."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGTERM, self._end)
        lifeline = lifeline_descriptor()
        self._listening.setblocking(False)
        watched: list[Any] = [self._listening, woken, *([lifeline] if lifeline is not None else [])]
        while not self._ending:
            ready, _, _ = select.select(watched, [], [], _IDLE_SECONDS if self._functions.cold else None)
            if lifeline in ready:
                return
            if not ready:
                self._functions.warm_one()
            if self._listening in ready and not self._ending:
                self._accept()

    def _accept(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except BlockingIOError:
            return  # Another worker was faster.
        with connection:
            connection.setblocking(True)
            with connection.makefile("rb") as reading:
                status, body = self._answer(reading)
            head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            with suppress(OSError):  # Whoever invoked it no longer waits.
                connection.sendall(f"{head}Connection: close\r\n\r\n".encode() + body)

    def _answer(self, reading: BinaryIO) -> tuple[int, bytes]:
        reading.readline()
        headers = parse_headers(reading)
        event = json.loads(reading.read(int(headers["Content-Length"])))
        try:
            return 200, json.dumps(self._functions.invoke(headers, event)).encode()
        except Exception as error:  # noqa: BLE001
            # As Lambda does: the error is in the log, and handed to whoever invoked the function.
            traceback.print_exc()
            return 500, json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ending = True


class Functions:
    """The deployed functions: what each is called, and its environment."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._known: dict[str, dict[str, Any]] = {}
        self._set: frozenset[str] = frozenset()
        self._read()
        self.cold = sorted(self._known)
        """The functions that were not imported yet."""

    def warm_one(self) -> None:
        """Import a function ahead of its first invocation, in its environment; what is wrong with it shows then."""
        function = self._known[self.cold.pop()]
        os.environ.update(function["environment"])
        self._set |= frozenset(function["environment"])
        with suppress(Exception):
            importlib.import_module(function["handler"].rpartition(".")[0])

    def invoke(self, headers: HTTPMessage, event: Any) -> Any:
        """Run the function that the headers name, in its environment and no longer than it may take."""
        context = self._context(headers)
        function = self._function(context.function_name)
        self._enter(context, function["environment"], headers.get("X-Amzn-Trace-Id"))
        module, attribute = function["handler"].rsplit(".", 1)
        # Not caught: a function that takes too long loses its process, as on Lambda.
        signal.setitimer(signal.ITIMER_REAL, max(0.001, context.deadline - time.time()))
        try:
            return getattr(importlib.import_module(module), attribute)(event, context)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _function(self, name: str) -> dict[str, Any]:
        if name not in self._known:
            self._read()
        return self._known[name]

    def _read(self) -> None:
        self._known = json.loads(self._record.read_text())

    def _context(self, headers: HTTPMessage) -> Context:
        name = headers[f"{_HEADER}Function-Name"]
        return Context(
            function_name=name,
            function_version=headers[f"{_HEADER}Function-Version"],
            invoked_function_arn=headers[f"{_HEADER}Function-Arn"],
            aws_request_id=headers[f"{_HEADER}Request-Id"],
            memory_limit_in_mb=self._function(name)["memory"],
            deadline=int(headers[f"{_HEADER}Deadline-Ms"]) / 1000,
        )

    def _enter(self, context: Context, environment: dict[str, str], trace: str | None) -> None:
        """Set the function's variables, and take away those of the one before."""
        variables = {
            **environment,
            "AWS_LAMBDA_FUNCTION_NAME": context.function_name,
            "AWS_LAMBDA_FUNCTION_VERSION": context.function_version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(context.memory_limit_in_mb),
            "AWS_LAMBDA_LOG_GROUP_NAME": context.log_group_name,
            "AWS_LAMBDA_LOG_STREAM_NAME": context.log_stream_name,
            **({"_X_AMZN_TRACE_ID": trace} if trace else {}),
        }
        for name in self._set - variables.keys():
            os.environ.pop(name, None)
        os.environ.update(variables)
        self._set = frozenset(variables)


def main() -> None:
    """Serve on the socket that the parent handed over."""
    listening = socket.socket(fileno=int(os.environ.pop(LISTENING)))
    Worker(listening, Path(os.environ.pop(FUNCTIONS))).serve()


if __name__ == "__main__":
    main()
