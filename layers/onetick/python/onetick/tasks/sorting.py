"""Where a task comes in its projects by the custom fields that those sort by.

The keys lie with the task, so that its rows follow from it alone (`copies`). They are found anew
whenever its values may have changed, which is one place (`with_formulas`); whatever else is written of
a task leaves them as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

from onetick.fields.model import FieldSet
from onetick.fields.sorting import sort_key
from onetick.fields.targets import field_set_of
from onetick.kernel.work import Work

from .model import Task

BY_FIELD = "field."
MAX_SORT_ROWS = 20
"""How many such rows a task has: a transaction takes them all. Its home comes first, then its other projects."""


def field_named(sort: str | None) -> str | None:
    """The field that an order, such as `-field.fld_…`, is by; None for any other order."""
    order = (sort or "").removeprefix("-")
    return order.removeprefix(BY_FIELD) if order.startswith(BY_FIELD) else None


def with_sort_keys(work: Work, task: Task, before: Task | None, *, home: FieldSet) -> Task:
    """The task with its places by fields, of which `home` has those of its home.

    Those of another project are read where it is new, or where it is not known what it was before;
    else that project sorts it by the same fields.
    """
    known = before.project_ids if before is not None else ()
    new = [one for one in task.other_project_ids if one not in known]
    work.prefetch(FieldSet.key(org_id=work.org_id, project_id=one) for one in new)
    fields = {task.project_id: home, **{one: field_set_of(work, one) for one in new}}
    keys = {one: _keys(fields[one], task) if one in fields else _kept(home, task, one) for one in task.project_ids}
    few = _few(keys)
    return task if few == task.sort_keys else replace(task, sort_keys=few)


def _keys(fields: FieldSet, task: Task) -> Mapping[str, str]:
    sorting = (one.field for one in fields.attached if one.sorts)
    return {field.id: sort_key(field, task.custom_fields.get(field.id)) for field in sorting}


def _kept(home: FieldSet, task: Task, project_id: str) -> Mapping[str, str]:
    """By the definitions that its home has, which are the same; a field that it has not has not got a new value."""
    definitions = {one.field.id: one.field for one in home.attached}
    return {
        id: sort_key(definitions[id], task.custom_fields.get(id)) if id in definitions else key
        for id, key in task.sort_keys.get(project_id, {}).items()
    }


def _few(keys: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    left, few = MAX_SORT_ROWS, {}
    for project_id, several in keys.items():
        kept = dict(list(several.items())[:left])
        left -= len(kept)
        if kept:
            few[project_id] = kept
    return few
