"""Write what the entries imply: their stacks, the API, the queues, the objectives, and Chalice's files.

python -m infra.generate            # rewrite infra/generated
python -m infra.generate --check    # fail when it is not current
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from onetick.kernel import registry
from onetick.kernel.entry import Entry

from .generating.api import api_stack
from .generating.chalice import merge_template, policy
from .generating.functions import area_stacks, functions_stack
from .generating.objectives import objectives_stack
from .generating.queues import queues_stack

GENERATED = Path(__file__).parent / "generated"


def files(entries: Sequence[Entry]) -> Mapping[str, str]:
    """The text of every generated file, by its name."""
    entries = sorted(entries, key=lambda entry: entry.name)
    written = {f"area-{area}.yaml": text for area, text in area_stacks(entries).items()}
    written["functions.yaml"] = functions_stack(entries)
    written["queues.yaml"] = queues_stack(entries)
    written["api.yaml"] = api_stack(entries)
    written["objectives.yaml"] = objectives_stack(entries)
    written["chalice.json"] = merge_template(entries)
    written["chalice-policy.json"] = policy(entries)
    return written


def stale(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """The names of files in the folder that differ from the wanted ones, are missing, or are left over."""
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.exists() else {}
    return sorted(name for name in present.keys() | wanted.keys() if present.get(name) != wanted.get(name))


def write(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Make the folder hold exactly the wanted files; the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale(folder, wanted)
    for name in changed:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def main(arguments: Sequence[str]) -> int:
    """The command line; 1 when `--check` finds files that are not current."""
    wanted = files(registry.entries())
    if "--check" in arguments:
        outdated = stale(GENERATED, wanted)
        if outdated:
            print(f"Not current: {', '.join(outdated)}. Run `make generate` and commit what it writes.")
        return 1 if outdated else 0
    changed = write(GENERATED, wanted)
    print(f"{len(wanted)} files are current; {len(changed)} changed.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
