"""The service about itself."""

import json
from datetime import date
from typing import Any

import pytest

from infra import deprecations as generated
from onetick.kernel import registry
from onetick.kernel.entry import Deprecation, Route
from onetick.kernel.limits import check_key
from onetick.kernel.table import Key
from onetick.system import documents
from tests.service import Service
from tests.unit.identity.interrupting import Interrupting, running_interrupted


class Deaf(Interrupting):
    """Tables of which none answers."""

    def get_many(self, *_: Any, **__: Any) -> Any:
        raise TimeoutError("the table onetick-test did not answer")


def test_it_is_alive_whatever_the_database_does(service: Service) -> None:
    with running_interrupted(Deaf(service.tables), service.clock) as deaf:
        assert deaf.call("GET", "/v1/health/live").expect(200) == {"status": "ok"}


def test_it_is_ready_when_both_tables_answer(service: Service) -> None:
    counted = Interrupting(service.tables)
    with running_interrupted(counted, service.clock) as watched:
        assert watched.call("GET", "/v1/health/ready").expect(200) == {"status": "ok"}
    assert counted.calls == ["get 2"]


def test_it_is_not_ready_when_a_table_does_not_answer(service: Service) -> None:
    with running_interrupted(Deaf(service.tables), service.clock) as deaf:
        answer = deaf.call("GET", "/v1/health/ready")
    problem = answer.expect(503)
    assert problem["code"] == "upstream_unavailable"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "5"
    assert "onetick-test" not in answer.text, "the reason is for the log"


def test_readiness_asks_for_keys_that_the_tables_take(service: Service) -> None:
    asked = list[Key]()

    class Noting(Interrupting):
        def get_many(self, keys: Any, *, consistent: bool = True) -> Any:
            asked.extend(keys)
            return super().get_many(keys, consistent=consistent)

    with running_interrupted(Noting(service.tables), service.clock) as watched:
        watched.call("GET", "/v1/health/ready").expect(200)
    assert {key.table for key in asked} == {"tenant", "global"}
    for key in asked:
        check_key(key)


def test_it_says_what_is_running(service: Service) -> None:
    meta = service.call("GET", "/v1/meta").expect(200)
    assert (meta["name"], meta["release"], meta["profile"]) == ("OneTick", "dev", "dev")
    for name in ("openapi", "event_schemas", "jwks", "health"):
        assert service.call("GET", meta["links"][name]).status == 200, name


def test_the_api_describes_itself_and_may_be_kept(service: Service) -> None:
    first = service.call("GET", "/v1/openapi.json")
    document = first.expect(200)
    assert document["openapi"].startswith("3.1")
    assert "/v1/auth/token" in document["paths"]
    assert first.headers["Cache-Control"] == "public, max-age=300"
    etag = first.headers["ETag"]
    again = service.call("GET", "/v1/openapi.json", headers={"If-None-Match": etag})
    assert (again.status, again.text) == (304, "")
    assert service.call("GET", "/v1/openapi.json", headers={"If-None-Match": '"other"'}).status == 200


def test_every_listed_event_schema_can_be_read(service: Service) -> None:
    page = service.call("GET", "/v1/event-schemas").expect(200)
    assert page["page"] == {"next_cursor": None, "has_more": False}
    assert {"onetick.account.created.v1", "onetick.login.failed.v1"} <= {row["type"] for row in page["data"]}
    for row in page["data"]:
        answer = service.call("GET", row["link"])
        schema = answer.expect(200)
        assert schema["$id"] == row["link"]
        assert schema["title"] == row["type"]
        assert answer.headers["ETag"]


def test_the_schema_is_where_an_event_says_it_is(service: Service) -> None:
    service.person("Ann")
    for event in service.events():
        schema = service.call("GET", event["dataschema"]).expect(200)
        assert schema["properties"]["type"] == {"const": event["type"]}


@pytest.mark.parametrize(
    "name", ["onetick.task.flown.v1/1", "onetick.account.created.v1/2", "account.created/1", "__class__/1", "x/__len__"]
)
def test_an_unknown_schema_is_not_found(service: Service, name: str) -> None:
    assert service.call("GET", f"/v1/event-schemas/{name}").expect(404)["code"] == "not_found"


def test_an_unknown_query_parameter_is_refused(service: Service) -> None:
    assert service.call("GET", "/v1/meta?verbose=1").status == 400


def test_the_list_of_deprecations_is_current(service: Service) -> None:
    assert generated.OUT.read_text(encoding="utf-8") == generated.text()
    page = service.person("Ann").get("/v1/deprecations").expect(200)
    assert page["data"] == json.loads(generated.text())
    assert service.call("GET", "/v1/deprecations").status == 401


def test_a_deprecated_route_is_listed_with_its_dates(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    [meta] = [route for route in registry.routes() if route.operation == "getMeta"]
    leaving = Route(
        function=meta.function,
        method=meta.method,
        path=meta.path,
        can=meta.can,
        endpoint="A",
        deprecation=Deprecation(date(2027, 1, 1), date(2027, 7, 1), "/docs/changes#meta"),
    )
    monkeypatch.setattr(generated, "routes", lambda: (leaving,))
    monkeypatch.setattr(documents, "deprecations", lambda: json.loads(generated.text()))
    monkeypatch.setattr("functions.system.list_deprecations.deprecations", documents.deprecations)
    assert service.person("Ann").get("/v1/deprecations").expect(200)["data"] == [
        {
            "operation": "getMeta",
            "method": "GET",
            "path": "/v1/meta",
            "announced": "2027-01-01",
            "ends": "2027-07-01",
            "link": "/docs/changes#meta",
        }
    ]
