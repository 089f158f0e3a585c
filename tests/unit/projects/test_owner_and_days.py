"""Whose a project is, and from when to when it goes."""

import pytest

from tests.service import Team


def test_a_project_is_its_makers_until_somebody_else_is_named(team: Team) -> None:
    ben = team.join("Ben")
    made = team.project(start_on="2030-01-01", due_on="2030-02-01")
    path = f"{team.w}/projects/{made['id']}"
    assert (made["owner_id"], made["start_on"], made["due_on"]) == (team.owner.id, "2030-01-01", "2030-02-01")
    changed = team.owner.patch(path, {"owner_id": ben.id, "due_on": None})
    assert (changed.expect(200)["owner_id"], changed.json["due_on"]) == (ben.id, None)
    undo = f"{team.w}/change-sets/{changed.headers['OneTick-Change-Set']}/undo"
    team.owner.post(undo, {}).expect(200)
    assert team.owner.get(path).expect(200)["owner_id"] == team.owner.id
    assert ben.patch(path, {"name": "Mine"}).status == 403


@pytest.mark.parametrize(
    ("more", "pointer"),
    [({"due_on": "2029-12-31"}, "/due_on"), ({"owner_id": "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"}, "/owner_id")],
)
def test_an_owner_is_a_member_and_the_last_day_is_not_before_the_first(
    team: Team, more: dict[str, str], pointer: str
) -> None:
    path = f"{team.w}/projects/{team.project(start_on='2030-01-01')['id']}"
    problem = team.owner.patch(path, more).expect(422)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
