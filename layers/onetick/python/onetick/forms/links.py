"""Public links of forms, and what proves that somebody had the form before them: both computed, neither kept.

A link's token is `<organization>.<form>.<signature>`, the ids without their prefixes; the signature
covers the form's nonce, so a new link makes older ones worthless. A proof says when the form was
shown: whoever sends it back must have taken at least a moment, and can do so once.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from onetick.kernel.adapters.secrets import secret
from onetick.kernel.ids import OrgId
from onetick.kernel.problems import NotFound
from onetick.kernel.settings import settings

from .model import Form

SECRET = "link-key"  # noqa: S105 - the name of a secret
LEAST_SECONDS = 2
"""Nobody fills in a form faster; a program does."""
MOST_SECONDS = 24 * 3600

_TOKEN = re.compile(r"([0-9A-Z]{26})\.([0-9A-Z]{26})\.([0-9a-f]{32})")
_PROOF = re.compile(r"([0-9]{10,13})\.([0-9a-f]{16})\.([0-9a-f]{32})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a token says. It proves nothing until the form is read and `opens` agrees."""

    org_id: OrgId
    form_id: str
    signature: str

    def opens(self, form: Form) -> bool:
        """Whether this is the link of the form."""
        return form.nonce is not None and hmac.compare_digest(self.signature, _sign("form", form, form.nonce))


def token(form: Form) -> str:
    """The token of a form's link. The form must have one."""
    assert form.nonce is not None
    ids = (part.partition("_")[2] for part in (form.org_id, form.id))
    return ".".join((*ids, _sign("form", form, form.nonce)))


def url(form: Form) -> str:
    """The address of a form."""
    return f"{settings().public_url}/forms/{token(form)}"


def read(text: str) -> Link:
    """The link of a token. Raises NotFound for text that can be none."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        raise NotFound()
    return Link(org_id=OrgId(f"org_{match[1]}"), form_id=f"frm_{match[2]}", signature=match[3])


def proof(form: Form, now: datetime, salt: str) -> str:
    """What says that the form was shown now."""
    head = f"{int(now.timestamp())}.{salt}"
    return f"{head}.{_sign('shown', form, head)}"


def shown_before(form: Form, text: str, now: datetime) -> float | None:
    """How many seconds ago the form was shown by this proof; None for what is no proof of this form."""
    match = _PROOF.fullmatch(text)
    if match is None or not hmac.compare_digest(match[3], _sign("shown", form, f"{match[1]}.{match[2]}")):
        return None
    return now.timestamp() - int(match[1])


def _sign(what: str, form: Form, text: str) -> str:
    message = "\x00".join((what, form.org_id, form.id, form.nonce or "", text))
    return hmac.new(secret(SECRET).encode(), message.encode(), hashlib.sha256).hexdigest()[:32]
