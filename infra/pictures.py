"""Take the pictures of the README and of docs/what-it-looks-like.md: the app in Chromium, with the demo data.

python -m infra.pictures      starts a platform to throw away; writes docs/pictures/
"""

import json
import os
import subprocess
import sys
from typing import Any

from . import build_web, chromium
from .local import platform, seed
from .local.refusal import Refusal

PICTURES = build_web.ROOT / "docs" / "pictures"
MOST_BYTES = 1_500_000


def main() -> int:
    """Take them; the exit code."""
    try:
        build_web.build()
        browser = chromium.find_or_install()
        with platform.start() as running:
            demo = seed.plant(running.url, running.home.demo, running.mails, print)
            ground = _ground(running.url, demo.people[0])
            environment = {
                **os.environ,
                "ONETICK_URL": running.url,
                "ONETICK_GROUND": json.dumps(ground),
                "CHROMIUM": browser,
                "PICTURES": str(PICTURES),
            }
            PICTURES.mkdir(exist_ok=True)
            done = subprocess.run(["node", "pictures/take.mjs"], cwd=build_web.WEB, env=environment, check=False)
    except (build_web.NotBuilt, chromium.NoChromium, Refusal) as problem:
        print(problem, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in PICTURES.glob("*.webp"))
    print(f"{size // 1000} KB of pictures in {PICTURES.relative_to(build_web.ROOT)}")
    if size > MOST_BYTES:
        print(f"that is more than {MOST_BYTES // 1000} KB", file=sys.stderr)
        return 1
    return done.returncode


def _ground(url: str, person: seed.Person) -> dict[str, Any]:
    """Who signs in, and where they look."""
    api = seed.Api(url, os.urandom(8).hex())
    given = {"grant_type": "password", "email": person.email, "password": person.password}
    session = api.post("/v1/auth/token", given)
    [organization] = api.as_person(session["access_token"]).get("/v1/organizations")["data"]
    session = api.post("/v1/auth/token", {**given, "organization_id": organization["id"]})
    owner = api.as_person(session["access_token"])
    [workspace] = owner.get("/v1/workspaces")["data"]
    projects = owner.get(f"/v1/workspaces/{workspace['id']}/projects")["data"]
    project = next(project for project in projects if project["key"] == "LAUNCH")
    return {
        "email": person.email,
        "password": person.password,
        "organization_id": organization["id"],
        "workspace_id": workspace["id"],
        "project_id": project["id"],
    }


if __name__ == "__main__":
    sys.exit(main())
