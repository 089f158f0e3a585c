"""The generated stacks beside the entries that they were generated from."""

from collections.abc import Sequence
from typing import Any

import pytest

from onetick.kernel import registry
from onetick.kernel.entry import Entry, Route
from onetick.kernel.triggers import Consumer
from tests.meta.templates import ROOT, Document, expanded, resources, text

ENTRIES = registry.entries()
ROUTES = [entry for entry in ENTRIES if isinstance(entry, Route)]
CONSUMERS = [entry for entry in ENTRIES if isinstance(entry, Consumer)]
GENERATED = ROOT / "infra" / "generated"
AREAS = sorted(GENERATED.glob("area-*.yaml"))


def functions() -> dict[str, Document]:
    """The properties of every function of every stack, by its name behind the prefix."""
    found = [resources(expanded(path), "AWS::Lambda::Function") for path in AREAS]
    return {behind_prefix(each["FunctionName"]): each for area in found for each in area.values()}


def behind_prefix(value: Any) -> str:
    """`tasks-create-task` of `${Prefix}-tasks-create-task`."""
    return text(value).removeprefix("${Prefix}-")


def named(entries: Sequence[Entry]) -> list[Any]:
    """Parameters that read well."""
    return [pytest.param(entry, id=entry.name) for entry in entries]
