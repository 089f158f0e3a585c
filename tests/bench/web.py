"""Is the web app as quick as we promise, in Chromium, with a project of 10,000 tasks?

python -m tests.bench.web [SIZE]      starts a platform to throw away; fails when a budget is broken
"""

import json
import os
import secrets
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from infra import build_web, chromium
from infra.local import platform
from infra.local.seed import Api
from onetick.kernel.adapters import aws
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.table import Put
from onetick.tasks.model import ColumnCounts, Task

from .seeding import Place, items_of, tasks_of, write

SIZE = 10_000
_PRIORITIES = ("none", "low", "medium", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Account:
    """Who looks, and at what; for the browser."""

    email: str
    password: str
    organization_id: str
    workspace_id: str
    project_id: str
    tasks: int


def main() -> int:
    """Measure and print; the exit code."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    try:
        build_web.build()
        browser = chromium.find_or_install()
    except (build_web.NotBuilt, chromium.NoChromium) as problem:
        print(problem, file=sys.stderr)
        return 1
    with platform.start() as running:
        os.environ.update(running.lambda_environment)
        account = _prepare(running.url, size)
        environment = {
            **os.environ,
            "ONETICK_URL": running.url,
            "ONETICK_GROUND": json.dumps(asdict(account)),
            "CHROMIUM": browser,
        }
        measured = subprocess.run(["node", "bench/measure.mjs"], cwd=build_web.WEB, env=environment, check=False)
    budget = subprocess.run(["node", "scripts/budget.mjs"], cwd=build_web.WEB, check=False)
    return measured.returncode or budget.returncode


def _prepare(url: str, size: int) -> Account:
    """Somebody with a project of so many tasks: most of them written past the API, which takes 300 a minute."""
    began = time.monotonic()
    email, password = f"bench.{secrets.token_hex(4)}@example.com", secrets.token_urlsafe(16)
    anybody = Api(url, secrets.token_hex(8))
    person = anybody.post("/v1/auth/signup", {"email": email, "password": password, "name": "Ann Alder"})
    user = str(person["user"]["id"])
    organization = anybody.as_person(person["access_token"]).post("/v1/organizations", {"name": "Many tasks"})["id"]
    exchange = {"grant_type": "refresh_token", "refresh_token": person["refresh_token"]}
    session = anybody.post("/v1/auth/token", {**exchange, "organization_id": organization})
    owner = anybody.as_person(session["access_token"])
    workspace = owner.post(f"/v1/organizations/{organization}/workspaces", {"name": "Main"})["id"]
    base = f"/v1/workspaces/{workspace}"
    project = owner.post(f"{base}/projects", {"name": "Everything", "key": "ALL"})["id"]
    sections = [section["id"] for section in owner.get(f"{base}/projects/{project}/sections")["data"]]
    place = Place(OrgId(organization), workspace, project, sections, PrincipalId(user))
    _fill(place, size)
    print(f"{size:,} tasks are there after {time.monotonic() - began:.0f} s", flush=True)
    return Account(email, password, organization, workspace, project, size)


def _fill(place: Place, size: int) -> None:
    """The tasks, and the counts that would have followed from their events."""
    aws.READ_SECONDS = 120  # what the emulator takes for a large partition says nothing about DynamoDB
    tables = DynamoTables()
    write(tables, (item for task in tasks_of(place, size) for item in items_of(_varied(task, place))))
    shares = {section: len(range(number, size, len(place.sections))) for number, section in enumerate(place.sections)}
    counts = ColumnCounts(org_id=place.org_id, project_id=place.project_id, shard=0, counts=shares)
    tables.transact([Put(ColumnCounts.kind.to_item(counts, version=1), None)])


def _varied(task: Task, place: Place) -> Task:
    """As different as tasks are: some with a date, some with a priority, titles of one line and of three."""
    number = int(task.code.partition("-")[2])
    changes: dict[str, Any] = {"priority": _PRIORITIES[number % len(_PRIORITIES)]}
    if number % 3 == 0:
        changes["due_at"] = task.created_at + timedelta(days=number % 90 - 20)
    if number % 4 == 0:
        changes["assignee_ids"] = (place.author,)
    if number % 7 == 0:
        changes["title"] = f"{task.title}, with a name that goes on for more than a line on any card of any board"
    return replace(task, **changes)


if __name__ == "__main__":
    sys.exit(main())
