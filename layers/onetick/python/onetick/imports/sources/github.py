"""Issues of GitHub in JSON, as its command line (`gh issue list --json`) and its API give them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onetick.imports.rows import MAX_LABELS, MAX_LINKS, MAX_REMARKS, MAX_TITLE, Mistake, Remark, Row, Unreadable
from onetick.imports.sources import Reading
from onetick.projects.model import Category

from .documents import Document, listed, moment_of, parts, text

MAX_PEOPLE = 50


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The issues in the order of the file; pull requests, which the API lists among them, stay there."""
    found = listed(path, "items", "issues", "nodes")
    if found and not any(text(one, "number") and text(one, "title") for one in found):
        raise Unreadable("The file is not a list of issues of GitHub: they need number and title.")
    for line, issue in enumerate(found, start=1):
        yield _one(line, issue, reading)


def _one(line: int, issue: Document, reading: Reading) -> Row | Mistake:
    title, number = " ".join(text(issue, "title").split())[:MAX_TITLE], text(issue, "number", limit=20)
    if not title or not number:
        return Mistake(line, "number" if title else "title", "has no number" if title else "has no title")
    if issue.get("pull_request"):
        return Mistake(line, "pull_request", "is a pull request, and no issue")
    category, closed = _category(issue), _moment(issue, reading, "closedAt", "closed_at")
    parent = _name(issue.get("parent")) or _named(text(issue, "parent_issue_url", limit=MAX_TITLE))
    said = list(parts(issue, "comments"))[:MAX_REMARKS]
    extra = {
        "milestone": text(issue, "milestone", "title", limit=MAX_TITLE),
        "comments": "" if said else _count(issue.get("comments")),
    }
    return Row(
        line=line,
        external_id=_name(issue),
        aliases=(f"#{number}",) if _name(issue) != f"#{number}" else (),
        title=title,
        description=text(issue, "body"),
        status=text(issue, "state").lower() or None,
        category=category,
        type=text(issue, "type", "name", limit=MAX_TITLE) or text(issue, "issueType", "name", limit=MAX_TITLE) or None,
        assignees=tuple(_people(issue)),
        labels=tuple(filter(None, (text(one, "name", limit=MAX_TITLE) for one in parts(issue, "labels"))))[:MAX_LABELS],
        parent=parent or None,
        blocked_by=_others(issue, "blockedBy"),
        blocks=_others(issue, "blocking"),
        completed_at=closed if category == "completed" else None,
        remarks=tuple(_remark(one, reading) for one in said),
        extra={name: value for name, value in extra.items() if value},
    )


def _category(issue: Document) -> Category:
    if text(issue, "state").casefold() != "closed":
        return "unstarted"
    reason = (text(issue, "stateReason") or text(issue, "state_reason")).casefold()
    return "cancelled" if reason in {"not_planned", "duplicate"} else "completed"


def _name(issue: Any) -> str:
    """The name of an issue: with its repository, where its address tells that."""
    if not isinstance(issue, dict):
        return ""
    address = text(issue, "html_url", limit=MAX_TITLE) or text(issue, "url", limit=MAX_TITLE)
    number = text(issue, "number", limit=20)
    return _named(address) or (f"#{number}" if number else "")


def _named(address: str) -> str:
    """`owner/repository#7` of the address of an issue, in the web or in the API."""
    steps = address.rstrip("/").split("/")
    if len(steps) < 5 or steps[-2] not in {"issues", "pull"}:
        return ""
    return f"{steps[-4]}/{steps[-3]}#{steps[-1]}"[:200]


def _people(issue: Document) -> Iterator[str]:
    for one in list(parts(issue, "assignees"))[:MAX_PEOPLE]:
        who = text(one, "email", limit=MAX_TITLE) or text(one, "name", limit=MAX_TITLE) or _login(one)
        if who:
            yield who


def _login(person: Document) -> str:
    return text(person, "login", limit=MAX_TITLE)


def _others(issue: Document, name: str) -> tuple[str, ...]:
    """The issues that it names, as a list or as a page of one."""
    found = issue.get(name)
    inside: Sequence[Any] = found if isinstance(found, list) else list(parts(found, "nodes")) if found else ()
    return tuple(filter(None, (_name(one) for one in inside)))[:MAX_LINKS]


def _remark(one: Document, reading: Reading) -> Remark:
    author = text(one, "author", "login", limit=MAX_TITLE) or text(one, "user", "login", limit=MAX_TITLE)
    return Remark(text=text(one, "body"), author=author, written_at=_moment(one, reading, "createdAt", "created_at"))


def _moment(one: Document, reading: Reading, *names: str) -> datetime | None:
    found = moment_of(one, *names, reading=reading)
    return found[0] if found else None


def _count(comments: Any) -> str:
    """How many comments an issue has that the file has not."""
    return str(comments) if isinstance(comments, int) and comments is not True and comments > 0 else ""
