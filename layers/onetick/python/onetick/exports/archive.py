"""Pack an archive: a ZIP of the project, its tasks, what is attached to them, and a manifest that is signed.

The manifest has the SHA-256 of each file, and its signature is that of the deployment (`onetick.archives`). So
whoever brings it in knows that it is whole, and whether it came from here.
"""

import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onetick.archives.documents import FORMAT, MAX_DEFINED_TAGS, MAX_PEOPLE, VERSION
from onetick.archives.opening import FILES, MANIFEST, PROJECT, SIGNATURE, TASKS
from onetick.archives.project_document import ProjectDocument
from onetick.archives.signing import signature
from onetick.attachments.read_attachments import fetch_content
from onetick.fields.model import Attached, CustomField
from onetick.fields.targets import field_set_of
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.recording import rfc3339
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import outline_of, workflow_of
from onetick.relations.targets import types_of as relation_types_of
from onetick.tags.model import Tag
from onetick.tasktypes.targets import types_of

from .belongings import belongings

MAX_FILES_BYTES = 500_000_000
"""So much of what is attached is packed; of what is behind it the archive says that it was left out."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same archive."""
_PIECE = 1 << 20
_IDS = re.compile(r"\b(?:usr|sva|tag|typ)_[0-7][0-9A-HJKMNP-TV-Z]{25}\b")


def packed(work: Work, project: Project, tasks: Path, *, made_at: datetime) -> Path:
    """The archive of a project whose tasks are lines in a file, beside that file."""
    named, own = _Named(tasks), belongings(work, project)
    named.note(json.dumps(own))
    for rule in workflow_of(work, project).rules:
        named.note(" ".join((*rule.allowed_for, *(rule.approval.people if rule.approval else ()))))
    named.note(project.owner)
    described = _described(work, project, named, own).model_dump_json(exclude_defaults=True).encode()
    hashes = {PROJECT: hashlib.sha256(described).hexdigest(), TASKS: _digest(tasks)}
    path = tasks.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(PROJECT), described)
        _pack(archive, _entry(TASKS), tasks)
        packed_files, left_out = _pack_files(work, archive, named.files)
        manifest = json.dumps(
            {
                "format": FORMAT,
                "version": VERSION,
                "exported_at": rfc3339(made_at),
                "files": hashes | packed_files,
                "left_out": left_out,
            },
            sort_keys=True,
        ).encode()
        archive.writestr(_entry(MANIFEST), manifest)
        archive.writestr(_entry(SIGNATURE), signature(manifest))
    return path


class _Named:
    """Whom and what the tasks in a file name."""

    def __init__(self, tasks: Path) -> None:
        self.people: dict[str, None] = {}
        self.tags: dict[str, None] = {}
        self.types: set[str] = set()
        self.relation_types: set[str] = set()
        self.files: list[Mapping[str, Any]] = []
        with tasks.open("rb") as lines:
            for line in lines:
                task = json.loads(line)
                self.tags.update(dict.fromkeys(task.get("tag_ids", ())))
                self.types.update([task["type_id"]] if "type_id" in task else ())
                self.relation_types.update(one["type_id"] for one in task.get("relations", ()))
                self.people.update(dict.fromkeys(_people(task)))
                self.files += task.get("files", ())

    def note(self, text: str) -> None:
        """Keep the people, tags and types whose ids stand in a text."""
        for id in _IDS.findall(text):
            if id.startswith("typ_"):
                self.types.add(id)
            else:
                (self.tags if id.startswith("tag_") else self.people)[id] = None


def _people(task: Mapping[str, Any]) -> Iterator[str]:
    yield from (task["reporter_id"], task["created_by"])
    yield from task.get("assignee_ids", ())
    yield from task.get("watcher_ids", ())
    for said in (*task.get("comments", ()), *task.get("files", ())):
        yield from (said[name] for name in ("created_by", "resolved_by") if name in said)
        yield from (one["user_id"] for one in said.get("reactions", ()))
    for entry in task.get("times", ()):
        yield from (entry["user_id"], entry["logged_by"])
    for value in task.get("custom_fields", {}).values():
        yield from (one for one in value if one.startswith(("usr_", "sva_"))) if isinstance(value, list) else ()


