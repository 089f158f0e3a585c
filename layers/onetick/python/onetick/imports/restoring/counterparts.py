"""What the things of an archived project are in the one that it is restored into.

Nothing is remembered of that from step to step: it follows from the archive and from how the project is now.
Things of the same name are told apart by their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from onetick.archives.documents import FieldDocument
from onetick.archives.project_document import ProjectDocument
from onetick.archives.task_documents import TaskDocument
from onetick.fields.model import COMPUTED, SELECTS, Attached, CustomField, FieldSet, Value
from onetick.fields.values import Unfit, read
from onetick.imports.model import FOLDER, Import
from onetick.kernel.ids import PrincipalId
from onetick.kernel.objects import ObjectKey
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Section, Status, Workflow
from onetick.tasktypes.model import TaskTypes

T = TypeVar("T")


@dataclass(frozen=True)
class Counterparts:
    """See the module."""

    found: Import
    archived: ProjectDocument
    outline: Outline
    workflow: Workflow
    fields: FieldSet
    types: TaskTypes

    @property
    def signed(self) -> bool:
        """Whether what the archive says of who did what, and when, is to be believed."""
        return self.found.believed

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections by the ids that they have in the archive, those that there are."""
        names = [(one.id, one.name.casefold()) for one in self.archived.sections]
        return _paired(names, [(one, one.name.casefold()) for one in self.outline.sections])

    def section(self, task: TaskDocument) -> Section:
        """Where a task belongs."""
        return self.sections.get(task.section_id) or self.outline.for_status(self.status(task.status).id)

    def status(self, status_id: str) -> Status:
        """What a status of the archive is here: the same, one of the same name, or one of the same kind."""
        archived = next((one for one in self.archived.statuses if one.id == status_id), None)
        same = self.workflow.status(status_id)
        if archived is None:
            return same or self.workflow.initial
        if same is not None and same.category == archived.category:
            return same
        alike = [one for one in self.workflow.statuses if one.category == archived.category]
        named = next((one for one in alike if one.name.casefold() == archived.name.casefold()), None)
        return named or (alike[0] if alike else self.workflow.initial)

    @cached_property
    def attached(self) -> Mapping[str, Attached]:
        """The fields of the project by the ids that they have in the archive, those that there are."""
        same = {one.id: found for one in self.archived.fields if (found := self.fields.find(one.id))}
        taken = {one.field.id for one in same.values()}
        names = [(one.id, _kind_of(one)) for one in self.archived.fields if one.id not in same]
        left = [(one, _kind_of(one.field)) for one in self.fields.attached if one.field.id not in taken]
        wanted = {one.id: one for one in self.archived.fields}
        return same | {id: one for id, one in _paired(names, left).items() if offers(one.field, wanted[id])}

    def values(self, task: TaskDocument) -> dict[str, Value]:
        """The values of a task, by the fields' ids here; what has no counterpart, or fits no more, is left out."""
        found: dict[str, Value] = {}
        for field_id, value in task.custom_fields.items():
            attached = self.attached.get(field_id)
            if attached is None or attached.field.type in (*COMPUTED, "reference"):
                continue
            given = self._value(field_id, attached.field, value)
            try:
                stored = read(attached.field, given, given)
            except (Unfit, TypeError, ValueError):
                continue
            if stored is not None:
                found[attached.field.id] = stored
        return found

    def references(self, task: TaskDocument) -> Iterable[tuple[str, str]]:
        """The tasks that a task names in its fields: each with the id here of the field."""
        for field_id, value in task.custom_fields.items():
            attached = self.attached.get(field_id)
            if attached is not None and attached.field.type == "reference" and isinstance(value, list):
                yield from ((attached.field.id, str(one)) for one in value)

    def person(self, person_id: str) -> PrincipalId | None:
        """Who is meant by somebody of the archive: as was said, else by their address, else by their id.

        An id means the same person only where this deployment gave it. Whether they may see the project is not known.
        """
        person = self._people.get(person_id)
        word = person.word if person is not None else person_id
        known = self.found.found.people if self.found.found else {}
        own = PrincipalId(person_id) if self.signed else None
        return self._given.get(word.casefold()) or known.get(word) or own

    def people(self, ids: Iterable[str]) -> tuple[PrincipalId, ...]:
        """Those of whom it is clear who is meant, each once."""
        return tuple(dict.fromkeys(one for id in ids if (one := self.person(id)) is not None))

    def name(self, person_id: str) -> str:
        """What somebody is called in the archive."""
        person = self._people.get(person_id)
        return person.name or person.word if person is not None else "Somebody"

    def tags(self, task: TaskDocument) -> list[str]:
        """The names of a task's tags."""
        return [self._tags[one] for one in task.tag_ids if one in self._tags]

    def type_id(self, archived_id: str | None) -> str | None:
        """What a type of the archive is here: the same one, or the one of its name. None where there is none."""
        archived = next((one for one in self.archived.types if one.id == archived_id), None)
        if archived is None:
            return None
        same, named = self.types.find(archived.id), self.types.named(archived.name)
        if same is not None and same.deleted_at is None and same.name.casefold() == archived.name.casefold():
            return same.id
        return named.id if named is not None else None

    def tag_name(self, tag_id: str) -> str | None:
        """What a tag of the archive is called, everywhere."""
        return self._tags.get(tag_id)

    def option_id(self, option_id: str) -> str | None:
        """What a choice of a field of the archive is here: the one of its name."""
        for field_id, options in self._options.items():
            attached = self.attached.get(field_id)
            if option_id in options and attached is not None:
                return next((one.id for one in attached.field.options if one.name == options[option_id]), None)
        return None

    def _value(self, archived_id: str, field: CustomField, value: Any) -> Any:
        if field.type in SELECTS:
            chosen = value if isinstance(value, list) else [value]
            options = [self._options[archived_id].get(str(one)) for one in chosen]
            ids = [option.id for name in options for option in field.options if option.name == name]
            return ids if field.type == "multi_select" else next(iter(ids), None)
        if field.type == "people":
            return list(self.people(map(str, value))) if isinstance(value, list) else None
        return value

    @cached_property
    def _options(self) -> Mapping[str, Mapping[str, str]]:
        return {field.id: {one.id: one.name for one in field.options} for field in self.archived.fields}

    @cached_property
    def _people(self) -> Mapping[str, Any]:
        return {one.id: one for one in self.archived.people}

    @cached_property
    def _given(self) -> Mapping[str, PrincipalId]:
        return {word.casefold(): one for word, one in self.found.manner.people.items()}

    @cached_property
    def _tags(self) -> Mapping[str, str]:
        return {one.id: one.name for one in self.archived.tags}


