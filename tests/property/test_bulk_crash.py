"""A bulk of several transactions: wherever it is cut off or loses a commit, every item is done exactly once.

Whoever got no answer sends the call again with the same Idempotency-Key, as clients are told to.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from tests.property.test_delivery import Died, Fragile
from tests.service import Answer, Service, Team, a_team, running

CREATED, CHANGED = 15, 30


@dataclass
class Changing:
    """A project with tasks, and a call that changes them and makes more; `told` is how many events there were."""

    service: Service
    team: Team
    body: dict[str, Any]
    before: Any
    told: int

    @property
    def tables(self) -> MemoryTables:
        assert isinstance(self.service.tables, MemoryTables)
        return self.service.tables

    def send(self, faults: Mapping[int, str], *, key: str | None = "the same") -> tuple[Answer, int]:
        """Send the call until it is answered; the answer, and how many calls to the database that took."""
        self.tables.restore(self.before)
        fragile = Fragile(self.tables, faults)
        with use(Runtime(fragile, Limiter(fragile), self.service.clock)):
            for _ in range(20):
                try:
                    answer = self._call(key)
                except Died:
                    continue
                if answer.status == 200:
                    return answer, fragile.calls
        raise AssertionError("it is never answered")

    def _call(self, key: str | None) -> Answer:
        headers = {"Idempotency-Key": key} if key else {}
        return self.team.owner.post(f"{self.team.w}/bulk/tasks", self.body, headers=headers)

    def assert_done_once(self, answer: Answer) -> None:
        """Every item happened once, and was told as what it was."""
        done = answer.expect(200)
        assert done["counts"] == {"created": CREATED, "changed": CHANGED}
        made = {result["task_id"] for result in done["results"] if result["outcome"] == "created"}
        events = Counter((event["type"], event["aggregateid"]) for event in self.service.events()[self.told :])
        assert {id for type, id in events if type == "onetick.task.created.v1"} == made
        assert len(made) == CREATED
        assert set(events.values()) == {1}
        assert len(events) == CREATED + CHANGED
        path = f"{self.team.w}/tasks?filter[project_id]={self.body['operations'][0]['task']['project_id']}&limit=100"
        rows = self.team.owner.get(path).expect(200)["data"]
        assert len({row["key"] for row in rows}) == len(rows) == CREATED + CHANGED
        assert Counter(row["title"] for row in rows) == {"Made": CREATED, "Changed": CHANGED}
        versions = {result["task_id"]: result["version"] for result in done["results"]}
        assert {row["id"]: row["version"] for row in rows} == versions


@pytest.fixture(scope="module")
def changing() -> Iterator[Changing]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.kernel.requests.pipeline.pause_before", lambda attempt: None)
        team = a_team(service)
        project = team.project()
        names = [team.task(project)["id"] for _ in range(CHANGED)]
        made = [{"op": "create", "task": {"project_id": project["id"], "title": "Made"}}] * CREATED
        update = {"op": "update", "task_ids": names, "changes": {"title": "Changed"}}
        # Creations before and behind the changes: they are in different transactions.
        body = {"operations": [*made[:8], update, *made[8:]]}
        assert isinstance(service.tables, MemoryTables)
        yield Changing(service, team, body, service.tables.snapshot(), len(service.events()))


@pytest.mark.parametrize("fault", ["dies before", "dies after", "contention"])
def test_a_bulk_cut_off_at_any_call_is_done_once(changing: Changing, fault: str) -> None:
    answer, calls = changing.send({})
    changing.assert_done_once(answer)
    assert 4 <= calls <= 6
    for call in range(1, calls + 1):
        answer, _ = changing.send({call: fault})
        changing.assert_done_once(answer)


def test_a_bulk_without_a_key_that_loses_a_later_transaction_goes_on_behind_it(changing: Changing) -> None:
    _, calls = changing.send({}, key=None)
    for call in range(1, calls + 1):
        answer, _ = changing.send({call: "contention"}, key=None)
        changing.assert_done_once(answer)


faults = st.dictionaries(st.integers(1, 30), st.sampled_from(["dies before", "dies after", "contention"]), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=faults)
def test_many_crashes_change_nothing(changing: Changing, faults: Mapping[int, str]) -> None:
    answer, _ = changing.send(faults)
    changing.assert_done_once(answer)


def test_the_key_of_a_bulk_that_was_cut_off_is_not_for_another(changing: Changing) -> None:
    changing.tables.restore(changing.before)
    fragile = Fragile(changing.tables, {4: "dies before"})
    with use(Runtime(fragile, Limiter(fragile), changing.service.clock)), pytest.raises(Died):
        changing._call("the same")
    other = {"operations": [{"op": "delete", "task_ids": changing.body["operations"][8]["task_ids"]}]}
    path = f"{changing.team.w}/bulk/tasks"
    problem = changing.team.owner.post(path, other, headers={"Idempotency-Key": "the same"}).expect(422)
    assert problem["code"] == "idempotency_key_reused"
