"""Configuration: read from the environment once, typed, frozen."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a deployed function is told about where it runs.

    `prefix` names every resource of the deployment; `profile` is `dev`, `staging` or `prod`;
    `public_url` is the origin that people and tokens see (issuer, links in mails). `caller_header` is
    the lower-case name of the header in which what stands in front of the API tells the caller's
    address; empty where nothing does, and callers could write it themselves. `history_days` is how
    far back one can look at what was. `scanner` says who looks for malware in what people attach:
    `guardduty`, or `local`, a scanner of our own that knows one test file. `attachment_bytes` is how
    large an attachment may be, `workspace_bytes` how large all files of a workspace together.
    """

    prefix: str
    profile: str
    release: str
    region: str
    tenant_table: str
    global_table: str
    bus: str
    files_bucket: str
    public_url: str
    mail_from: str
    caller_header: str = ""
    history_days: int = 400
    scanner: str = "guardduty"
    attachment_bytes: int = 100_000_000
    workspace_bytes: int = 100_000_000_000

    @property
    def is_production(self) -> bool:
        """Whether this deployment serves customers."""
        return self.profile == "prod"


@cache
def settings() -> Settings:
    """The settings of this process; the environment is not read again after the first call."""
    env = os.environ
    prefix = env.get("ONETICK_PREFIX", "onetick-dev")
    return Settings(
        prefix=prefix,
        profile=env.get("ONETICK_PROFILE", "dev"),
        release=env.get("ONETICK_RELEASE", "dev"),
        region=env.get("AWS_REGION", "eu-central-1"),
        tenant_table=env.get("ONETICK_TENANT_TABLE", prefix),
        global_table=env.get("ONETICK_GLOBAL_TABLE", f"{prefix}-global"),
        bus=env.get("ONETICK_BUS", prefix),
        files_bucket=env.get("ONETICK_FILES_BUCKET", f"{prefix}-files"),
        public_url=env.get("ONETICK_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        mail_from=env.get("ONETICK_MAIL_FROM", "OneTick <no-reply@onetick.example>"),
        caller_header=env.get("ONETICK_CALLER_HEADER", "").lower(),
        history_days=int(env.get("ONETICK_HISTORY_DAYS", "400")),
        scanner=env.get("ONETICK_SCANNER", "guardduty"),
        attachment_bytes=int(env.get("ONETICK_ATTACHMENT_BYTES", "100000000")),
        workspace_bytes=int(env.get("ONETICK_WORKSPACE_BYTES", "100000000000")),
    )
