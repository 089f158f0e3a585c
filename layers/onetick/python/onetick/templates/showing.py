"""A template with what a project made from it begins with."""

from onetick.kernel.work import Work
from onetick.projects.workflow_schemas import StatusView

from .model import Frame, Template, TemplateFields
from .targets import fields_key, frame_key
from .views import FieldOfTemplateView, FrameView, SectionOfTemplateView, TemplateView, WholeTemplateView


def show_template(work: Work, template: Template) -> WholeTemplateView:
    """The whole view of a template."""
    frame = work.find(Frame, frame_key(template.org_id, template.id))
    held = work.find(TemplateFields, fields_key(template.org_id, template.id))
    view = TemplateView.of(template)
    shown = {name: getattr(view, name) for name in TemplateView.model_fields}
    project = _frame(frame, held) if frame is not None else None
    return WholeTemplateView.model_construct(**shown, project=project)


def _frame(frame: Frame, held: TemplateFields | None) -> FrameView:
    return FrameView(
        description=frame.description,
        color=frame.color,
        visibility=frame.visibility,
        member_access=frame.member_access,
        statuses=tuple(StatusView.model_validate(status) for status in frame.statuses),
        transitions="any" if frame.transitions is None else frame.transitions,
        sections=tuple(SectionOfTemplateView.model_validate(section) for section in frame.sections),
        teams=frame.teams,
        fields=tuple(
            FieldOfTemplateView(id=one.field.id, name=one.field.name, type=one.field.type)
            for one in (held.attached if held is not None else ())
        ),
    )
