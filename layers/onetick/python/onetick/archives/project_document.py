"""What an archive says of a project: `project.json`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from onetick.fields.model import MAX_ATTACHED
from onetick.projects.model import MAX_SECTIONS, MAX_STATUSES
from onetick.projects.rules import MAX_RULES
from onetick.projects.schemas import StatusId
from onetick.relations.model import MAX_TYPES as MAX_RELATION_TYPES
from onetick.tasktypes.model import MAX_KEPT

from . import belongings as own
from .documents import (
    MAX_DEFINED_TAGS,
    MAX_PEOPLE,
    Document,
    FieldDocument,
    PersonDocument,
    RelationTypeDocument,
    RuleDocument,
    SectionDocument,
    SettingsDocument,
    StatusDocument,
    TagDocument,
    TypeDocument,
)


class ProjectDocument(Document):
    """`project.json`."""

    project: SettingsDocument
    sections: Annotated[tuple[SectionDocument, ...], Field(min_length=1, max_length=MAX_SECTIONS)]
    statuses: Annotated[tuple[StatusDocument, ...], Field(min_length=1, max_length=MAX_STATUSES)]
    transitions: Mapping[StatusId, tuple[StatusId, ...]] | None = None
    rules: Annotated[tuple[RuleDocument, ...], Field(max_length=MAX_RULES)] = ()
    fields: Annotated[tuple[FieldDocument, ...], Field(max_length=MAX_ATTACHED)] = ()
    tags: Annotated[tuple[TagDocument, ...], Field(max_length=MAX_DEFINED_TAGS)] = ()
    types: Annotated[tuple[TypeDocument, ...], Field(max_length=MAX_KEPT)] = ()
    relation_types: Annotated[tuple[RelationTypeDocument, ...], Field(max_length=MAX_RELATION_TYPES)] = ()
    people: Annotated[tuple[PersonDocument, ...], Field(max_length=MAX_PEOPLE)] = ()
    members: Annotated[tuple[own.MemberDocument, ...], Field(max_length=own.MAX_MEMBERS)] = ()
    cadence: own.CadenceDocument | None = None
    sprints: Annotated[tuple[own.SprintDocument, ...], Field(max_length=own.MAX_SPRINTS)] = ()
    views: Annotated[tuple[own.ViewDocument, ...], Field(max_length=own.MAX_VIEWS)] = ()
    forms: Annotated[tuple[own.FormDocument, ...], Field(max_length=own.MAX_FORMS)] = ()
    status_updates: Annotated[tuple[own.StatusUpdateDocument, ...], Field(max_length=own.MAX_STATUS_UPDATES)] = ()
