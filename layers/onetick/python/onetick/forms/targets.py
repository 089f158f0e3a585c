"""How routes find forms and submissions by their id, with the access facts of their project."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import Beside, in_body, outline_key, project_target, workflow_key
from onetick.tasks.guesses import projects_of, remember
from onetick.tasks.targets import access_key, counter_key, project_key
from onetick.tasktypes.targets import types_beside

from .links import Link, read
from .model import Form, Submission

T = TypeVar("T")

MAX_SEEN = 10_000
_forms: OrderedDict[tuple[str | None, str], str] = OrderedDict()
"""By which form each submission came, and of which form each caller saw one last: what to read beside one."""
_places: OrderedDict[tuple[str | None, str], tuple[str, str]] = OrderedDict()
"""In which workspace and project each form is that strangers opened, which never changes."""


def _found(work: Work, at: Arrival, name: str, project_id: str, facts: Callable[[Arrival, str], list[Key]]) -> bool:
    """Whether the project of what was found is there; it is remembered for the next time."""
    work.prefetch(facts(at, project_id))
    remember(at.org, at.principal.id, name, project_id)
    access = work.find(ProjectAccess, access_key(at, project_id))
    return access is not None and not access.deleted


def _remember_form(at: Arrival, submission: Submission) -> None:
    for name in (submission.id, at.principal.id):
        _keep(_forms, (at.org, name), submission.form_id)


def _keep(known: OrderedDict[tuple[str | None, str], T], name: tuple[str | None, str], value: T) -> None:
    known[name] = value
    known.move_to_end(name)
    if len(known) > MAX_SEEN:
        known.popitem(last=False)


def _facts(*beside: Beside) -> Callable[[Arrival, str], list[Key]]:
    return lambda at, project_id: [access_key(at, project_id), *(key(at, project_id) for key in beside)]


def form_target(*beside: Beside, trashed: bool = False) -> Target[Form]:
    """The form of the path; `beside` is read of its project."""
    facts = _facts(*beside)

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["form_id"]
        guessed = [key for project in projects_of(at.org, at.principal.id, name) for key in facts(at, project)]
        return [Form.key(org_id=at.org, id=name), *guessed] if is_id("frm", name) else []

    def find(work: Work, at: Arrival) -> Form | None:
        found = keys(at)
        form = work.find(Form, found[0]) if found else None
        return form if form is not None and _found(work, at, form.id, form.project_id, facts) else None

    return Target("form", Form, keys, find=find, trashed=trashed)


def submission_target(*beside: Beside, more: Callable[[Arrival], Sequence[Key]] = lambda at: ()) -> Target[Submission]:
    """The submission of the path; `beside` is read of its project, `more` of what the body names."""
    facts = _facts(*beside)

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["submission_id"]
        if not is_id("sub", name):
            return []
        guessed = [key for project in projects_of(at.org, at.principal.id, name) for key in facts(at, project)]
        form = _forms.get((at.org, name)) or _forms.get((at.org, at.principal.id))
        if form is not None:
            guessed.append(Form.key(org_id=at.org, id=form))
        return [Submission.key(org_id=at.org, id=name), *guessed, *more(at)]

    def find(work: Work, at: Arrival) -> Submission | None:
        found = keys(at)
        one = work.find(Submission, found[0]) if found else None
        if one is None:
            return None
        _remember_form(at, one)
        work.prefetch([*facts(at, one.project_id), Form.key(org_id=at.org, id=one.form_id)])
        return one if one is not None and _found(work, at, one.id, one.project_id, facts) else None

    return Target("submission", Submission, keys, find=find)


def opened(work: Work, token: str, *, beside: Callable[[Link], Sequence[Key]] = lambda link: ()) -> Form:
    """The form that a public link leads to. Raises NotFound for any other link, and while it takes nothing.

    `beside` is read with it, and its project, where this process has seen it before.
    """
    link: Link = read(token)
    work.enter(link.org_id)
    work.prefetch([*_around(link), *beside(link)])
    form = work.find(Form, Form.key(org_id=link.org_id, id=link.form_id))
    if form is None or not link.opens(form) or not form.open or form.deleted_at is not None:
        raise NotFound()
    place = {"org_id": form.org_id, "workspace_id": form.workspace_id, "project_id": form.project_id}
    _keep(_places, (form.org_id, form.id), (form.workspace_id, form.project_id))
    access = work.find(ProjectAccess, ProjectAccess.key(**place))
    if access is None or access.deleted or access.archived:
        raise NotFound()
    return form


def _around(link: Link) -> list[Key]:
    own, place = Form.key(org_id=link.org_id, id=link.form_id), _places.get((link.org_id, link.form_id))
    if place is None:
        return [own]
    return [own, ProjectAccess.key(org_id=link.org_id, workspace_id=place[0], project_id=place[1])]


def _duplicate(at: Arrival) -> Sequence[Key]:
    named = at.body.duplicate_of
    return [Submission.key(org_id=at.org, id=named)] if named else []


form_of_path = form_target()
form_with_outline = form_target(outline_key, project_key, types_beside)
form_in_trash = form_target(trashed=True)
submission_of_path = submission_target()
submission_to_triage = submission_target(
    project_key, outline_key, workflow_key, counter_key, field_set_key, types_beside, more=_duplicate
)
project_of_new_form = project_target(in_body, outline_key, types_beside)
