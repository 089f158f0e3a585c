"""How routes find templates and their tasks, by their ids, with the access facts of their project."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.ids import OrgId, is_id
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import in_body, in_path, outline_key, place_target, project_target, workflow_key
from onetick.tags.targets import tag_keys
from onetick.tasks.guesses import projects_of, remember
from onetick.tasks.people import grant_keys
from onetick.tasks.targets import access_key, counter_key, task_target
from onetick.tasktypes.targets import types_key

from .model import Frame, Template, TemplateFields, TemplateTask

MAX_SEEN = 1_000
_tags: OrderedDict[tuple[OrgId | None, str], tuple[str, ...]] = OrderedDict()
"""Which tags the root task of each template had when it was last applied: a guess about what to read."""

More = Callable[[Arrival], Sequence[Key]]


def template_target(more: More = lambda at: (), *, trashed: bool = False, decides: bool = True) -> Target[Template]:
    """The template of the path; `more` is read with it."""

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["template_id"]
        if not is_id("tpl", name):
            return []
        guessed = [access_key(at, project) for project in projects_of(at.org, at.principal.id, name)]
        return [Template.key(org_id=at.org, id=name), *guessed, *more(at)]

    def find(work: Work, at: Arrival) -> Template | None:
        found = keys(at)
        template = work.find(Template, found[0]) if found else None
        if template is None or template.workspace_id != at.workspace or template.project_id is None:
            return template
        remember(at.org, at.principal.id, template.id, template.project_id)
        access = work.find(ProjectAccess, access_key(at, template.project_id))
        return None if access is None or access.deleted else template

    return Target("template", Template, keys, find=find, trashed=trashed, decides=decides)


def require_usable(template: Template) -> None:
    """Raises Conflict for a template that is not complete yet."""
    if not template.ready:
        raise Conflict("The template is still being saved. See its job.", headers={"Retry-After": "3"})


def require_open(work: Work, template: Template) -> None:
    """Raises Conflict for a template of an archived project: nothing of it may change then."""
    if template.project_id is None:
        return
    key = ProjectAccess.key(org_id=template.org_id, workspace_id=template.workspace_id, project_id=template.project_id)
    access = work.find(ProjectAccess, key)
    if access is not None and access.archived:
        raise Conflict("The project is archived. Unarchive it first.")


def template_named(work: Work, template_id: str) -> Template:
    """A template that a job is about. Raises Gone when it is not there any more."""
    found = work.find(Template, Template.key(org_id=work.org_id, id=template_id))
    if found is None or found.deleted_at is not None or found.workspace_id != work.workspace_id:
        raise Gone("The template was deleted meanwhile.")
    return found


def frame_key(org_id: OrgId | None, template_id: str) -> Key:
    """Where it is kept what a project made from a template begins with."""
    return Frame.key(org_id=org_id, template_id=template_id)


def fields_key(org_id: OrgId | None, template_id: str) -> Key:
    """Where the custom fields of a template are."""
    return TemplateFields.key(org_id=org_id, template_id=template_id)


def task_key(org_id: OrgId | None, template_id: str, task_id: str) -> Key:
    """Where a task of a template is."""
    return TemplateTask.key(org_id=org_id, template_id=template_id, id=task_id)


def _frame(at: Arrival) -> Sequence[Key]:
    return [frame_key(at.org, at.path["template_id"])]


def _frame_and_fields(at: Arrival) -> Sequence[Key]:
    return [*_frame(at), fields_key(at.org, at.path["template_id"])]


def _cast(at: Arrival) -> Sequence[Key]:
    return grant_keys(at.org, at.workspace, [one for several in at.body.people.values() for one in several])[:80]


def _frame_and_cast(at: Arrival) -> Sequence[Key]:
    return [*_frame(at), *_cast(at)]


def _root_and_cast(at: Arrival) -> Sequence[Key]:
    name = at.path["template_id"]
    tags = tag_keys(at.org, at.workspace, _tags.get((at.org, name), ()))
    types = types_key(at.org, at.workspace)
    return [task_key(at.org, name, name.replace("tpl_", "tpt_")), types, *tags, *_cast(at)]


def remember_tags(template: Template, tag_ids: Iterable[str]) -> None:
    """That these tags are looked at when the template is applied: the next time they are read with it."""
    place = (template.org_id, template.id)
    _tags[place] = tuple(dict.fromkeys(tag_ids))
    _tags.move_to_end(place)
    if len(_tags) > MAX_SEEN:
        _tags.popitem(last=False)


def _task_of_path(at: Arrival) -> Sequence[Key]:
    name = at.path["template_task_id"]
    return [task_key(at.org, at.path["template_id"], name)] if is_id("tpt", name) else []


def _named_by_task(at: Arrival) -> Sequence[Key]:
    given = at.body.given
    rows = [*([given["parent_id"]] if given.get("parent_id") else []), *(one.id for one in given.get("blocked_by", ()))]
    return [
        *_frame(at),
        *(task_key(at.org, at.path["template_id"], id) for id in rows),
        *tag_keys(at.org, at.workspace, given.get("tag_ids") or ()),
        *([types_key(at.org, at.workspace)] if given.get("type_id") is not None else []),
    ]


def _task_and_named(at: Arrival) -> Sequence[Key]:
    return [*_task_of_path(at), *_named_by_task(at)]


def _template_task_target(more: More) -> Target[TemplateTask]:
    """The task of the path, in the template of the path, which the decision is about."""
    template = template_target(more)

    def find(work: Work, at: Arrival) -> TemplateTask | None:
        template.find(work, at)
        named = _task_of_path(at)
        return work.find(TemplateTask, named[0]) if named else None

    def subject(work: Work, task: TemplateTask) -> Subject:
        return Subject.of(template_of(work, task))

    return Target("task", TemplateTask, template.keys, find=find, subject=subject)


def template_of(work: Work, task: TemplateTask) -> Template:
    """The template of a task of one; its target has read it."""
    return work.load(Template, Template.key(org_id=task.org_id, id=task.template_id))


template_task_of_path = _template_task_target(_task_of_path)
template_task_with_named = _template_task_target(_task_and_named)
"""The same, with what the body names for it."""
template_and_named = template_target(_named_by_task)
"""The template of the path, with what the body names for a task of it."""
template_of_path = template_target()
template_with_frame = template_target(_frame_and_fields)
"""The template of the path, with what a project made from it begins with."""
template_with_cast = template_target(_frame_and_cast)
"""The same, with those whom the body names."""
template_to_apply = template_target(_root_and_cast, decides=False)
template_in_trash = template_target(trashed=True)
place_of_new_template = place_target()
project_to_save = project_target(in_path, outline_key, workflow_key, field_set_key)
task_to_save = task_target(outline_key, field_set_key)
project_to_fill = project_target(in_body, outline_key, workflow_key, field_set_key, counter_key)
"""The project of the body, which gets a task made from a template."""
