"""The roles of a platform that enforces them: what they allow, and what is left when one right is taken away."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from infra.local.platform import Platform

POLICY = "own"
_WORKER = "AWS_LAMBDA_FUNCTION_NAME"


class Right(NamedTuple):
    """One action on one resource."""

    action: str
    resource: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of the deployed functions; functions are named without the prefix."""

    platform: Platform

    def rights(self, function: str) -> list[Right]:
        """Everything a function may do."""
        return [
            Right(action, resource)
            for statement in self._policy(function)["Statement"]
            for action in statement["Action"]
            for resource in statement["Resource"]
        ]

    @contextmanager
    def without(self, function: str, right: Right) -> Iterator[None]:
        """Take a right away from a function for a while."""
        whole = self._policy(function)
        less = deepcopy(whole)
        for statement in less["Statement"]:
            if right.resource in statement["Resource"] and right.action in statement["Action"]:
                assert len(statement["Resource"]) == 1 or statement["Action"] == [right.action]
                statement["Action"].remove(right.action)
        less["Statement"] = [statement for statement in less["Statement"] if statement["Action"]]
        self._put(function, less)
        try:
            yield
        finally:
            self._put(function, whole)

    def restart(self, function: str) -> None:
        """End the processes that run a function: the next invocation finds one that remembers nothing."""
        name = f"{self.platform.prefix}-{function}"
        workers = [
            process for process in _descendants(self.platform.emulator.child.process.pid) if _runs(process, name)
        ]
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while any(_runs(worker, name) for worker in workers) and time.monotonic() < deadline:
            time.sleep(0.01)

    def _policy(self, function: str) -> Any:
        found = self.platform.client("iam").get_role_policy(RoleName=self._role(function), PolicyName=POLICY)
        document = found["PolicyDocument"]
        return json.loads(document) if isinstance(document, str) else document

    def _put(self, function: str, document: Any) -> None:
        self.platform.client("iam").put_role_policy(
            RoleName=self._role(function), PolicyName=POLICY, PolicyDocument=json.dumps(document)
        )

    def _role(self, function: str) -> str:
        name = f"{self.platform.prefix}-{function}"
        found = self.platform.client("lambda").get_function_configuration(FunctionName=name)
        return str(found["Role"].rpartition("/")[2])


def _descendants(process: int) -> Iterator[int]:
    with suppress(OSError):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield int(child)
            yield from _descendants(int(child))


def _runs(process: int, function: str) -> bool:
    try:
        environment = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"{_WORKER}={function}".encode() in environment
