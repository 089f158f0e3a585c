"""A unit of work's way to the files of its tenant: it reaches no other tenant's, and does what its entry declared.

Files are no part of the transaction. What an address gives or takes is decided when it is made; what is stored
before a commit that fails is left behind, so its key must be one that nothing refers to then.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from .. import grants as may
from ..grants import Grant
from ..ids import OrgId
from ..objects import MAX_ADDRESS_SECONDS, Facts, ObjectKey, Objects, Upload


@dataclass(frozen=True, slots=True)
class Files:
    """See the module and `Objects`. Everything raises TypeError for what was not declared or is another tenant's."""

    objects: Objects
    org_id: OrgId | None
    rights: AbstractSet[Grant]

    def key(self, folder: str, *names: str) -> ObjectKey:
        """The key of a file of this tenant."""
        assert self.org_id is not None
        return ObjectKey.of(folder, self.org_id, *names)

    def upload(
        self,
        key: ObjectKey,
        *,
        size: int,
        content_type: str,
        sha256: str | None = None,
        seconds: int = MAX_ADDRESS_SECONDS,
    ) -> Upload:
        """An address that takes one file of this size, in bytes."""
        self._guard(key, may.store_objects)
        return self.objects.upload(key, size=size, content_type=content_type, sha256=sha256, seconds=seconds)

    def download(self, key: ObjectKey, *, name: str, content_type: str, inline: bool = False, seconds: int = 60) -> str:
        """An address that gives the file for a moment."""
        self._guard(key, may.read_objects)
        return self.objects.download(key, name=name, content_type=content_type, inline=inline, seconds=seconds)

    def facts(self, key: ObjectKey) -> Facts | None:
        """What is known of a file; None when there is none."""
        self._guard(key, may.read_objects)
        return self.objects.facts(key)

    def read(self, key: ObjectKey, *, limit: int | None = None) -> bytes:
        """The content, or its first `limit` bytes. Raises FileNotFoundError."""
        self._guard(key, may.read_objects)
        return self.objects.read(key, limit=limit)

    def fetch(self, key: ObjectKey, path: Path) -> None:
        """Copy the content to a local file. Raises FileNotFoundError."""
        self._guard(key, may.read_objects)
        self.objects.fetch(key, path)

    def write(self, key: ObjectKey, content: bytes, *, content_type: str) -> None:
        """Store a file."""
        self._guard(key, may.store_objects)
        self.objects.write(key, content, content_type=content_type)

    def send(self, key: ObjectKey, path: Path, *, content_type: str) -> None:
        """Store a local file."""
        self._guard(key, may.store_objects)
        self.objects.send(key, path, content_type=content_type)

    def copy(self, source: ObjectKey, target: ObjectKey) -> None:
        """Copy a file within the bucket. Raises FileNotFoundError."""
        self._guard(source, may.read_objects)
        self._guard(target, may.store_objects)
        self.objects.copy(source, target)

    def remove(self, key: ObjectKey) -> None:
        """Delete a file; harmless when there is none."""
        self._guard(key, may.remove_objects)
        self.objects.remove(key)

    def erase(self, key: ObjectKey) -> None:
        """Delete a file for good, with what it was before; harmless when there is none."""
        self._guard(key, may.read_objects)
        self._guard(key, may.erase_objects)
        self.objects.erase(key)

    def _guard(self, key: ObjectKey, right: Callable[[str], Grant]) -> None:
        needed = right(key.folder)
        if needed not in self.rights:
            raise TypeError(f"{needed.actions[0]} on {needed.resources[0]} was not declared")
        if key.org_id != self.org_id:
            raise TypeError(f"{key} reaches outside its tenant")
