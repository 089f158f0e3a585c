"""A task with its comments as a line of JSON: the stored state, without whose table it is in."""

import json
from collections.abc import Sequence
from typing import Any

from onetick.comments.model import Comment
from onetick.kernel.entity import Entity
from onetick.tasks.model import Task

_OF_THE_TABLE = frozenset({"org_id", "workspace_id", "version"})


def line_of(task: Task, comments: Sequence[Comment]) -> str:
    """The line of a task. Its fields are those of the API where they have the same name; `key` is its key."""
    document = _state(task)
    document["key"] = document.pop("code")
    document["comments"] = [_state(comment) for comment in comments]
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def state_of(entity: Entity) -> dict[str, Any]:
    """What is stored of something, as JSON has it."""
    dumped: dict[str, Any] = entity.kind.adapter.dump_python(entity, mode="json", exclude_none=True)
    return dumped


def _state(entity: Entity) -> dict[str, Any]:
    return {name: value for name, value in state_of(entity).items() if name not in _OF_THE_TABLE}
