"""Several tasks at once to a status that others must agree to: each is asked for by itself, if the caller says so."""

from typing import Any

from onetick.kernel import meter
from tests.unit.approvals.test_approvals import decide, joins, needs, put, waiting
from tests.unit.tasks.desk import Desk

from .test_bulk_tasks import bulk, ids, outcomes


def asking(tasks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"op": "transition", "task_ids": ids(tasks), "status": "done", **more}


def test_each_task_waits_for_an_approval_of_its_own(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    tasks = desk.tasks(3)
    done = bulk(desk, asking(tasks, ask=True, note="All of these, please"))
    assert (outcomes(done), done["counts"]) == (["asked"] * 3, {"asked": 3})
    assert sorted(waiting(desk, ben)) == sorted(task["title"] for task in tasks)
    now = [desk.now(task) for task in tasks]
    assert {(task["status"], task["approval_state"]) for task in now} == {("todo", "pending")}
    assert [result["version"] for result in done["results"]] == [task["version"] for task in now]
    decide(desk, ben, now[1], comment="Fine").expect(200)
    assert [desk.now(task)["status"] for task in tasks] == ["todo", "done", "todo"]


def test_nothing_is_asked_for_unless_the_caller_says_so(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    done = bulk(desk, asking(desk.tasks(2)))
    assert [result["problem"]["code"] for result in done["results"]] == ["approval_required"] * 2
    assert waiting(desk, ben) == []


def test_those_that_wait_already_or_need_no_approval_are_told_one_by_one(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, {**needs(ben), "from": "todo"}).expect(200)
    fresh, waits, free = desk.tasks(3)
    desk.ann.post(desk.url(waits, "/transition"), {"status": "done"}).expect(202)
    desk.ann.post(desk.url(free, "/transition"), {"status": "in_progress"}).expect(200)
    done = bulk(desk, asking([fresh, waits, free], ask=True))
    assert outcomes(done) == ["asked", "failed", "changed"]
    assert done["results"][1]["problem"]["code"] == "conflict"


def test_who_has_the_role_is_looked_up_once_for_all_of_them(desk: Desk) -> None:
    ben, cat = joins(desk, "Ben", "admin"), joins(desk, "Cat")
    put(desk, {"to": "done", "approval": {"role": "admin"}}).expect(200)
    tasks = desk.tasks(12)
    meter.reset()
    done = bulk(desk, asking(tasks, ask=True), by=cat)
    calls = meter.snapshot().calls
    assert (done["counts"], calls <= 7) == ({"asked": 12}, True), calls
    assert len(waiting(desk, ben)) == 12 and waiting(desk, cat) == []


def test_a_large_one_asks_by_its_job(desk: Desk) -> None:
    ben = joins(desk, "Ben")
    put(desk, needs(ben)).expect(200)
    tasks = desk.tasks(51)
    path = f"{desk.team.w}/bulk/tasks"
    answer = desk.ann.post(path, {"operations": [asking(tasks, ask=True)]})
    answer.expect(202)
    desk.service.deliver(rounds=20)
    job = desk.ann.get(answer.headers["Location"]).expect(200)
    assert (job["state"], job["counts"]) == ("succeeded", {"asked": 51})
    assert desk.now(tasks[50])["approval_state"] == "pending"
