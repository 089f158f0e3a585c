"""An import, step by step, with what each step costs."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onetick.kernel import meter
from onetick.kernel.ids import new_ulid
from onetick.kernel.jobs.model import Job
from tests.service import Service, Team, entry_named


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did and cost: `stage` is where it was, `job_bytes` how large the job is behind it."""

    stage: str
    seconds: float
    cpu: float
    calls: int
    read_units: float
    write_units: float
    job_bytes: int


class _OneStep:
    """The context of an invocation that has time for one step."""

    def get_remaining_time_in_millis(self) -> int:
        return 0


def table_of(rows: int) -> bytes:
    """A table as people send them: with sections, tags, dates, an assignee, and every tenth row waiting for another."""
    lines = ["ID,Name,Notes,Section,Status,Priority,Due date,Labels,Assignee,Estimate minutes,Blocked by"]
    for number in range(rows):
        waits = str(number - 1) if number % 10 == 9 else ""
        status = "Done" if number % 5 == 0 else ""
        lines.append(
            f"{number},Task number {number} of a long list,What has to be done is written here.,Section {number % 8},"
            f"{status},High,2030-01-{number % 28 + 1:02},a label;another,Ann,{number % 90},{waits}"
        )
    return "\n".join(lines).encode()


def applied(service: Service, team: Team, content: bytes, **more: Any) -> Iterator[Step]:
    """The steps of a job that brings a table into a new project, one after the other."""
    project = team.project("Large", "LARGE")
    body = {"project_id": project["id"], "source": "csv", "file_name": "it.csv", "size": len(content), **more}
    made = team.owner.post(f"{team.w}/imports", body).expect(201)
    assert service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
    job = team.owner.post(f"{team.w}/imports/{made['id']}/apply").expect(202)
    queued = next(event for event in reversed(service.events()) if event["aggregateid"] == job["id"])
    worker = entry_named("workers-bring-in")
    message = json.dumps({"detail-type": queued["type"], "source": "onetick", "detail": queued})
    while (stored := _stored(service, team, job["id"])).get("finished_at") is None:
        yield _step(worker, message, service, team, job["id"])
    assert stored["state"] == "succeeded", stored


def _step(worker: Any, message: str, service: Service, team: Team, job_id: str) -> Step:
    stage = _stored(service, team, job_id).get("checkpoint", {}).get("stage", "read")
    meter.reset()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = worker({"Records": [{"messageId": new_ulid(), "body": message, "attributes": {}}]}, _OneStep())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert answer == {"batchItemFailures": []}
    used = meter.snapshot()
    size = len(json.dumps(_stored(service, team, job_id)))
    return Step(stage, wall, cpu, used.calls, used.read_units, used.write_units, size)


def _stored(service: Service, team: Team, job_id: str) -> dict[str, Any]:
    key = Job.key(org_id=team.organization_id, id=job_id)
    found: dict[str, Any] = json.loads(service.tables.get_many([key])[key].doc)
    return found
