"""The emulator's process: ministack with our patches. Run as a script by `emulator.py`, not by hand.

Run by its path and not as a module, so that the checkout is not on the path of the Lambda workers
that ministack starts with IAM enforced: they see their own archive and layers only.
"""

import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from infra.local import patches  # noqa: E402  (needs the path above)
from infra.local.children import end_with_parent  # noqa: E402


def main() -> None:
    """Patch the emulator and serve until told to end."""
    settings = json.loads(os.environ.pop("ONETICK_EMULATOR"))
    installed = version("ministack")
    if installed != patches.MADE_FOR:
        sys.exit(f"the patches are made for ministack {patches.MADE_FOR}, but {installed} is installed")
    end_with_parent()
    patches.apply(state=settings["state"], every=settings["every"], workers=settings["workers"])
    Path(settings["types"]).write_text(json.dumps(patches.resource_types()))

    from ministack import app

    app.main()


if __name__ == "__main__":
    main()
