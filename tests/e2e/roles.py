"""The roles of a platform that enforces them: what they allow, and what is left when one right is taken away."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple

from infra.local.platform import Platform
from onetick.kernel.ids import new_ulid

POLICY = "own"


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
        """Publish a function anew: the next invocation finds a process that remembers nothing."""
        functions, name = self.platform.client("lambda"), f"{self.platform.prefix}-{function}"
        old = functions.get_alias(FunctionName=name, Name="live")["FunctionVersion"]
        functions.update_function_configuration(FunctionName=name, Description=f"Published anew {new_ulid()}")
        new = functions.publish_version(FunctionName=name)["Version"]
        assert new != old
        functions.update_alias(FunctionName=name, Name="live", FunctionVersion=new)
        functions.delete_function(FunctionName=name, Qualifier=old)

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
