"""Archives in tests: taken out, brought in, forged, and compared but for the names that ids are."""

import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from tests.service import TEST_SECRETS, Person, Team

Document = dict[str, Any]

_NAMES = ("id", "key", "order", "updated_at")
"""What a copy has of its own: its ids, its numbers, its place among what waits, and when it last changed."""


def taken_out(person: Person, team: Team, project: Document) -> bytes:
    """The archive of a project."""
    job = person.post(f"{team.w}/exports", {"project_id": project["id"], "format": "onetick_archive"}).expect(202)
    person.service.deliver()
    job = person.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert job["state"] == "succeeded", job
    address = person.post(f"{team.w}/exports/{job['result']['export_id']}/download").expect(200)["url"]
    content: bytes = person.service.objects.get(address)[2]
    return content


def brought_in(
    person: Person, team: Team, project: Document, content: bytes, mode: str = "apply", **more: Any
) -> tuple[Document, Document]:
    """The job that brought an archive into a project, and the import."""
    body = {"project_id": project["id"], "source": "onetick_archive", "file_name": "it", "size": len(content), **more}
    made = person.post(f"{team.w}/imports", body).expect(201)
    assert person.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
    job = person.post(f"{team.w}/imports/{made['id']}/{mode}").expect(202)
    person.service.deliver(rounds=30)
    finished: Document = person.get(f"{team.w}/jobs/{job['id']}").expect(200)
    return finished, person.get(f"{team.w}/imports/{made['id']}").expect(200)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], *, key: str | None = None) -> bytes:
    """Files as an archive, the manifest made anew and signed with a key; left as it is when there is one."""
    whole = dict(files)
    if "manifest.json" not in whole:
        hashes = {name: hashlib.sha256(one).hexdigest() for name, one in files.items()}
        manifest = {"format": "onetick_archive", "version": 1, "exported_at": "2026-01-01T00:00:00.000Z"}
        whole["manifest.json"] = json.dumps({**manifest, "files": hashes}).encode()
        key = key or TEST_SECRETS["archive-key"]
        whole["manifest.sig"] = hmac.digest(key.encode(), whole["manifest.json"], "sha256").hex().encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in whole.items():
            archive.writestr(name, one)
    return out.getvalue()


def without_manifest(content: bytes) -> dict[str, bytes]:
    """What is in an archive beside its manifest and signature."""
    return {name: one for name, one in unpacked(content).items() if not name.startswith("manifest")}


def _ids(project: Document, tasks: list[Document]) -> dict[str, str]:
    """What each id stands for."""
    ids: dict[str, str] = {}
    for place, task in enumerate(tasks):
        ids[task["id"]] = f"task {place}"
        for kind in ("comments", "files", "times"):
            ids |= {one["id"]: f"{kind} {place}.{number}" for number, one in enumerate(task.get(kind, ()))}
    for place, section in enumerate(project["sections"]):
        ids[section["id"]] = f"section {place}"
    for place, field in enumerate(project.get("fields", ())):
        ids[field["id"]] = f"field {place}"
        ids |= {option["id"]: f"option {place}.{option['name']}" for option in field.get("options", ())}
    ids |= {kind["id"]: f"kind {kind['outward']}" for kind in project.get("relation_types", ())}
    ids |= {tag["id"]: f"tag {tag['name']}" for tag in project.get("tags", ())}
    for kind in ("sprints", "views", "forms", "status_updates"):
        ids |= {one["id"]: f"{kind} {place}" for place, one in enumerate(project.get(kind, ()))}
    return ids


def canonical(content: bytes) -> Document:
    """What an archive says, each id in it replaced by what it stands for: the third task, the field Cost."""
    files = unpacked(content)
    project, tasks = (
        json.loads(files["project.json"]),
        [json.loads(line) for line in files["tasks.ndjson"].splitlines()],
    )
    ids = _ids(project, tasks)
    project["project"].pop("key")
    for field in project.get("fields", ()):
        field.pop("own", None)
    for rule in project.get("rules", ()):
        rule["required_fields"] = [ids.get(one, one) for one in rule.get("required_fields", ())]
    for task in tasks:
        _straighten(task, ids)
    _keep_used(project, tasks)
    contents = {ids[name.removeprefix("files/")]: one for name, one in files.items() if name.startswith("files/")}
    return {"project": _named(project, ids), "tasks": _named(tasks, ids), "contents": contents}


def _keep_used(project: Document, tasks: list[Document]) -> None:
    """Put what the project defines in an order, without what only leads out of the archive."""
    for kind in ("tags", "people"):
        project[kind] = sorted(project.get(kind, ()), key=lambda one: str(one["name"]))
    used = {one["type_id"] for task in tasks for one in task["relations"]}
    kinds = [one for one in project.get("relation_types", ()) if one["id"] in used]
    project["relation_types"] = sorted(kinds, key=lambda one: str(one["outward"]))


def _straighten(task: Document, ids: Mapping[str, str]) -> None:
    """Put what has no order in one, and drop what leads out of the archive."""
    task["tag_ids"] = sorted(ids[one] for one in task.get("tag_ids", ()))
    for name in ("watcher_ids", "assignee_ids"):
        task[name] = sorted(task.get(name, ()))
    # What waits for a task that is not in the archive, or is a part of one, does so no more where it is brought in.
    waits = [one for one in task.get("blocked_by", ()) if one["task_id"] in ids]
    task["blocked_by"] = sorted(waits, key=lambda one: ids[one["task_id"]])
    related = [one for one in task.get("relations", ()) if one["task_id"] in ids]
    task["relations"] = sorted(related, key=lambda one: (ids[one["task_id"]], ids[one["type_id"]]))
    values = {id: _within(value, ids) for id, value in task.get("custom_fields", {}).items()}
    task["custom_fields"] = {id: value for id, value in values.items() if value != []}
    if task.get("sprint_id") not in ids:
        task.pop("sprint_id", None)
        task.pop("sprint_rank", None)
    if task.get("parent_id") not in ids:
        task.pop("parent_id", None)
        task.pop("subtask_rank", None)


def _within(value: Any, ids: Mapping[str, str]) -> Any:
    """A value without the tasks that it names and that are not in the archive."""
    return [one for one in value if one in ids or not one.startswith("tsk_")] if isinstance(value, list) else value


def _named(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {ids.get(name, name): _named(one, ids) for name, one in value.items() if name not in _NAMES}
    if isinstance(value, list):
        return [_named(one, ids) for one in value]
    if isinstance(value, str):
        for id, name in ids.items() if "fld_" in value else ():
            value = value.replace(id, name)
        return ids.get(value, value)
    return value
