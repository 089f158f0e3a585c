"""The bus rules of the deployed templates, on moto: each takes what its consumer subscribed to, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest
from moto import mock_aws

from infra.generating.policies import queue_name
from onetick.kernel import aws, registry
from onetick.kernel.entry import Consumer
from onetick.kernel.events import event_types
from onetick.kernel.settings import settings
from tests.template_tables import read_template

from . import deployment
from .deployment import INFRA, Deployment

CONSUMERS = [entry for entry in registry.entries() if isinstance(entry, Consumer)]
RULES = [
    name
    for name, resource in read_template(INFRA / "generated" / "queues.yaml")["Resources"].items()
    if resource["Type"] == "AWS::Events::Rule"
]


@pytest.fixture(scope="module")
def path() -> Iterator[Deployment]:
    """One deployment for all: a test leaves no message behind."""
    deployment.service.cache_clear()
    with mock_aws(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(aws, "service", deployment.service)
        yield Deployment(settings().prefix)


@pytest.fixture(autouse=True)
def empty(path: Deployment) -> Iterator[None]:
    yield
    path.empty()
    assert path.filled_queues() == {}


def publish(*types: str, resource: Mapping[str, str | bool] = MappingProxyType({})) -> None:
    """Put an event of each type on the bus, shaped as the relay's."""
    place = {"Source": "onetick", "EventBusName": settings().bus}
    details = [{"type": one, "data": {"resource": dict(resource)}} for one in types]
    entries = [{**place, "DetailType": one["type"], "Detail": json.dumps(one)} for one in details]
    for start in range(0, len(entries), 10):
        group = entries[start : start + 10]
        assert aws.put_events(group) == [None] * len(group)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_takes_what_it_lists_and_nothing_else(path: Deployment, rule: str) -> None:
    pattern, queue = path.rules()[rule]
    name = queue.removeprefix(f"{path.prefix}-")
    listed: list[str] = pattern["detail-type"]
    others = sorted({kind.wire_type for kind in event_types.values()} - set(listed))
    resource = next(dict(one.where) for one in CONSUMERS if queue_name(one) == name)
    publish(*others, *(f"{one}0" for one in listed), resource=resource)
    if resource:
        publish(listed[0], resource=dict.fromkeys(resource, "another"))
    assert name not in path.filled_queues()
    publish(listed[0], resource=resource)
    assert path.filled_queues()[name] == 1


def test_every_event_type_reaches_exactly_the_queues_that_subscribed(path: Deployment) -> None:
    everything = [kind.wire_type for kind in event_types.values()]
    published: list[tuple[list[str], Mapping[str, str | bool]]] = [(everything, {})]
    published += [([kind.wire_type for kind in one.types], one.where) for one in CONSUMERS if one.where]
    for types, resource in published:
        publish(*types, resource=resource)
    told = [{"type": one, "data": {"resource": resource}} for types, resource in published for one in types]
    expected = {queue_name(one): sum(map(one.takes, told)) for one in CONSUMERS}
    assert path.filled_queues() == expected
