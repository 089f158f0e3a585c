"""How the route finds the two tasks in one read."""

from onetick.kernel.target import Target
from onetick.tasks.model import Task
from onetick.tasks.targets import task_keys, task_named

task_to_merge_into = Target(
    "into",
    Task,
    lambda at: task_keys(at, at.body.into_task_id),
    find=lambda work, at: task_named(work, at, at.body.into_task_id),
    decides=False,
)
"""The task that the body names; the decision is about that of the path."""
