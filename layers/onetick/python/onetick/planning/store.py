"""How dependencies are read: a task at a time, or a stretch of a project's order at once."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import Node

ORDER = Pattern(
    "The tasks of a project that others wait for or that wait, in the order of their dependencies",
    Node,
    pk="{org_id}#prj#{project_id}#dependencies",
    index=Index.GSI1,
)
