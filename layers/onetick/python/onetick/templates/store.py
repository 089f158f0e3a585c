"""How templates are listed, and what is in one."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import Template, TemplateRow, TemplateTask

TEMPLATES = Pattern(
    "The templates of a workspace, oldest first", TemplateRow, pk="{org_id}#wsp#{workspace_id}#templates"
)
TRASH = Pattern(
    "The deleted templates of a workspace, latest first",
    Template,
    pk="{org_id}#wsp#{workspace_id}#templates-trash",
    index=Index.GSI2,
    ascending=False,
)
TASKS = Pattern(
    "The tasks of a template, in the order they were made in",
    TemplateTask,
    pk="{org_id}#tpl#{template_id}",
    prefix="task#",
)
