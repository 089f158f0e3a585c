"""The whole platform: started, usable, stopped.

    with start() as platform:
        urllib.request.urlopen(platform.url + "/v1/meta")

`start` is what `make run` and the end-to-end tests call; the tests take an installation to throw away.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from . import mailbox, security_headers
from .children import Child, Lifeline
from .claim import Claim
from .deployment import Clients, Deployment, Plan
from .emulator import REGION, ROOT_KEY, ROOT_SECRET, Emulator, Mode
from .front import MAIL_PATH, Front, Site
from .home import ROOT, Home
from .pool import Pool, credentials
from .ports import HOST, any_free, lasting, listen
from .refusal import Refusal

PREFIX = "onetick-local"
TEMPLATE = ROOT / "template.yaml"
FOLDERS: Mapping[str, tuple[Path, ...]] = {
    "/": (ROOT / "web" / "dist",),
    "/docs": (ROOT / "web" / "dist" / "docs", ROOT / "web" / "reference"),
}
"""What the front server serves from which folder: the first that exists."""

_ROTATION_SECONDS = 30.0
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """How to run; see `start`."""

    home: Path
    ephemeral: bool
    auth: bool
    port: int
    template: Path
    say: Say

    @property
    def mode(self) -> Mode:
        """What the emulator needs to know of it."""
        return Mode(lasting=not self.ephemeral, auth=self.auth)


def start(
    *,
    ephemeral: bool = True,
    auth: bool = False,
    port: int = 0,
    home: Path | None = None,
    template: Path = TEMPLATE,
    say: Say = lambda line: None,
) -> "Platform":
    """Start a platform and wait until it serves.

    `ephemeral`: keep nothing, in a folder of its own that is deleted at the end; otherwise in `home`
    (`.local/` of the checkout). `auth`: IAM is enforced, every function runs from its own archive under
    its own role. `port`: of the web address, 0 for any free one. `say` hears each step.
    Raises Refusal with one line that says why it cannot start, OSError for a full disk and the like.
    """
    folder = Path(tempfile.mkdtemp(prefix="onetick-")) if ephemeral else home or ROOT / ".local"
    platform = Platform(Choice(folder, ephemeral, auth, port, template, say))
    platform.bring_up()
    return platform


class Platform:
    """A running platform. Stop it with `stop`, or use it as a context manager."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._end = ExitStack()
        self._clients: dict[str, Any] = {}
        self.home = Home(choice.home)
        self.url = ""
        self._serves = False
        self.emulator: Emulator
        self.pool: Pool | None = None
        self.changed = False
        """Whether this start deployed anything."""
        self.functions: Mapping[str, Mapping[str, Any]] = {}
        """Every function by name: its handler, environment, memory (MB) and timeout (seconds)."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def prefix(self) -> str:
        """What every resource's name begins with."""
        return PREFIX

    @property
    def endpoint(self) -> str:
        """The emulator's address, for the AWS APIs."""
        return self.emulator.endpoint

    @property
    def mail_url(self) -> str:
        """The page that shows the mails that were sent."""
        return self.url + MAIL_PATH

    @property
    def children(self) -> tuple[Child, ...]:
        """The processes that were started and run now."""
        return (self.emulator.child, *(self.pool.workers if self.pool else ()))

    @property
    def lambda_environment(self) -> dict[str, str]:
        """The variables under which the functions run: those that all share, and what finds the emulator."""
        environments = [function["environment"].items() for function in self.functions.values()]
        shared = set(environments[0]).intersection(*environments[1:]) if environments else set()
        return {**dict(sorted(shared)), **credentials(self.endpoint)}

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator, with the rights of the account's root."""
        if service not in self._clients:
            self._clients[service] = _client(service, self.endpoint)
        return self._clients[service]

    def mails(self) -> tuple[mailbox.Mail, ...]:
        """Every mail since the start, oldest first."""
        return mailbox.mails(self.emulator)

    def save(self) -> None:
        """Have the state saved now, rather than within the next seconds."""
        self.emulator.save()

    def stop(self) -> None:
        """Stop everything that was started; what is to last is saved."""
        self._end.close()

    def bring_up(self) -> None:
        """Start everything, or nothing. Raises Refusal, OSError."""
        with ExitStack() as undo:
            undo.callback(self.stop)
            self._begin()
            undo.pop_all()

    def _begin(self) -> None:
        choice, home, say = self._choice, self.home, self._choice.say
        claim = self._claim()
        home.prepare()
        listening = listen(choice.port)
        self._end.callback(listening.close)
        self.url = f"http://{HOST}:{listening.getsockname()[1]}"
        lifeline = Lifeline.tie()
        self._end.callback(lifeline.cut)
        port, pool_port = (any_free(), 0) if choice.ephemeral else lasting(home.ports, "emulator", "pool")
        if not choice.auth:
            log = self._end.enter_context(home.log("functions"))
            self.pool = Pool(home, f"http://{HOST}:{port}", lifeline, log, pool_port)
            self._end.callback(self.pool.stop)
        say("Starting the emulator")
        self.emulator = Emulator.start(home, port, choice.mode, lifeline, notice=say)
        self._end.callback(self._stop_emulator)
        self._record(claim)
        self._deploy()
        if self.pool:
            self.pool.on_change = lambda: self._record(claim)
            self.pool.start()
            self._record(claim)
        self._rotate_new_secrets()
        front = Front(listening, self._site())
        front.start()
        self._end.callback(front.stop)
        self._serves = True
        self.save()

    def _claim(self) -> Claim | None:
        """The right to run the installation; one that is thrown away needs none."""
        if self._choice.ephemeral:
            self._end.callback(self._throw_away)
            return None
        self.home.root.mkdir(parents=True, exist_ok=True)
        claim = Claim(self.home)
        self._end.callback(claim.release)
        return claim

    def _throw_away(self) -> None:
        """Delete the installation, unless it did not start: then its logs say why."""
        if self._serves:
            shutil.rmtree(self.home.root, ignore_errors=True)

    def _record(self, claim: Claim | None) -> None:
        if claim:
            claim.record(self.url, self.children)

    def _stop_emulator(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()
        if self._choice.ephemeral:
            self.emulator.child.kill()
        else:
            self.emulator.child.stop(patience=30)

    def _deploy(self) -> None:
        known = frozenset(json.loads(self.home.resource_types.read_text()))
        clients = Clients(*(self.client(name) for name in ("cloudformation", "s3", "lambda", "apigateway")))
        deployment = Deployment(clients, self.endpoint, known, self._choice.say)
        parameters = {
            "Prefix": PREFIX,
            "Profile": "dev",
            "Release": "local",
            "PublicUrl": self.url,
            "OwnsGatewayLogs": "false",
            "Scanner": "local",
        }
        pool, record = self.pool.address if self.pool else None, self.home.logs / "left-out.log"
        plan = Plan(self._choice.template, parameters, self._choice.mode, pool, self.home.layers, record)
        self.changed = deployment.bring_up(plan)
        self.functions = deployment.functions()
        self.home.functions.write_text(json.dumps(self.functions))
        self._api = deployment.api_path()
        if self.changed:
            self._verify_sender()

    def _verify_sender(self) -> None:
        """What whoever deploys to AWS does by hand, once: prove that the address mail comes from is theirs."""
        sender = parseaddr(self.lambda_environment.get("ONETICK_MAIL_FROM", ""))[1]
        if sender:
            self.client("sesv2").create_email_identity(EmailIdentity=sender)

    def _rotate_new_secrets(self) -> None:
        """What a rotation schedule does at once in AWS: the first rotation of a secret that never had one."""
        secrets = self.client("secretsmanager")
        for secret in secrets.list_secrets()["SecretList"]:
            versions = secret.get("SecretVersionsToStages", {}).values()
            if not secret.get("RotationEnabled") or any("AWSPREVIOUS" in stages for stages in versions):
                continue
            self._choice.say(f"Rotating {secret['Name']} for the first time")
            version = secrets.rotate_secret(SecretId=secret["Name"])["VersionId"]
            deadline = time.monotonic() + _ROTATION_SECONDS
            while secrets.get_secret_value(SecretId=secret["Name"])["VersionId"] != version:
                if time.monotonic() > deadline:
                    raise Refusal(f"The first rotation of {secret['Name']} failed (see {self.home.logs})")
                time.sleep(0.05)

    def _site(self) -> Site:
        folders = {prefix: next((f for f in found if f.is_dir()), found[0]) for prefix, found in FOLDERS.items()}
        return Site(
            folders=folders,
            headers=security_headers.declared(ROOT / "infra" / "web.yaml", files=self.endpoint),
            emulator=self.emulator,
            api=self._api,
            mails=self.mails,
        )


def _client(service: str, endpoint: str) -> Any:
    import boto3
    from botocore.config import Config

    config = Config(
        s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}, connect_timeout=5, read_timeout=310
    )
    make: Any = boto3.client
    return make(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY,
        aws_secret_access_key=ROOT_SECRET,
        config=config,
    )
