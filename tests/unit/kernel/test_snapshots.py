"""Copies of one snapshot: prepared before it is taken, and different after they start."""

import json
import subprocess
import sys
from types import ModuleType

import pytest
import uuid_utils

from onetick.kernel import snapshots
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.entry import Public, route

PREPARED = """
from tests.unit.kernel.toys import BoxView, NewBox, make_box
models = [model.__pydantic_complete__ for model in (NewBox, BoxView)]
print("pipeline" in vars(make_box), *models)
"""


def prepared(kind: str) -> str:
    environment = {"AWS_LAMBDA_INITIALIZATION_TYPE": kind, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", PREPARED], env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_route_and_its_models_are_built_before_the_snapshot_and_otherwise_at_first_use() -> None:
    assert prepared("snap-start") == "True True True"
    assert prepared("on-demand") == "False False False"


def test_every_copy_draws_its_own_identifiers(monkeypatch: pytest.MonkeyPatch) -> None:
    registered: list[object] = []
    module = ModuleType("snapshot_restore_py")
    module.register_after_restore = registered.append  # type: ignore[attr-defined]
    module.__spec__ = snapshots.__spec__
    monkeypatch.setitem(sys.modules, "snapshot_restore_py", module)
    snapshots.reseed_after_restore()
    assert registered == [uuid_utils.reseed_rng]


def test_a_service_that_does_not_answer_is_a_503_that_says_when_to_try_again() -> None:
    def handler() -> None:
        """Ask somebody else."""
        raise AwsError("ThrottlingException", "slow down", 400, {})

    asks = route("GET", "/v1/elsewhere", can=Public("It shows nothing."), endpoint="A")(handler)
    answer = asks({"path": "/v1/elsewhere", "headers": {}}, None)
    problem = json.loads(answer["body"])
    assert (answer["statusCode"], problem["code"]) == (503, "upstream_unavailable")
    assert answer["headers"]["Retry-After"] == "1"
    assert "slow down" not in str(problem)
