"""How routes find saved views, with the shelf that each stands on when the guess is right (see `tasks.guesses`)."""

from collections.abc import Sequence

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import place_target
from onetick.tasks.guesses import projects_of, remember, visited
from onetick.tasks.targets import access_key, aside

from .model import SHARED, SavedView, shelf_of
from .shelves import shelf_key


def view_target(*, shelves: bool = False, fields: bool = False, trashed: bool = False) -> Target[SavedView]:
    """The view of the path; a personal one is there for nobody else. `shelves` come along for those who change it.

    With `fields` so do those of its project, which it may be sorted by.
    """

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["view_id"]
        if not is_id("viw", name):
            return []
        projects = projects_of(at.org, at.principal.id, name)
        names = [at.principal.id, SHARED, *projects] if shelves else []
        return [
            SavedView.key(org_id=at.org, id=name),
            *(access_key(at, project) for project in projects),
            *(shelf_key(at.org, at.workspace, name) for name in names),
            *(field_set_key(at, project) for project in projects if fields),
        ]

    def find(work: Work, at: Arrival) -> SavedView | None:
        found = work.find(SavedView, keys(at)[0]) if keys(at) else None
        if found is None or (found.scope == "personal" and found.created_by != at.principal.id):
            return None
        if found.project_id is None:
            return found
        remember(at.org, at.principal.id, found.id, found.project_id)
        key = access_key(at, found.project_id)
        more = [shelf_key(at.org, at.workspace, found.shelf)] if shelves else []
        more += [field_set_key(at, found.project_id)] if fields else []
        work.prefetch([key, *more])
        access = work.find(ProjectAccess, key)
        return None if access is None or access.deleted else found

    return Target("view", SavedView, keys, find=find, trashed=trashed)


def _shelf_of_body(at: Arrival) -> Sequence[Key]:
    return [shelf_key(at.org, at.workspace, shelf_of(at.body.scope, at.principal.id, at.body.project_id))]


def _shelves_of_query(at: Arrival) -> Sequence[Key]:
    project_id = at.query.project_id
    projects = (project_id,) if project_id is not None else ()
    for project in projects:
        visited(at.org, at.principal.id, project)
    shelves = [shelf_key(at.org, at.workspace, name) for name in (at.principal.id, *(projects or (SHARED,)))]
    return [*shelves, *(access_key(at, project) for project in projects)]


view_of_path = view_target()
view_with_fields = view_target(fields=True)
view_to_change = view_target(shelves=True)
view_in_trash = view_target(shelves=True, trashed=True)
place_of_new_view = place_target(more=_shelf_of_body)
shelves_of_query = aside("shelves", _shelves_of_query)
