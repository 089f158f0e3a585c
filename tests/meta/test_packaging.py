"""What is deployed works by itself: each artifact is imported with nothing but its own layers on the path."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from infra import lambda_python, wheels
from onetick.kernel import registry
from onetick.kernel.entry import Authorizer, Route
from tests.meta.templates import ROOT, read

pytestmark = pytest.mark.packaging

ENTRIES = registry.entries()
AREAS = {area: [entry.module for entry in found] for area, found in groupby(ENTRIES, key=lambda entry: entry.area)}
UNCHECKED_HASH = 0b01
TOOLS = Path(sys.executable).parent

IMPORTS_EVERYTHING = """
import sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
sys.path[:0] = sys.argv[1].split(":")
from importlib import import_module
for name in sys.argv[2:]:
    assert callable(import_module(name).handler), name
strangers = {"boto3", "botocore", "chalice"} & set(sys.modules)
assert not strangers, strangers
"""


NOWHERE = "http://127.0.0.1:9"
OFFLINE = {**wheels.offline(), "HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE}
"""Builds reach no network: packages come from the folder that they were fetched into before."""


@pytest.fixture(scope="module", autouse=True)
def fetched() -> None:
    for target in (wheels.LAMBDA, wheels.HERE):
        wheels.fetch(wheels.FOLDER, target)


def run(command: Sequence[str | Path], cwd: Path = ROOT, **environment: str) -> str:
    """What a command prints that reaches no network; the test fails with it when the command does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ONETICK_"))}
    given = {**clean, "AWS_DEFAULT_REGION": "eu-central-1", "SAM_CLI_TELEMETRY": "0", **OFFLINE, **environment}
    given["PATH"] = environment.get("PATH", f"{TOOLS}:{given['PATH']}")
    done = subprocess.run(command, cwd=cwd, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


def import_alone(python: str, path: Sequence[Path], modules: Sequence[str], **environment: str) -> None:
    """Import handlers the way Lambda does: no site-packages, no environment of ours, only these folders."""
    joined = ":".join(str(folder) for folder in path)
    bare = {"AWS_REGION": "eu-central-1", "PATH": os.environ["PATH"], **environment}
    command = [python, "-I", "-S", "-c", IMPORTS_EVERYTHING, joined, *modules]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


def build_layer(folder: str, target: str, into: Path, **variables: str) -> Path:
    """A layer, built as `sam build` does it: in a copy of its folder."""
    copied = shutil.copytree(ROOT / "layers" / folder, into / "source", symlinks=False)
    artifacts = into / "artifacts"
    artifacts.mkdir()
    run(["make", f"build-{target}", f"ARTIFACTS_DIR={artifacts}", *(f"{k}={v}" for k, v in variables.items())], copied)
    return artifacts / "python"


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Both layers, with the wheels of this machine in place of Lambda's, so that they can be imported here."""
    here = {"MACHINE": wheels.HERE.machine, "PYTHON_VERSION": wheels.HERE.python}
    names = {"dependencies": "DependenciesLayer", "onetick": "OnetickLayer", "imaging": "ImagingLayer"}
    return {
        folder: build_layer(folder, target, tmp_path_factory.mktemp(folder), **here) for folder, target in names.items()
    }


@pytest.mark.parametrize("area", AREAS)
def test_every_handler_of_an_area_runs_on_its_layers_alone(
    area: str, layers: Mapping[str, Path], tmp_path: Path
) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "functions" / area, tmp_path / "functions" / area, ignore=ignored)
    import_alone(sys.executable, [tmp_path, layers["dependencies"], layers["onetick"]], AREAS[area])


def test_layers_carry_bytecode_that_is_never_checked(layers: Mapping[str, Path]) -> None:
    for folder in layers.values():
        compiled = list(folder.rglob("*.pyc"))
        assert len(compiled) > 10
        assert {path.read_bytes()[4] for path in compiled} == {UNCHECKED_HASH}


