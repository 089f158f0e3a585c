"""The list of routes on their way out, for `GET /v1/deprecations`.

python -m infra.deprecations            # writes it into the layer, where the API serves it
python -m infra.deprecations --check    # fails when it is not current
"""

import json
import sys
from pathlib import Path

from onetick.kernel.registry import routes

OUT = Path(__file__).parent.parent / "layers/onetick/python/onetick/system/deprecations.json"


def text() -> str:
    """The list as it is committed and served."""
    leaving = [
        {
            "operation": route.operation,
            "method": route.method,
            "path": route.path,
            "announced": route.deprecation.announced.isoformat(),
            "ends": route.deprecation.ends.isoformat(),
            "link": route.deprecation.link,
        }
        for route in routes()
        if route.deprecation is not None
    ]
    return json.dumps(leaving, indent=1) + "\n"


def main() -> int:
    """Write the list, or with --check say whether it is current."""
    wanted = text()
    if "--check" in sys.argv:
        current = OUT.exists() and OUT.read_text(encoding="utf-8") == wanted
        print("current" if current else f"{OUT.name} is stale: run `make generate`")
        return int(not current)
    OUT.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
