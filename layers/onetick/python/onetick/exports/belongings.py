"""What belongs to a project beside its tasks, as its archive tells it: as far as whoever takes it out sees it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onetick.archives import belongings as told
from onetick.forms.archiving import forms_of_project
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.work import Work
from onetick.projects.members import some_members
from onetick.projects.model import Project
from onetick.projects.reporting import latest_status_updates
from onetick.sprints.archiving import Day, Recorded, read_recorded
from onetick.sprints.schemas import AmountsView
from onetick.views.archiving import views_of_project

from .lines import state_of

State = dict[str, Any]


def belongings(work: Work, project: Project) -> Mapping[str, Any]:
    """Members, sprints and how they are run, views, forms and status updates, by their names in `project.json`."""

    def seen(permission: str) -> bool:
        return authority.may(work, permission, Subject.of(project))

    found: dict[str, Any] = {}
    if seen("project:view"):
        members = some_members(work, project, after=None, limit=told.MAX_MEMBERS)
        cadence, sprints = read_recorded(work, project, limit=told.MAX_SPRINTS)
        updates = latest_status_updates(work, project, limit=told.MAX_STATUS_UPDATES)
        found["members"] = _within({"id": one.principal_id, "role": one.role, "name": one.name} for one in members)
        found["cadence"] = state_of(cadence) if cadence.version else None
        # The latest are the last to go, where there is no room for all.
        found["sprints"] = _within(map(_sprint, reversed(sprints)))[::-1]
        found["status_updates"] = _within(map(state_of, updates))[::-1]
    if seen("view:view"):
        found["views"] = _within(map(state_of, views_of_project(work, project)))
    if seen("form:view"):
        forms = forms_of_project(work, project, limit=told.MAX_FORMS)
        # Its link stays here.
        found["forms"] = _within({**state_of(replace(one, nonce=None)), "linked": one.linked} for one in forms)
    return found


def _sprint(recorded: Recorded) -> State:
    days = recorded.days if len(recorded.days) <= told.MAX_DAYS else ()
    return {
        **state_of(recorded.sprint),
        **_amounts(recorded, "committed", "scope", "done"),
        "days": [{"day": one.day.isoformat(), **_amounts(one, "added", "removed", "done")} for one in days],
    }


def _amounts(one: Recorded | Day, *names: str) -> State:
    return {name: AmountsView.model_validate(getattr(one, name)).model_dump() for name in names}


def _within(found: Iterable[State]) -> list[State]:
    """As many as there is room for."""
    kept, room = [], told.MAX_BYTES
    for one in found:
        room -= len(json.dumps(one))
        if room < 0:
            break
        kept.append(one)
    return kept