def test_pictures_are_made_with_what_the_layer_of_pictures_holds(layers: Mapping[str, Path]) -> None:
    program = "import sys; sys.path[:0] = [sys.argv[1]]; from PIL import Image, features; assert features.check('webp')"
    run([sys.executable, "-I", "-S", "-c", program, layers["imaging"]])


def test_a_layer_does_not_hold_what_only_builds(layers: Mapping[str, Path]) -> None:
    names = {path.name.partition("-")[0] for path in layers["dependencies"].iterdir()}
    assert names.isdisjoint({"pip", "setuptools", "boto3", "botocore", "chalice", "pytest"})


@pytest.mark.skipif(lambda_python.find() is None, reason=f"`sam build` needs {lambda_python.NAME}, and there is none")
def test_sam_builds_every_function_and_layer(tmp_path: Path) -> None:
    found = lambda_python.find()
    assert found is not None
    path = f"{found.parent}:{TOOLS}:{os.environ['PATH']}"
    run([TOOLS / "sam", "build", "--build-dir", tmp_path], PATH=path)
    built = {path.parent.name: path for path in tmp_path.glob("Functions/*/template.yaml")}
    assert len(built) == len(AREAS)
    for template in built.values():
        for resource in read(template)["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                module = resource["Properties"]["Handler"].removesuffix(".handler")
                code = template.parent / resource["Properties"]["CodeUri"]
                assert (code / f"{module.replace('.', '/')}.py").is_file()
    dependencies = tmp_path / "DependenciesLayer" / "python"
    machines = {
        path.name.rsplit("-linux-gnu", 1)[0].rsplit("-", 1)[-1] for path in dependencies.rglob("*.cpython-*.so")
    }
    assert machines == {"aarch64"}
    unpacked = sum(path.stat().st_size for path in tmp_path.glob("*Layer/**/*") if path.is_file())
    assert unpacked < 250e6, "a function and its layers may be 250 MB"


@pytest.fixture(scope="module")
def chalice_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Chalice flavour, packaged and unpacked."""
    out = tmp_path_factory.mktemp("chalice")
    run([sys.executable, "-m", "infra.package_chalice", out], PYTHONPATH=f"{ROOT}:{ROOT / 'layers/onetick/python'}")
    with zipfile.ZipFile(out / "deployment.zip") as archive:
        archive.extractall(out / "unpacked")
    return out


def test_chalice_packages_every_entry(chalice_package: Path) -> None:
    template = json.loads((chalice_package / "sam.json").read_text())
    handlers = {
        resource["Properties"]["Handler"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    alone = {f"{entry.module}.handler" for entry in ENTRIES if not isinstance(entry, (Route, Authorizer))}
    assert handlers == alone | {"app.app", "app.authorize"}
    run(
        [
            TOOLS / "cfn-lint",
            "--config-file",
            os.devnull,
            "--regions",
            "eu-central-1",
            "--",
            chalice_package / "sam.json",
        ]
    )


def test_what_chalice_packages_runs_alone(chalice_package: Path) -> None:
    modules = [entry.module for entry in ENTRIES if not isinstance(entry, (Route, Authorizer))]
    import_alone(sys.executable, [chalice_package / "unpacked"], modules)


def test_the_packaged_api_answers(chalice_package: Path, tmp_path: Path) -> None:
    program = tmp_path / "ask.py"
    program.write_text(
        "import sys\n"
        f"sys.path[:0] = [{str(chalice_package / 'unpacked')!r}]\n"
        "import app\n"
        "try:\n"
        "    app.authorize({'type': 'TOKEN', 'authorizationToken': 'Bearer x', 'methodArn': 'a/b/GET/v1/me'}, None)\n"
        "except Exception as refusal:\n"
        "    assert str(refusal) == 'Unauthorized', refusal\n"
        "else:\n"
        "    raise AssertionError('let in')\n"
        "assert callable(app.app)\n"
    )
    bare = {"AWS_REGION": "eu-central-1", "AWS_LAMBDA_FUNCTION_NAME": "authorizer", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-I", "-S", program], env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
