"""An archive: a ZIP of the project, its tasks, and a manifest with their hashes that is signed.

`project.json` holds the settings, the sections in order, the workflow and the custom fields; `tasks.ndjson` a task with
its comments on each line; `manifest.json` the SHA-256 of both; `manifest.sig` is HMAC-SHA256 of the manifest
under the deployment's archive key. So whoever brings it in knows that it is whole, and whether it came from here.
"""

import hashlib
import hmac
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from onetick.fields.targets import field_set_of
from onetick.kernel import secrets
from onetick.kernel.recording import rfc3339
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import outline_of, workflow_of

VERSION = 1
KEY = "archive-key"
PROJECT, TASKS, MANIFEST, SIGNATURE = "project.json", "tasks.ndjson", "manifest.json", "manifest.sig"

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same archive."""


def packed(work: Work, project: Project, tasks: Path, *, made_at: datetime) -> Path:
    """The archive of a project whose tasks are lines in a file, beside that file."""
    described = json.dumps(_described(work, project), ensure_ascii=False, sort_keys=True).encode()
    manifest = json.dumps(
        {
            "format": "onetick_archive",
            "version": VERSION,
            "exported_at": rfc3339(made_at),
            "files": {PROJECT: hashlib.sha256(described).hexdigest(), TASKS: _digest(tasks)},
        },
        sort_keys=True,
    ).encode()
    path = tasks.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((PROJECT, described), (MANIFEST, manifest), (SIGNATURE, signature(manifest).encode())):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content)
        with tasks.open("rb") as source, archive.open(zipfile.ZipInfo(TASKS, _MOMENT), "w") as target:
            while piece := source.read(1 << 20):
                target.write(piece)
    return path


def signature(manifest: bytes) -> str:
    """The signature of a manifest, in hexadecimal."""
    return hmac.digest(secrets.secret(KEY).encode(), manifest, "sha256").hex()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _described(work: Work, project: Project) -> Mapping[str, Any]:
    outline, workflow = outline_of(work, project), workflow_of(work, project)
    fields = field_set_of(work, project.id)
    return {
        "project": {
            "id": project.id,
            "key": project.code,
            "name": project.name,
            "description": project.description,
            "color": project.color,
            "visibility": project.visibility,
            "member_access": project.member_access,
        },
        "sections": [
            {"id": one.id, "name": one.name, "status_id": one.status_id, "wip_limit": one.wip_limit, "color": one.color}
            for one in outline.sections
        ],
        "workflow": _parts(workflow, "statuses", "transitions"),
        "fields": [_parts(one, "field", "own_required", "own_default", "has_own_default") for one in fields.attached],
    }


def _parts(thing: Any, *names: str) -> dict[str, Any]:
    from pydantic import TypeAdapter

    dumped = TypeAdapter(type(thing)).dump_python(thing, mode="json", exclude_none=True)
    return {name: dumped[name] for name in names if name in dumped}
