"""The demo organization is made through the public API, by people with ordinary rights."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.local.platform import Platform
from infra.local.seed import Demo, Person, plant

from .platform import call, eventually


def demo_of(running: Platform, folder: Path) -> Demo:
    """The demo of a platform, made the first time this is asked."""
    return plant(running.url, folder / "demo.json", running.mails, lambda line: None)


@cache
def token(running: Platform, person: Person) -> str:
    """Asked for once: sign-ins from one address are limited."""
    body = {"grant_type": "password", "email": person.email, "password": person.password}
    answer = call(running.url, "/v1/auth/token", method="POST", body=body)
    assert answer.status == 200, answer.body
    return str(answer.json["access_token"])


def listed(running: Platform, path: str, bearer: str) -> list[dict[str, Any]]:
    answer = call(running.url, path, token=bearer)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.json["data"]
    return found


def project_named(key: str, projects: list[dict[str, Any]]) -> dict[str, Any]:
    [found] = [project for project in projects if project["key"] == key]
    return found


@pytest.fixture(scope="session")
def demo(platform: Platform) -> Demo:
    return demo_of(platform, platform.home.root)


def test_everybody_signs_in_and_sees_the_workspace(platform: Platform, demo: Demo) -> None:
    for person in demo.people:
        assert [workspace["name"] for workspace in listed(platform, "/v1/workspaces", token(platform, person))] == [
            "Product"
        ]


def test_the_board_shows_the_tasks_in_their_columns(platform: Platform, demo: Demo) -> None:
    bearer = token(platform, demo.people[0])
    [workspace] = listed(platform, "/v1/workspaces", bearer)
    base = f"/v1/workspaces/{workspace['id']}"
    project = project_named("LAUNCH", listed(platform, f"{base}/projects", bearer))
    assert len(listed(platform, f"{base}/tasks?filter[project_id]={project['id']}", bearer)) == 16


def test_the_website_has_work_that_waits_sprints_and_goals(platform: Platform, demo: Demo) -> None:
    bearer = token(platform, demo.people[0])
    [workspace] = listed(platform, "/v1/workspaces", bearer)
    base = f"/v1/workspaces/{workspace['id']}"
    project = project_named("WEB", listed(platform, f"{base}/projects", bearer))
    sprints = listed(platform, f"{base}/sprints?filter[project_id]={project['id']}", bearer)
    assert {sprint["name"]: sprint["state"] for sprint in sprints} == {
        "Sprint 1": "completed",
        "Sprint 2": "active",
        "Sprint 3": "planned",
    }

    def has_followed() -> bool:
        schedule = call(platform.url, f"{base}/projects/{project['id']}/schedule", token=bearer).json
        [top] = listed(platform, f"{base}/goals?filter[parent_id]=top", bearer)
        return len(schedule["critical_path"]) > 3 and schedule["unscheduled"] == 3 and top["progress"] > 0

    assert eventually(has_followed, within=10)


def test_the_mentioned_person_finds_it_in_their_inbox(platform: Platform, demo: Demo) -> None:
    bearer = token(platform, demo.people[1])
    [workspace] = listed(platform, "/v1/workspaces", bearer)

    def reasons() -> bool:
        found = listed(platform, f"/v1/workspaces/{workspace['id']}/notifications", bearer)
        return "mentioned" in {notification["reason"] for notification in found}

    assert eventually(reasons, within=5)


def test_making_it_again_changes_nothing(platform: Platform, demo: Demo) -> None:
    assert demo_of(platform, platform.home.root) == demo
    assert len(listed(platform, "/v1/organizations", token(platform, demo.people[0]))) == 1


def test_a_seeding_that_is_repeated_from_the_beginning_makes_nothing_twice(platform: Platform, demo: Demo) -> None:
    from infra.local.seed import Planting

    Planting(platform.url, demo, platform.mails).everything()
    bearer = token(platform, demo.people[0])
    [workspace] = listed(platform, "/v1/workspaces", bearer)
    base = f"/v1/workspaces/{workspace['id']}"
    project = project_named("LAUNCH", listed(platform, f"{base}/projects", bearer))
    assert len(listed(platform, f"{base}/projects/{project['id']}/sections", bearer)) == 4
    assert len(listed(platform, f"{base}/tasks?filter[project_id]={project['id']}", bearer)) == 16


@pytest.mark.slow
def test_it_is_made_with_every_function_under_its_own_role(secured: Platform) -> None:
    made = demo_of(secured, secured.home.root)
    bearer = token(secured, made.people[1])
    [workspace] = listed(secured, "/v1/workspaces", bearer)

    def reasons() -> bool:
        found = listed(secured, f"/v1/workspaces/{workspace['id']}/notifications", bearer)
        return "mentioned" in {notification["reason"] for notification in found}

    assert eventually(reasons, within=20)
