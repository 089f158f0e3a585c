"""Stored entities: frozen dataclasses that know their keys, their shape's version and their upcasts.

    @entity("task", schema=2, upcasts={1: add_priority},
            pk="{org_id}#tsk#{id}", sk="task",
            index={Index.GSI1: ("{org_id}#wsp#{workspace_id}#tasks", "{id}")})
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Task(Entity): ...

An item keeps the entity as one JSON document beside its keys: parsing a page of 50 costs a third of
the CPU of 50 items of attributes, and the document is smaller (docs/decisions/0003). A document of
an older schema version is upcast one version at a time when it is read; a migration rewrites it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from .keys import KeyTemplate
from .table import Index, Item, Key, TableName

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Document = dict[str, Any]
Upcast = Callable[[Document], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What is stored. `version` is the version that was read; 0 means it was never stored.

    The kernel understands these optional attributes: `org_id`, `workspace_id`, `id`, `deleted_at`,
    and `expires` (Unix seconds, after which the table may drop the item).
    """

    kind: ClassVar["Kind[Any]"]
    version: int = 0

    @classmethod
    def key(cls, **parts: object) -> Key:
        """The key of the entity with these parts."""
        return cls.kind.key(parts)

    @property
    def own_key(self) -> Key:
        """The key of this entity."""
        return self.kind.key_of(self)

    def counting(self, today: Self | None) -> Self | None:
        """What counts of this, as it was then, when somebody looks back. What rights are judged by is today's."""
        return self

    def at_version(self, version: int) -> Self:
        """The same entity as it stands after a write."""
        return self.but(version=version)

    def but(self, **changes: Any) -> Self:
        """The same with other values in some fields: `dataclasses.replace`, in a fifth of its time, unchecked."""
        copy: Self = self.kind.copy_of(self)
        for name, value in changes.items():
            object.__setattr__(copy, name, value)
        return copy


E = TypeVar("E", bound=Entity)

_BESIDE = {"version"}
"""What an item keeps beside its document."""


class Kind(Generic[E]):
    """The declaration of an entity class: its name, keys, schema version and upcasts.

    It `keeps` its past (see `history.past`), unless it belongs to no tenant or says why it `forgets` it.
    """

    def __init__(
        self,
        name: str,
        cls: type[E],
        *,
        table: TableName,
        pk: str,
        sk: str,
        schema: int,
        upcasts: Mapping[int, Upcast],
        index: Mapping[Index, tuple[str, str]],
        forgets: str | None = None,
    ) -> None:
        if sorted(upcasts) != list(range(1, schema)):
            raise TypeError(f"{name}: schema {schema} needs exactly the upcasts 1 to {schema - 1}")
        for template in (pk, *(pair[0] for pair in index.values())):
            borrowed = template == "{partition:key}"
            if table is TableName.TENANT and not borrowed and not template.startswith("{org_id}#"):
                raise TypeError(f"{name}: the partition {template!r} of a tenant's item must start with the tenant")
        self.name, self.cls, self.table, self.schema, self.upcasts = name, cls, table, schema, dict(upcasts)
        self.pk, self.sk = KeyTemplate(pk), KeyTemplate(sk)
        self.keeps = table is TableName.TENANT and forgets is None
        self.forgets = forgets
        self.index = {name: (KeyTemplate(a), KeyTemplate(b)) for name, (a, b) in index.items()}

    @cached_property
    def adapter(self) -> "TypeAdapter[E]":
        """Reads and writes documents; built at first use, since it costs more than a request."""
        from pydantic import TypeAdapter

        return TypeAdapter(self.cls)

    @cached_property
    def _slots(self) -> tuple[Callable[[E], tuple[Any, ...]], tuple[Callable[[E, Any], None], ...]]:
        names = tuple(one.name for one in fields(self.cls))
        return attrgetter(*names), tuple(getattr(self.cls, name).__set__ for name in names)

    def copy_of(self, entity: E) -> E:
        """The same entity once more, slot by slot."""
        values, setters = self._slots
        copy = object.__new__(self.cls)
        for put, value in zip(setters, values(entity), strict=True):
            put(copy, value)
        return copy

    def key(self, parts: Mapping[str, object]) -> Key:
        """The key of the entity with these parts."""
        return Key(self.table, self.pk.build(parts), self.sk.build(parts))

    def key_of(self, entity: E) -> Key:
        """The key of an entity."""
        return Key(self.table, self.pk.build_of(entity), self.sk.build_of(entity))

    def to_item(self, entity: E, *, version: int, at: str | None = None) -> Item:
        """The item that stores `entity` as its `version`th write, made at the moment `at` where that is known.

        An index whose parts include None is left out.
        """
        doc = self.adapter.serializer.to_json(entity, exclude=_BESIDE, exclude_none=True).decode()
        return Item(
            key=self.key_of(entity),
            kind=self.name,
            schema=self.schema,
            version=version,
            doc=doc,
            index={
                name: (partition, place)
                for name, (pk, sk) in self.index.items()
                if (place := sk.known_of(entity)) is not None and (partition := pk.known_of(entity)) is not None
            },
            expires=getattr(entity, "expires", None),
            at=at,
        )

    def from_item(self, item: Item) -> E:
        """The entity an item holds, upcast from its schema version. Raises TypeError for another kind's item."""
        if item.kind != self.name:
            raise TypeError(f"an item of kind {item.kind!r} is not a {self.name}")
        if item.schema == self.schema:
            found: E = self.adapter.validator.validate_json(item.doc)
        else:
            found = self.adapter.validate_python(self.upcast(json.loads(item.doc), item.schema))
        # Nobody else has it yet, and a copy would cost a third of the parsing.
        object.__setattr__(found, "version", item.version)
        return found

    def upcast(self, document: Document, schema: int) -> Document:
        """A document of an older schema in today's shape. Raises TypeError for a schema from the future."""
        if schema > self.schema:
            raise TypeError(f"{self.name}: schema {schema} is newer than this release's {self.schema}")
        for step in range(schema, self.schema):
            document = self.upcasts[step](document)
        return document


kinds: dict[str, Kind[Any]] = {}
"""Every declared kind by name, for migrations, the data-model page and the meta-tests."""


def entity(
    name: str,
    *,
    pk: str,
    sk: str,
    schema: int = 1,
    upcasts: Mapping[int, Upcast] | None = None,
    table: TableName = TableName.TENANT,
    index: Mapping[Index, tuple[str, str]] | None = None,
    forgets: str | None = None,
) -> Callable[[type[E]], type[E]]:
    """Declare a frozen dataclass as a stored entity; see the module.

    What it was before each change is kept for as long as history lasts; `forgets` says why that of
    this entity is not: because it holds a secret, or is nothing that anybody would ask about.
    Raises TypeError when the name is taken, an upcast is missing, or a partition is not tenant-first.
    """

    def declare(cls: type[E]) -> type[E]:
        if name in kinds and kinds[name].cls.__module__ != cls.__module__:
            raise TypeError(f"the kind {name!r} is declared twice")
        cls.kind = Kind(
            name,
            cls,
            table=table,
            pk=pk,
            sk=sk,
            schema=schema,
            upcasts=upcasts or {},
            index=index or {},
            forgets=forgets,
        )
        kinds[name] = cls.kind
        return cls

    return declare
