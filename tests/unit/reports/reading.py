"""Short ways to read reports."""

import json
from typing import Any

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.table import TableName
from tests.service import Person, Service, Team
from tests.unit.tasks.desk import Desk, a_desk


def report(desk: Desk, key: str, query: str = "", *, by: Person | None = None) -> dict[str, Any]:
    """A report of the desk's project, with all events delivered."""
    desk.service.deliver()
    path = f"{desk.team.w}/reports/{key}?project_id={desk.project['id']}&{query}"
    found: dict[str, Any] = (by or desk.ann).get(path.rstrip("&")).expect(200)
    return found


def rows(found: dict[str, Any], *names: str) -> list[Any]:
    """The values of the rows that are not all zero or null: one number each where one name is asked for."""
    values = [[row["values"][name] for name in names] for row in found["data"]]
    return [value[0] if len(names) == 1 else tuple(value) for value in values if any(value)]


def later(desk: Desk, **by: float) -> None:
    """Let time pass, whoever is signed in."""
    desk.service.clock.advance(**by)
    desk.team.sign_in_again()


def facts(service: Service) -> dict[str, dict[str, int]]:
    """All sums as they are stored, without those that come to nothing, by their keys."""
    assert isinstance(service.tables, MemoryTables)
    everything = service.tables.scan(TableName.TENANT, segment=0, segments=1, start=None, limit=1_000_000).items
    sums = {
        f"{item.key.pk} {item.key.sk}": json.loads(item.doc)["sums"]
        for item in everything
        if item.kind in ("report_day", "report_total")
    }
    return {key: numbers for key, numbers in sums.items() if numbers}


def a_desk_with_cancelled(team: Team) -> Desk:
    """A project whose tasks can be cancelled, too."""
    desk = a_desk(team)
    put_statuses(desk, {"id": "cancelled", "name": "Cancelled", "category": "cancelled"})
    return desk


def put_statuses(desk: Desk, *more: dict[str, Any], without: str = "", **body: Any) -> None:
    """Change the statuses of the desk's project."""
    url = f"{desk.team.w}/projects/{desk.project['id']}/workflow"
    workflow = desk.ann.get(url).expect(200)
    statuses = [{name: status[name] for name in ("id", "name", "category")} for status in workflow["statuses"]]
    body["statuses"] = [status for status in statuses if status["id"] != without] + list(more)
    answer = desk.ann.put(url, body, headers={"If-Match": f'"v{workflow["version"]}"'})
    assert answer.status in (200, 202), answer.text
