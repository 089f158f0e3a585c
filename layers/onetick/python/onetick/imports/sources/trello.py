"""A board of Trello, as its menu exports it to JSON: cards, checklists as subtasks, and the comments that it holds."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onetick.imports.rows import MAX_LABELS, MAX_REMARKS, MAX_TITLE, Mistake, Remark, Row, Unreadable
from onetick.imports.sources import Reading

from .documents import Document, moment_of, opened, parts, text


def read(path: Path, reading: Reading) -> Iterator[Row | Mistake]:
    """The cards in the order of the board, each followed by the items of its checklists; archived ones are left out."""
    board = opened(path)
    if not isinstance(board.get("cards"), list) or not isinstance(board.get("lists"), list):
        raise Unreadable("The file is not a board of Trello: it has no lists and cards.")
    lists = {text(one, "id"): one for one in parts(board, "lists")}
    open_lists = sorted((one for one in lists.values() if not one.get("closed")), key=_position)
    places = {text(one, "id"): place for place, one in enumerate(open_lists)}
    people = {text(one, "id"): text(one, "fullName") or text(one, "username") for one in parts(board, "members")}
    said, checklists = _comments(board), _checklists(board)
    cards = [card for card in parts(board, "cards") if not card.get("closed") and text(card, "idList") in places]
    cards.sort(key=lambda card: (places[text(card, "idList")], _position(card)))
    line = 0
    for card in cards:
        line += 1
        section = text(lists[text(card, "idList")], "name", limit=MAX_TITLE)
        yield from _card(line, card, section, people, said[text(card, "id")], reading)
        for item in checklists[text(card, "id")]:
            line += 1
            yield from _item(line, item, card, section)


def _card(
    line: int, card: Document, section: str, people: dict[str, str], said: list[Remark], reading: Reading
) -> Iterator[Row | Mistake]:
    title = " ".join(text(card, "name").split())[:MAX_TITLE]
    if not title:
        yield Mistake(line, "name", "has no title")
        return
    due, start = moment_of(card, "due", reading=reading), moment_of(card, "start", reading=reading)
    members = card.get("idMembers")
    yield Row(
        line=line,
        external_id=text(card, "id"),
        title=title,
        description=text(card, "desc"),
        section=section,
        done=card.get("dueComplete") is True,
        assignees=tuple(people[one] for one in (members if isinstance(members, list) else ()) if one in people),
        labels=tuple(filter(None, (text(one, "name") or text(one, "color") for one in parts(card, "labels"))))[
            :MAX_LABELS
        ],
        start_at=start[0] if start else None,
        due_at=due[0] if due else None,
        all_day=bool(due and due[1]),
        remarks=tuple(said[:MAX_REMARKS]),
        extra={"attachments": str(files)} if (files := sum(1 for _ in parts(card, "attachments"))) else {},
    )


def _item(line: int, item: Document, card: Document, section: str) -> Iterator[Row]:
    title = " ".join(text(item, "name").split())[:MAX_TITLE]
    if title:
        yield Row(
            line=line,
            external_id=text(item, "id"),
            title=title,
            section=section,
            done=item.get("state") == "complete",
            parent=text(card, "id"),
        )


def _comments(board: Document) -> defaultdict[str, list[Remark]]:
    """The comments of each card, oldest first; an export holds at most the board's last 1,000 actions."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    for action in reversed(list(parts(board, "actions"))):
        if action.get("type") != "commentCard" or not text(action, "data", "text"):
            continue
        written = moment_of(action, "date", reading=Reading())
        remark = Remark(
            text=text(action, "data", "text"),
            author=text(action, "memberCreator", "fullName", limit=MAX_TITLE),
            written_at=written[0] if written else None,
        )
        found[text(action, "data", "card", "id")].append(remark)
    return found


def _checklists(board: Document) -> defaultdict[str, list[Document]]:
    """The items of all checklists of each card, in order."""
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for checklist in sorted(parts(board, "checklists"), key=_position):
        found[text(checklist, "idCard")] += sorted(parts(checklist, "checkItems"), key=_position)
    return found


def _position(one: Document) -> float:
    place = one.get("pos")
    return float(place) if isinstance(place, (int, float)) else 0.0
