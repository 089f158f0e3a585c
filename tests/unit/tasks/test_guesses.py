"""What a process remembers of where things lie."""

import pytest

from onetick.kernel.ids import OrgId
from onetick.tasks import guesses

ORG = OrgId("org_guess")


def test_a_thing_that_was_seen_is_known_to_everybody() -> None:
    guesses.remember(ORG, "ann", "TSK_1", "prj_1")
    assert guesses.projects_of(ORG, "ben", "TSK_1") == ("prj_1",)
    assert guesses.projects_of(OrgId("org_other"), "ann", "TSK_1") == ()


def test_for_anything_else_the_caller_is_where_they_were_last() -> None:
    for project in ("prj_1", "prj_2", "prj_1", "prj_3"):
        guesses.visited(ORG, "cat", project)
    assert guesses.projects_of(ORG, "cat", "TSK_unknown") == ("prj_3", "prj_1")
    assert guesses.projects_of(ORG, "nobody") == ()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MAX_THINGS", 10)
    monkeypatch.setattr(guesses, "_projects", type(guesses._projects)())
    for number in range(50):
        guesses.remember(ORG, "dan", f"TSK_{number}", "prj_1")
    assert len(guesses._projects) == 10
    assert guesses.projects_of(ORG, "nobody", "TSK_49") == ("prj_1",)


def test_a_comment_is_remembered_with_its_task() -> None:
    guesses.remember(ORG, "ann", "cmt_1", "prj_1", task_id="tsk_1")
    assert guesses.task_of(ORG, "cmt_1") == "tsk_1"
    assert guesses.task_of(ORG, "cmt_2") is None
