"""Package the entries as one Chalice application, from the lock and without the network.

python -m infra.package_chalice FOLDER    # sam.json and deployment.zip, for `aws cloudformation package`
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra import wheels
from infra.lock import LOCKS, ROOT

PARTS = ("app.py", "functions", "layers", "infra", "vendor")
"""What the application is made of."""


def package(folder: Path) -> None:
    """Write the template and the archive into `folder`. Raises CalledProcessError."""
    wheels.fetch(wheels.FOLDER, wheels.HERE)
    with tempfile.TemporaryDirectory() as place:
        # Chalice keeps its packages in the project and takes them for current when only an included file has changed.
        project = _project(Path(place))
        merged = ROOT / "infra" / "generated" / "chalice.json"
        command = [str(Path(sys.executable).parent / "chalice"), "package", "--pkg-format", "cloudformation"]
        command += ["--merge-template", str(merged), str(folder.resolve())]
        # What the lock names is everything: fractional-indexing asks for setuptools, which it only needs to be built.
        environment = {**os.environ, **wheels.offline(), "PIP_NO_DEPS": "1"}
        subprocess.run(command, cwd=project, env=environment, check=True)
    template = folder / "sam.json"
    # Chalice writes a line for each bracket, and CloudFormation takes a megabyte.
    template.write_text(json.dumps(json.loads(template.read_text()), separators=(",", ":")))


def _project(folder: Path) -> Path:
    for name in PARTS:
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / ".chalice", folder / ".chalice", ignore=shutil.ignore_patterns("deployments", "deployed"))
    shutil.copy(ROOT / LOCKS[Path("requirements.txt")], folder / "requirements.txt")
    return folder


if __name__ == "__main__":
    try:
        package(Path(sys.argv[1]))
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
