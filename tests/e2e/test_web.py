"""The web app in Chromium: each file of `web/e2e` is one test here. Playwright tells more when it is run by hand."""

import os
import subprocess
from pathlib import Path

import pytest

from infra import build_web, chromium
from infra.local.platform import Platform

pytestmark = pytest.mark.browser

SPECS = sorted(path.name for path in (build_web.WEB / "e2e").glob("*.spec.ts"))


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of Chromium; the app is built. A machine that lacks what that needs fails in one line."""
    try:
        build_web.build()
        return chromium.find_or_install()
    except (build_web.NotBuilt, chromium.NoChromium) as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.mark.parametrize("spec", SPECS)
def test_the_web_app(spec: str, browser: str, platform: Platform, tmp_path: Path) -> None:
    environment = {**os.environ, "ONETICK_URL": platform.url, "CHROMIUM": browser}
    command = ("npx", "--no-install", "playwright", "test", spec, f"--output={tmp_path}")
    done = subprocess.run(command, cwd=build_web.WEB, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
