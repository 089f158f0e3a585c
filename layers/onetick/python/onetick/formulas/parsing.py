"""From a text to a tree of nodes, with a position for everything that is wrong with it.

Imported only where a formula is written: what is stored is the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedToken, v_args

from .types import MAX_DEPTH, MAX_NODES, MAX_SOURCE, Misformed

Program = list[Any]
"""A node as it is stored: its kind, then what it is made of."""

_GRAMMAR = r"""
    ?start: either
    ?either: both | either _OR both -> or_
    ?both: negated | both _AND negated -> and_
    ?negated: compared | _NOT negated -> not_
    ?compared: joined | joined COMPARISON joined -> binary
    ?joined: sum | joined JOIN sum -> binary
    ?sum: product | sum SIGN product -> binary
    ?product: signed | product FACTOR signed -> binary
    ?signed: value | SIGN signed -> signed
    ?value: NUMBER -> number
        | STRING -> text
        | REFERENCE -> field
        | "(" either ")"
        | NAME "(" [either ("," either)*] ")" -> call
        | NAME -> constant

    _OR.2: /or\b/i
    _AND.2: /and\b/i
    _NOT.2: /not\b/i
    COMPARISON: "=" | "!=" | "<>" | "<=" | ">=" | "<" | ">"
    JOIN: "&"
    SIGN: "+" | "-"
    FACTOR: "*" | "/" | "%"
    NUMBER: /[0-9]{1,15}(\.[0-9]{1,9})?/
    STRING: /"(\\["\\]|[^"\\])*"/ | /'(\\['\\]|[^'\\])*'/
    REFERENCE: /\{\s*[A-Za-z][A-Za-z0-9_]*\s*\}/
    NAME: /[A-Za-z][A-Za-z_]*/
    %ignore /[ \t\r\n]+/
"""
_OPERATORS = {
    "=": "equal",
    "!=": "unequal",
    "<>": "unequal",
    "<": "less",
    "<=": "at_most",
    ">": "greater",
    ">=": "at_least",
    "&": "concat",
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "%": "remainder",
}
SIGNS = {name: sign for sign, name in reversed(_OPERATORS.items())} | {"negate": "-"}
"""How a function that is an operator is written."""
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "empty": None}
_SPOKEN = {
    "COMPARISON": "a comparison",
    "FACTOR": "* or /",
    "JOIN": "&",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "NAME": "a function",
    "NUMBER": "a number",
    "REFERENCE": "a field in braces",
    "SIGN": "+ or -",
    "STRING": "a text in quotes",
    "_AND": "and",
    "_NOT": "not",
    "_OR": "or",
    "$END": "the end",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: `kind` is value, field or call; `value` the constant or the name."""

    kind: str
    value: Any
    position: int
    parts: tuple["Node", ...] = ()
    size: int = 1
    depth: int = 1

    @property
    def program(self) -> Program:
        """The part as it is stored."""
        return [self.kind, self.value, *(part.program for part in self.parts)]


def parse(source: str) -> Node:
    """The tree of a formula. Raises Misformed."""
    if len(source) > MAX_SOURCE:
        raise Misformed(MAX_SOURCE, "too_long", f"has more than {MAX_SOURCE} characters")
    try:
        tree = _parser().parse(source)
    except UnexpectedEOF as error:
        raise Misformed(len(source), "syntax", f"ends too early; {_expected(error.expected)}") from None
    except UnexpectedCharacters as error:
        position = error.pos_in_stream or 0
        raise Misformed(position, "syntax", _strange(source, position)) from None
    except UnexpectedToken as error:
        if error.token.type == "$END":
            raise Misformed(len(source), "syntax", f"ends too early; {_expected(error.expected)}") from None
        position = error.token.start_pos or 0
        raise Misformed(
            position, "syntax", f"{error.token} does not belong here; {_expected(error.expected)}"
        ) from None
    assert isinstance(tree, Node)
    return tree


def _expected(names: Sequence[str] | set[str]) -> str:
    spoken = sorted({_SPOKEN.get(name, name) for name in names})
    return f"expected {', '.join(spoken[:-1])}{' or ' if len(spoken) > 1 else ''}{spoken[-1]}"


def _strange(source: str, position: int) -> str:
    what = source[position]
    if what in "\"'":
        return "a text that begins here never ends"
    if what == "{":
        return "a field is named in braces, such as {due_at}"
    return f"{what} does not belong here"


@v_args(inline=True)
class _Builder(Transformer[Token, Node]):
    """Builds nodes from the leaves up, so that nothing is as deep as a text can be."""

    def number(self, token: Token) -> Node:
        return Node("number", str(token), _at(token))

    def text(self, token: Token) -> Node:
        quote, inner = token[0], token[1:-1]
        return Node("text", inner.replace(f"\\{quote}", quote).replace("\\\\", "\\"), _at(token))

    def field(self, token: Token) -> Node:
        return Node("field", str(token[1:-1]).strip(), _at(token))

    def constant(self, token: Token) -> Node:
        name = token.lower()
        if name not in _CONSTANTS:
            raise Misformed(_at(token), "unknown", f"{token} is nothing; fields are named in braces, texts in quotes")
        return Node("constant", _CONSTANTS[name], _at(token))

    def call(self, token: Token, *parts: Node | None) -> Node:
        return _inner(token.lower(), _at(token), *(part for part in parts if part is not None))

    def binary(self, left: Node, token: Token, right: Node) -> Node:
        return _inner(_OPERATORS[token], _at(token), left, right)

    def signed(self, sign: Token, part: Node) -> Node:
        return _inner("negate", _at(sign), part) if sign == "-" else part

    def or_(self, left: Node, right: Node) -> Node:
        return _inner("or", left.position, left, right)

    def and_(self, left: Node, right: Node) -> Node:
        return _inner("and", left.position, left, right)

    def not_(self, part: Node) -> Node:
        return _inner("not", part.position, part)


def _inner(name: str, position: int, *parts: Node) -> Node:
    size, depth = 1 + sum(part.size for part in parts), 1 + max((part.depth for part in parts), default=0)
    if size > MAX_NODES:
        raise Misformed(position, "too_long", f"has more than {MAX_NODES} parts")
    if depth > MAX_DEPTH:
        raise Misformed(position, "too_deep", f"is nested more than {MAX_DEPTH} deep")
    return Node("call", name, position, parts, size, depth)


def _at(token: Token) -> int:
    return token.start_pos or 0


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", transformer=_Builder())
