"""Writing a template: its row in the list follows."""

from onetick.kernel.work import Work

from .model import Template, copies


def write(work: Work, template: Template, before: Template | None = None) -> Template:
    """Store a template, new or changed, and its row in the list; the template as stored."""
    stored = work.save(template) if before is not None else work.create(template)
    work.mirror(copies, stored, before)
    return stored
