"""Check a formula when it is written: that it is one, that its types agree, and what it names."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .functions import FUNCTIONS, LAZY, answer_type
from .parsing import SIGNS, Node, Program, parse
from .types import MAX_REFERENCES, Misformed, Type

_ARTICLES = {"null": "nothing", "list": "a list", "date": "a date", "datetime": "a date with time"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A formula that can be stored: what it does, the type of its answer, and the fields it names."""

    program: Program
    type: Type
    references: tuple[str, ...]


def check(source: str, fields: Mapping[str, Type]) -> Checked:
    """The formula of a text that may name these fields. Raises Misformed, which says where."""
    tree = parse(source)
    references = tuple(dict.fromkeys(_references(tree)))
    if len(references) > MAX_REFERENCES:
        raise Misformed(0, "too_long", f"names more than {MAX_REFERENCES} fields")
    found = _type(tree, fields)
    if found == "null":
        raise Misformed(0, "type", "is always empty")
    if found == "list":
        raise Misformed(0, "type", "is a list; join() makes a text of it, count() a number")
    return Checked(program=tree.program, type=found, references=references)


def references_of(source: str) -> tuple[str, ...]:
    """The fields that a text names, as far as it is a formula; none when it is not."""
    try:
        return tuple(dict.fromkeys(_references(parse(source))))
    except Misformed:
        return ()


def _references(node: Node) -> list[str]:
    if node.kind == "field":
        return [node.value]
    return [name for part in node.parts for name in _references(part)]


def _type(node: Node, fields: Mapping[str, Type]) -> Type:
    if node.kind == "number":
        return "number"
    if node.kind == "text":
        return "text"
    if node.kind == "constant":
        return "null" if node.value is None else "boolean"
    if node.kind == "field":
        if node.value not in fields:
            raise Misformed(node.position, "unknown", f"there is no field {node.value} here{_nearest(node, fields)}")
        return fields[node.value]
    types = [_type(part, fields) for part in node.parts]
    return _lazy_type(node, types) if node.value in LAZY else _call_type(node, types)


def _call_type(node: Node, types: Sequence[Type]) -> Type:
    function = FUNCTIONS.get(node.value)
    if function is None:
        names = [*FUNCTIONS, *LAZY]
        raise Misformed(node.position, "unknown", f"there is no function {node.value}{_nearest(node, names)}")
    found = answer_type(function, types)
    if found is None:
        taken = " or ".join(f"({', '.join(wanted)})" for wanted, _ in function.overloads)
        given, name = ", ".join(types), SIGNS.get(node.value, node.value)
        raise Misformed(node.position, "type", f"{name} takes {taken}, not ({given})")
    return found


def _lazy_type(node: Node, types: Sequence[Type]) -> Type:
    name, count = node.value, len(types)
    if name in ("and", "or"):
        _require_conditions(node, types)
        return "boolean"
    if name == "if":
        if count not in (2, 3):
            raise Misformed(node.position, "type", "if takes a condition, what then, and what else")
        _require_conditions(node, types[:1])
        return _common(node, types[1:], node.parts[1:])
    if count < 2 or (name == "if_error" and count > 2):
        raise Misformed(node.position, "type", f"{name} takes a value and what stands in for it")
    return _common(node, types, node.parts)


def _require_conditions(node: Node, types: Sequence[Type]) -> None:
    if not types:
        raise Misformed(node.position, "type", f"{node.value} takes conditions")
    for part, type in zip(node.parts, types, strict=False):
        if type not in ("boolean", "null"):
            raise Misformed(part.position, "type", f"a condition is true or false, and this is {_spoken(type)}")


def _common(node: Node, types: Sequence[Type], parts: Sequence[Node]) -> Type:
    """The one type that all of these have, but for those that are empty."""
    known: Type = "null"
    for part, type in zip(parts, types, strict=True):
        if known == "null":
            known = type
        elif type not in ("null", known):
            other = _spoken(known)
            raise Misformed(part.position, "type", f"{node.value} answers {_spoken(type)} here and {other} before")
    return known


def _spoken(type: Type) -> str:
    return _ARTICLES.get(type, f"a {type}")


def _nearest(node: Node, names: "Mapping[str, Type] | Sequence[str]") -> str:
    nearest = difflib.get_close_matches(node.value, list(names), n=3)
    return f"; did you mean {', '.join(nearest)}?" if nearest else ""
