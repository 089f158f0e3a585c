"""Jobs: accepted in one transaction, worked off in steps, with the rights of whoever asked."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from onetick.kernel.access import WorkspaceAccess, WorkspaceGrants
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.jobs import JobError, working
from onetick.kernel.runtime import runtime
from onetick.kernel.table import Delete, Put
from tests.service import running

from .toy_jobs import Document, boxes, hand_over, job_named, make_boxes, message, messages
from .toys import ANN, BEN, ORG, WORKSPACE, call, settle


@pytest.fixture(autouse=True)
def world() -> Iterator[None]:
    with running():
        settle()
        yield


def asked(*names: str, by: str = BEN) -> str:
    """A job that was asked for; its id."""
    status, headers, job = call(make_boxes, body={"name": "many", "names": list(names)}, by=by)  # type: ignore[arg-type]
    assert status == 202
    assert headers["Location"] == f"/v1/workspaces/{WORKSPACE}/jobs/{job['id']}"
    assert (job["state"], job["kind"], job["progress"]) == ("queued", "make_boxes", {"done": 0, "total": len(names)})
    return str(job["id"])


def events() -> list[Document]:
    tables = runtime().tables
    assert isinstance(tables, MemoryTables)
    import json

    return [json.loads(item.doc)["cloudevent"] for item in tables.stream("event")]


def errors_of(job_id: str) -> list[JobError]:
    tables = runtime().tables
    assert isinstance(tables, MemoryTables)
    found = [JobError.kind.from_item(item) for item in tables.stream("job_error")]
    return [error for error in found if error.job_id == job_id]


def test_a_job_is_stored_with_its_event_and_done_by_its_worker() -> None:
    job_id = asked(*(f"b{number}" for number in range(8)))
    assert [event["type"] for event in events()] == ["onetick.job.queued.v1"]
    assert boxes() == []
    [queued] = messages()
    assert hand_over(queued)
    job = job_named(job_id)
    assert (job.state, job.done, job.counts, job.errors, job.steps) == ("succeeded", 8, {"made": 8}, 0, 3)
    assert job.result == {"last": "b7"}
    assert job.started_at is not None and job.finished_at is not None
    assert len(boxes()) == 16


def test_what_it_does_is_done_as_whoever_asked_and_leads_back_to_the_request() -> None:
    asked("one")
    [queued] = messages()
    hand_over(queued)
    request, *done, finished = events()
    assert [event["type"] for event in done] == ["onetick.toy.made.v1"] * 2
    for event in (*done, finished):
        assert event["actorid"] == BEN
        assert event["causationid"] == request["id"]
        assert event["correlationid"] == request["correlationid"]
    assert finished["type"] == "onetick.job.finished.v1"
    assert finished["data"]["resource"]["state"] == "succeeded"


def test_a_message_that_comes_again_does_nothing_more() -> None:
    asked("one", "two")
    [queued] = messages()
    assert hand_over(queued)
    before = events()
    assert hand_over(queued) and hand_over(queued)
    assert events() == before


def test_an_item_that_fails_is_an_error_and_the_others_are_done() -> None:
    job_id = asked("one", "taken", "two", "three", "taken")
    hand_over(messages()[0])
    job = job_named(job_id)
    assert (job.state, job.done, job.errors, job.counts) == ("partial", 5, 2, {"made": 3})
    assert [(error.number, error.index, error.code) for error in errors_of(job_id)] == [
        (0, 1, "conflict"),
        (1, 4, "conflict"),
    ]
    assert boxes() == ["one-0", "one-1", "three-0", "three-1", "two-0", "two-1"]


def test_an_item_that_is_too_large_beside_others_waits_for_the_next_step() -> None:
    job_id = asked("one", "large", "huge", "two")
    hand_over(messages()[0])
    assert [(error.index, error.code) for error in errors_of(job_id)] == [(2, "payload_too_large")]
    assert job_named(job_id).counts == {"made": 3}


def test_a_job_of_which_every_item_fails_has_failed() -> None:
    job_id = asked("taken", "taken")
    hand_over(messages()[0])
    job = job_named(job_id)
    assert job.state == "failed" and job.failure is not None and job.failure.code == "items_failed"


def test_only_so_many_errors_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "MAX_ERRORS", 4)
    job_id = asked(*["taken"] * 7, "one")
    hand_over(messages()[0])
    assert job_named(job_id).errors == 7
    assert [error.number for error in errors_of(job_id)] == [0, 1, 2, 3]


def test_an_invocation_hands_over_to_the_next_before_its_time_is_over() -> None:
    job_id = asked(*(f"b{number}" for number in range(7)))
    hurried = SimpleNamespace(get_remaining_time_in_millis=lambda: working.RESERVE_MS - 1)
    [queued] = messages()
    assert hand_over(queued, hurried)
    assert (job_named(job_id).state, job_named(job_id).done) == ("running", 3)
    _, continued = messages()
    assert hand_over(continued, hurried)
    assert job_named(job_id).done == 6
    assert hand_over(messages()[-1], hurried)
    assert job_named(job_id).state == "succeeded"
    assert len(messages()) == 3


def test_an_invocation_takes_only_so_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "MAX_STEPS", 2)
    job_id = asked(*(f"b{number}" for number in range(7)))
    hand_over(messages()[0])
    assert job_named(job_id).done == 6
    hand_over(messages()[-1])
    assert job_named(job_id).state == "succeeded"


def test_a_job_ends_when_whoever_asked_for_it_has_lost_the_right() -> None:
    job_id = asked("one")
    key = WorkspaceGrants.key(org_id=ORG, workspace_id=WORKSPACE, principal_id=BEN)
    runtime().tables.transact([Delete(key, None)])
    assert hand_over(messages()[0])
    job = job_named(job_id)
    assert job.state == "failed" and job.failure is not None and job.failure.code == "forbidden"
    assert boxes() == []
    assert events()[-1]["actortype"] == "system"


def test_a_job_ends_with_its_workspace() -> None:
    job_id = asked("one", by=ANN)
    gone = WorkspaceAccess(org_id=ORG, workspace_id=WORKSPACE, deleted=True)
    runtime().tables.transact([Put(WorkspaceAccess.kind.to_item(gone, version=2), None)])
    assert hand_over(messages()[0])
    job = job_named(job_id)
    assert job.failure is not None
    assert (job.failure.code, job.failure.detail) == ("not_found", "The workspace is not there any more.")


def test_a_problem_of_a_whole_step_is_the_reason_why_the_job_failed() -> None:
    job_id = asked("one", "two", "three", "closed")
    assert hand_over(messages()[0])
    job = job_named(job_id)
    assert job.failure is not None
    assert (job.state, job.failure.code, job.failure.detail) == ("failed", "conflict", "There are no boxes today.")
    assert job.done == 3 and len(boxes()) == 6


def test_what_breaks_a_step_ends_the_job_and_says_no_more_than_where_it_was_logged() -> None:
    job_id = asked("one", "broken")
    assert hand_over(messages()[0])
    job = job_named(job_id)
    assert job.failure is not None
    assert (job.state, job.failure.code) == ("failed", "internal")
    assert job.correlation_id in job.failure.detail and "apart" not in job.failure.detail


def test_a_job_that_was_cut_off_again_and_again_is_given_up() -> None:
    import json

    job_id = asked("one")
    [queued] = messages()
    event = json.loads(queued["body"])["detail"]
    assert hand_over(message(event, delivery=5))
    job = job_named(job_id)
    assert job.failure is not None and "interrupted" in job.failure.detail
    assert boxes() == []


def test_a_worker_takes_the_jobs_of_its_kind_alone() -> None:
    asked("one")
    [event] = events()
    from .toy_jobs import worker

    assert worker.takes(event)
    event["data"]["resource"]["kind"] = "another"
    assert not worker.takes(event)
