"""What cannot be declared: the mistakes that do not even import."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from onetick.kernel.entity import Entity, entity
from onetick.kernel.entry import Deprecation, Public, route
from onetick.kernel.events import EventType
from onetick.kernel.ids import OrgId
from onetick.kernel.registry import check
from onetick.kernel.table import TableName

from .toys import BOX_MADE, Box, BoxView, call


def documented(**declaration: Any) -> Any:
    def handler() -> None:
        """Do something."""

    return route("POST", "/v1/things", endpoint="C", **declaration)(handler)


def test_a_route_without_a_permission_does_not_import() -> None:
    with pytest.raises(TypeError, match="can"):
        documented()


@pytest.mark.parametrize("can", [None, "", "everything", True])
def test_a_permission_must_be_one(can: Any) -> None:
    with pytest.raises(TypeError, match="permission"):
        documented(can=can)


def test_a_permission_must_be_in_the_catalogue() -> None:
    with pytest.raises(TypeError, match="no permission task:juggle"):
        check([documented(can="task:juggle")])


def test_two_routes_cannot_share_a_path() -> None:
    with pytest.raises(TypeError, match="both serve POST /v1/things"):
        check([documented(can="task:view"), documented(can="task:edit")])


def test_public_needs_a_reason() -> None:
    with pytest.raises(TypeError, match="reason"):
        Public()  # type: ignore[call-arg]


def test_a_route_without_documentation_does_not_import() -> None:
    with pytest.raises(TypeError, match="docstring"):
        route("GET", "/v1/things", can="task:view", endpoint="A")(lambda: None)


def test_a_read_cannot_declare_events() -> None:
    def handler() -> None:
        """Read."""

    with pytest.raises(TypeError, match="read emits nothing"):
        route("GET", "/v1/things", can="task:view", endpoint="A", emits=[BOX_MADE])(handler)


def test_a_tenants_partition_begins_with_the_tenant() -> None:
    with pytest.raises(TypeError, match="must start with the tenant"):

        @entity("toy_loose", pk="toy#{id}", sk="x")
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Loose(Entity):
            id: str


def test_a_new_schema_needs_its_upcast() -> None:
    with pytest.raises(TypeError, match="upcasts"):

        @entity("toy_grown", pk="{org_id}#toy", sk="x", schema=3, upcasts={1: dict})
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Grown(Entity):
            org_id: OrgId


def test_an_event_type_is_declared_once() -> None:
    with pytest.raises(TypeError, match="twice"):
        EventType("toy.made", Box, BoxView.model_validate)


def test_a_read_only_route_may_not_write_and_reaches_only_its_tables() -> None:
    def handler() -> None:
        """Read."""

    reads = route("GET", "/v1/things", can="task:view", endpoint="A")(handler)
    actions = {(grant.service, action) for grant in reads.all_grants() for action in grant.actions}
    assert ("dynamodb", "PutItem") not in actions
    assert not any("global" in resource for grant in reads.all_grants() for resource in grant.resources)


def test_a_deprecated_route_says_so_on_every_answer() -> None:
    def handler() -> None:
        """Go away."""

    leaving = route(
        "GET",
        "/v1/old",
        can=Public("It shows nothing."),
        endpoint="A",
        tables=[TableName.GLOBAL],
        deprecation=Deprecation(date(2026, 1, 1), date(2026, 9, 1), "/docs/changes#old"),
    )(handler)
    _, headers, _ = call(leaving, by=None)
    assert headers["Deprecation"] == "@1767225600"
    assert headers["Sunset"] == "Tue, 01 Sep 2026 00:00:00 GMT"
    assert headers["Link"] == '</docs/changes#old>; rel="deprecation"'
