"""What an archive says of what belongs to a project beside its tasks: who is in it, its sprints, views and so on."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from onetick.forms import schemas as forms
from onetick.forms.model import MAX_OPTIONS, MAX_QUESTIONS, Kind, Target
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.fields import Day, Moment, Name
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Health
from onetick.projects.schemas import Color
from onetick.sprints import schemas as sprints
from onetick.sprints.model import State
from onetick.tasks.schemas import PERSON, PersonId, TimeZone
from onetick.tasktypes.schemas import TypeId
from onetick.views import schemas as views
from onetick.views.model import Scope, ViewType

from .documents import Document, FieldId, SectionId, Short, SprintId

MAX_MEMBERS = 1_000
MAX_SPRINTS = 200
MAX_VIEWS = 120
MAX_FORMS = 100
MAX_STATUS_UPDATES = 500
"""So many of each are in an archive."""
MAX_BYTES = 3_000_000
"""All of one kind together take no more."""
MAX_DAYS = 80
"""So many days of a sprint are told; of one that changed on more, only the sums are."""

ViewId = Annotated[str, StringConstraints(pattern=id_pattern("viw"))]
FormId = Annotated[str, StringConstraints(pattern=id_pattern("frm"))]
UpdateId = Annotated[str, StringConstraints(pattern=id_pattern("stu"))]
MemberId = Annotated[str, StringConstraints(pattern=rf"{PERSON}|{id_pattern('tem')}")]
Parameter = Annotated[str, StringConstraints(pattern=r"^filter\[\w{1,40}\](\[[a-z_]{1,10}\])?$")]
Value = Annotated[str, StringConstraints(max_length=1_000)]
Finite = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]


class MemberDocument(Document):
    """Somebody, or a team, with a role of their own in the project."""

    id: MemberId
    role: ProjectRole
    name: Short = ""


class CadenceDocument(Document):
    """How the project runs its sprints."""

    parallel: bool = False
    duration_days: Annotated[int, Field(ge=1, le=366)] = 14


class AmountsDocument(Document):
    """How much work."""

    tasks: Whole = 0
    points: Finite = 0
    minutes: Whole = 0


NOTHING = AmountsDocument()


class SprintDayDocument(Document):
    """What a day changed in a sprint that was running."""

    day: Day
    added: AmountsDocument = NOTHING
    removed: AmountsDocument = NOTHING
    done: AmountsDocument = NOTHING


class SprintDocument(Document):
    """A sprint; of one that was started, what it came to, too. Planned ones come last, in the order to do them."""

    id: SprintId
    name: Name
    goal: Annotated[str, StringConstraints(max_length=2_000)] = ""
    state: State = "planned"
    start_on: Day | None = None
    end_on: Day | None = None
    timezone: TimeZone = "UTC"
    capacity_points: sprints.CapacityPoints | None = None
    capacity_minutes: sprints.CapacityMinutes | None = None
    created_by: PersonId
    created_at: Moment
    started_at: Moment | None = None
    completed_at: Moment | None = None
    carried_to: Annotated[str, StringConstraints(pattern=rf"^backlog$|{id_pattern('spr')}")] | None = None
    committed: AmountsDocument = NOTHING
    scope: AmountsDocument = NOTHING
    done: AmountsDocument = NOTHING
    days: Annotated[tuple[SprintDayDocument, ...], Field(max_length=MAX_DAYS)] = ()


class ViewDocument(Document):
    """A saved view of the project; a personal one is that of whoever took the project out."""

    id: ViewId
    name: views.ViewName
    type: ViewType = "list"
    scope: Scope = "shared"
    filters: Annotated[Mapping[Parameter, Value], Field(max_length=80)] = {}
    sort: views.Sort | None = None
    group_by: views.Word | None = None
    columns: Annotated[tuple[views.Word, ...], Field(max_length=60)] = ()
    options: views.Options = Field(default_factory=dict)
    timezone: TimeZone = "UTC"
    created_by: PersonId
    created_at: Moment


class ConditionDocument(Document):
    """When a question is asked."""

    question: forms.QuestionId
    values: Annotated[tuple[forms.Line, ...], Field(min_length=1, max_length=MAX_OPTIONS)]


class QuestionDocument(Document):
    """A question of a form."""

    id: forms.QuestionId
    label: forms.Line
    kind: Kind
    help: Annotated[str, StringConstraints(max_length=1_000)] = ""
    required: bool = False
    options: Annotated[tuple[forms.Line, ...], Field(max_length=MAX_OPTIONS)] = ()
    maps_to: Target | None = None
    field_id: FieldId | None = None
    show_if: ConditionDocument | None = None


class FormDocument(Document):
    """A form. `linked`: it had a public link, which is nowhere in the archive."""

    id: FormId
    name: Name
    description: forms.Text = ""
    confirmation: forms.Text = ""
    section_id: SectionId | None = None
    type_id: TypeId | None = None
    color: Color | None = None
    linked: bool = False
    questions: Annotated[tuple[QuestionDocument, ...], Field(min_length=1, max_length=MAX_QUESTIONS)]
    created_by: PersonId
    created_at: Moment


class StatusUpdateDocument(Document):
    """How the project stood, as somebody reported it; oldest first."""

    id: UpdateId
    health: Health
    text: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    created_by: PersonId
    created_at: Moment
    edited_at: Moment | None = None
