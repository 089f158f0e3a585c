"""What the job that merges tasks is asked for, and where a step of it begins."""

from dataclasses import dataclass
from typing import Literal

from onetick.kernel.jobs import JobKind

Stage = Literal["facts", "ties", "subtasks", "time", "comments", "replies", "files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTask:
    """Which task becomes part of which other."""

    task_id: str
    into_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """How far it is: in which stage, and behind which row of it."""

    stage: Stage = "facts"
    after: str | None = None


MERGE_TASK = JobKind("merge_task", MergeTask, Merged, can="task:edit")
"""Decided about the task that the other becomes part of."""
