"""What can happen to a template and its tasks. What is made from one is told by its own events."""

from onetick.kernel.events import EventType

from .model import Template, TemplateTask
from .views import TemplateTaskView, TemplateView

TEMPLATE_CREATED = EventType("template.created", Template, TemplateView.of)
TEMPLATE_COMPLETED = EventType("template.completed", Template, TemplateView.of)
"""Whatever it was saved from is in it."""
TEMPLATE_UPDATED = EventType("template.updated", Template, TemplateView.of)
TEMPLATE_DELETED = EventType("template.deleted", Template, TemplateView.of)
TEMPLATE_RESTORED = EventType("template.restored", Template, TemplateView.of)

TEMPLATE_TASK_CREATED = EventType("template_task.created", TemplateTask, TemplateTaskView.of)
TEMPLATE_TASK_UPDATED = EventType("template_task.updated", TemplateTask, TemplateTaskView.of)
TEMPLATE_TASK_DELETED = EventType("template_task.deleted", TemplateTask, TemplateTaskView.of)
