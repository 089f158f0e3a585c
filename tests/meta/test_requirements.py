"""The requirements name exactly what the deployed code imports, each in one version."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from infra.lock import LOCKS, heading
from tests.meta.templates import ROOT

OURS = {"onetick", "functions"}


def third_party_imports() -> Iterator[str]:
    """The top-level package of every import in the layer and the functions, wherever in a file it stands."""
    for folder in ("layers/onetick/python", "functions"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                yield from (name.partition(".")[0] for name in names)


def normal(name: str) -> str:
    """A distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(file: Path) -> dict[str, str]:
    """Version by name, of a requirements file."""
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    pins = dict(line.split("==") for line in lines)
    return {normal(name.partition("[")[0]): version for name, version in pins.items()}


def test_the_layers_hold_what_is_imported_and_nothing_else() -> None:
    known = packages_distributions()
    found = set(third_party_imports()) - OURS - set(sys.stdlib_module_names)
    imported = {normal(known[name][0]) for name in found}
    of_layers = [required(path) for path in (ROOT / "requirements.txt", *(ROOT / "layers").glob("*/requirements.txt"))]
    assert imported == {name for layer in of_layers for name in layer}
    assert sum(map(len, of_layers)) == len(imported), "no two layers hold the same"


def test_every_requirement_is_one_version() -> None:
    for file in ("requirements.txt", "layers/imaging/requirements.txt", "requirements-dev.txt"):
        assert all(re.fullmatch(r"\d+(\.\w+)+", version) for version in required(ROOT / file).values()), file


def locked(file: Path) -> dict[str, set[str]]:
    """The versions by name, of a lock: several where they depend on the interpreter."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ]+) ", file.read_text(), re.MULTILINE):
        found.setdefault(normal(name), set()).add(version)
    return found


@pytest.mark.parametrize(("source", "lock"), LOCKS.items(), ids=lambda path: path.name)
def test_a_lock_follows_its_requirements(source: Path, lock: Path) -> None:
    first, *lines = (ROOT / lock).read_text().splitlines()
    assert first == heading(source), "`make lock` brings it up to date"
    assert {name: {version} for name, version in required(ROOT / source).items()}.items() <= locked(ROOT / lock).items()
    packages = [line for line in lines if not line.startswith(" ")]
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+ (; .+ )?\\$", line, re.IGNORECASE) for line in packages)
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", "".join(lines))) == len(lines) - len(packages)


def test_what_is_deployed_is_what_was_tested() -> None:
    tested = locked(ROOT / "requirements-dev.lock")
    for lock in LOCKS.values():
        assert locked(ROOT / lock).items() <= tested.items()


def test_the_layer_is_built_from_the_same_lock() -> None:
    assert (ROOT / "layers" / "dependencies" / "requirements.lock").resolve() == ROOT / "requirements.lock"