def offers(field: CustomField, archived: FieldDocument) -> bool:
    """Whether a field has every choice that an archived one has."""
    names = {option.name for option in field.options}
    return all(option.name in names for option in archived.options)


def project_key(work: Work, import_id: str, job_id: str) -> ObjectKey:
    """Where the project of an archive lies while it is restored."""
    return work.files.key(FOLDER, import_id, job_id, "project")


def archived_project(work: Work, import_id: str, job_id: str) -> ProjectDocument:
    """The project of an archive, as the first step laid it down."""
    global _latest
    key = project_key(work, import_id, job_id)
    if _latest is None or _latest[0] != str(key):
        _latest = (str(key), ProjectDocument.model_validate_json(work.files.read(key)))
    return _latest[1]


_latest: tuple[str, ProjectDocument] | None = None


def _kind_of(field: FieldDocument | CustomField) -> tuple[str, str]:
    return field.name.casefold(), field.type


def _paired(names: Sequence[tuple[str, Any]], things: Sequence[tuple[T, Any]]) -> dict[str, T]:
    """Each thing under the identifier with the same name: the first of a name with the first, and so on."""
    left = list(things)
    found: dict[str, T] = {}
    for id, name in names:
        place = next((place for place, (_, called) in enumerate(left) if called == name), None)
        if place is not None:
            found[id] = left.pop(place)[0]
    return found