def _pack_files(
    work: Work, archive: zipfile.ZipFile, files: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, str], list[str]]:
    """Pack what is attached: the hash of each by its name, and what was left out because it is too much, or gone."""
    hashes: dict[str, str] = {}
    left_out: list[str] = []
    room = MAX_FILES_BYTES
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        for file in files:
            if file["size"] > room or not _fetched(work, file["id"], content):
                left_out.append(file["id"])
                continue
            entry = _entry(FILES + file["id"])
            # Mostly pictures and documents, which are compressed already.
            entry.compress_type = zipfile.ZIP_STORED
            _pack(archive, entry, content)
            hashes[entry.filename] = file["sha256"]
            room -= file["size"]
    return hashes, left_out


def _fetched(work: Work, file_id: str, path: Path) -> bool:
    try:
        fetch_content(work, file_id, path)
    except FileNotFoundError:
        return False
    return True


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _pack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as target:
        while piece := source.read(_PIECE):
            target.write(piece)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _described(work: Work, project: Project, named: _Named, own: Mapping[str, Any]) -> ProjectDocument:
    outline, workflow = outline_of(work, project), workflow_of(work, project)
    fields = [one for one in field_set_of(work, project.id).attached if one.field.deleted_at is None]
    place = {"org_id": project.org_id, "workspace_id": project.workspace_id}
    defined = {
        one.id: one for one in _found(work, CustomField, [CustomField.key(**place, id=f.field.id) for f in fields])
    }
    people = [WorkspaceGrants.key(**place, principal_id=one) for one in sorted(named.people)[:MAX_PEOPLE]]
    tags = [Tag.key(**place, id=one) for one in sorted(named.tags)[:MAX_DEFINED_TAGS]]
    used = {
        *named.types,
        *project.type_ids,
        project.default_type_id,
        *(id for one in fields for id in one.required_for),
    }
    types = [one for one in types_of(work).types if one.id in used]
    return ProjectDocument.model_validate(
        {
            "project": {
                **_parts(project, "id", "name", "description", "color", "visibility", "member_access"),
                **_parts(project, "type_ids", "default_type_id", "start_on", "due_on"),
                "key": project.code,
                "owner_id": project.owner,
            },
            "sections": [_parts(one, "id", "name", "status_id", "wip_limit", "color") for one in outline.sections],
            "statuses": [_parts(one, "id", "name", "category", "color") for one in workflow.statuses],
            "transitions": workflow.transitions,
            "rules": [
                _parts(rule, "to", "from_", "required_fields", "allowed_for", "approval") for rule in workflow.rules
            ],
            "fields": [_field(one, defined.get(one.field.id, one.field)) for one in fields],
            "tags": [_parts(tag, "id", "name", "color") for tag in _found(work, Tag, tags) if tag.deleted_at is None],
            "types": [_parts(type, "id", "name", "icon", "color") for type in types],
            "relation_types": [
                _parts(one, "id", "outward", "inward")
                for one in relation_types_of(work).types
                if one.id in named.relation_types
            ],
            "people": [
                {"id": one.principal_id, "name": one.name, "email": one.email}
                for one in _found(work, WorkspaceGrants, people)
            ],
            **own,
        }
    )


_OF_A_FIELD = (
    "id", "name", "type", "description", "required", "default", "minimum", "maximum", "precision", "currency_code",
    "min_length", "max_length", "pattern", "earliest", "latest", "scale", "multiple", "reference_to", "expression",
    "function", "source", "levels",
)  # fmt: skip


def _field(used: Attached, field: CustomField) -> Mapping[str, Any]:
    return {
        **_parts(field, *_OF_A_FIELD),
        **_parts(used, "own_required", "own_default", "has_own_default", "required_for", "sortable"),
        "own": field.project_id is not None,
        "archived": field.archived_at is not None,
        "options": [_parts(option, "id", "name", "color", "archived") for option in field.options],
    }


def _parts(thing: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _found(work: Work, cls: type[Any], keys: Sequence[Key]) -> list[Any]:
    """The entities at any number of keys, 100 in a call."""
    return [one for first in range(0, len(keys), 100) for one in work.find_many(cls, keys[first : first + 100])]
