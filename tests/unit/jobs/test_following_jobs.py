"""Following one's jobs, and ending them."""

from typing import Any

import pytest

from tests.service import Person, Service, Team, a_team


def copying(person: Person, team: Team, key: str = "COP") -> dict[str, Any]:
    """A job of somebody's: a project being duplicated."""
    projects = person.get(f"{team.w}/projects").expect(200)["data"]
    body = {"name": "Copy", "key": key}
    answer = person.post(f"{team.w}/projects/{projects[0]['id']}/duplicate", body)
    job: dict[str, Any] = answer.expect(202)
    assert answer.headers["Location"] == f"{team.w}/jobs/{job['id']}"
    return job


def test_somebody_follows_their_job_from_the_beginning_to_the_end(service: Service, team: Team) -> None:
    project = team.project()
    for number in range(3):
        team.task(project, f"Task {number}")
    service.deliver()
    job = copying(team.owner, team)
    path = f"{team.w}/jobs/{job['id']}"
    assert team.owner.get(path).expect(200) == job
    assert (job["state"], job["started_at"], job["failure"]) == ("queued", None, None)
    service.deliver()
    done = team.owner.get(path).expect(200)
    assert (done["state"], done["progress"], done["counts"]) == ("succeeded", {"done": 3, "total": 3}, {"tasks": 3})
    assert done["errors_url"] == f"{path}/errors"
    assert team.owner.get(done["errors_url"]).expect(200)["data"] == []


def test_jobs_are_listed_newest_first_and_by_their_state(service: Service, team: Team) -> None:
    team.project()
    first, second = copying(team.owner, team, "AAA"), copying(team.owner, team, "BBB")
    team.owner.post(f"{team.w}/jobs/{first['id']}/cancel").expect(200)
    listed = team.owner.get(f"{team.w}/jobs").expect(200)["data"]
    assert [job["id"] for job in listed] == [second["id"], first["id"]]
    cancelled = team.owner.get(f"{team.w}/jobs?filter[state]=cancelled").expect(200)["data"]
    assert [job["id"] for job in cancelled] == [first["id"]]
    one = team.owner.get(f"{team.w}/jobs?limit=1").expect(200)
    rest = team.owner.get(f"{team.w}/jobs?limit=1&cursor={one['page']['next_cursor']}").expect(200)
    assert [job["id"] for job in one["data"] + rest["data"]] == [second["id"], first["id"]]


def test_the_jobs_of_others_are_there_for_those_who_manage_the_workspace(service: Service, team: Team) -> None:
    team.project()
    ben, cat = team.join("Ben"), team.join("Cat")
    job = copying(ben, team)
    path = f"{team.w}/jobs/{job['id']}"
    for suffix, method in (("", "GET"), ("/errors", "GET"), ("/cancel", "POST")):
        cat.call(method, path + suffix).expect(404)
    assert cat.get(f"{team.w}/jobs").expect(200)["data"] == []
    cat.get(f"{team.w}/jobs?filter[created_by]=anybody").expect(403)
    assert team.owner.get(f"{team.w}/jobs").expect(200)["data"] == []
    [seen] = team.owner.get(f"{team.w}/jobs?filter[created_by]=anybody").expect(200)["data"]
    assert seen == team.owner.get(path).expect(200) == job
    assert team.owner.post(f"{path}/cancel").expect(200)["state"] == "cancelled"


def test_a_cancelled_job_does_nothing_more(service: Service, team: Team) -> None:
    team.task(team.project())
    service.deliver()
    job = copying(team.owner, team)
    path = f"{team.w}/jobs/{job['id']}"
    cancelled = team.owner.post(f"{path}/cancel").expect(200)
    assert (cancelled["state"], cancelled["version"]) == ("cancelled", 2)
    assert cancelled["finished_at"] is not None
    service.deliver()
    assert team.owner.get(path).expect(200) == cancelled
    copied = f"{team.w}/tasks?filter[project_id]={job['result']['project_id']}"
    assert team.owner.get(copied).expect(200)["data"] == []
    problem = team.owner.post(f"{path}/cancel").expect(409)
    assert problem["detail"] == "The job has been cancelled already."


def test_somebody_elses_workspace_has_no_such_job(service: Service, team: Team) -> None:
    team.project()
    job = copying(team.owner, team)
    other = a_team(service, "Olga", "Other")
    for place in (other.w, team.w):
        other.owner.get(f"{place}/jobs/{job['id']}").expect(404)
    second = team.owner.post(f"{team.o}/workspaces", {"name": "Second"}).expect(201)
    team.owner.get(f"/v1/workspaces/{second['id']}/jobs/{job['id']}").expect(404)


@pytest.mark.parametrize("name", ["job_nothing", "job_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "job%23x", "..", "x" * 200])
def test_what_is_no_job_is_not_found(team: Team, name: str) -> None:
    assert team.owner.get(f"{team.w}/jobs/{name}").status in (400, 404)


def test_a_job_is_followed_in_one_call_and_listed_in_two(service: Service, team: Team) -> None:
    from onetick.kernel import meter

    team.project()
    job = copying(team.owner, team)
    for path, most in ((f"/jobs/{job['id']}", 1), ("/jobs", 2), (f"/jobs/{job['id']}/errors", 2)):
        team.owner.get(team.w + path).expect(200)
        team.owner.get(team.w + path).expect(200)
        assert meter.snapshot().calls <= most, path
