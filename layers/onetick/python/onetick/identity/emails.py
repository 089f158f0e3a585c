"""E-mail addresses: one spelling each, and the digest under which an address is found.

Only ASCII addresses are taken, which is what SES can deliver to; an internationalised domain has its
`xn--` form. So no two addresses that look alike can be folded into one, and none can carry a header.
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from onetick.kernel.keys import fingerprint

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PATTERN = rf"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+$"


def normalised(address: str) -> str:
    """The one spelling of an address: nobody distinguishes two people by the case of their letters."""
    return address.strip().lower()


EmailAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=_PATTERN),
    AfterValidator(normalised),
]
"""An address as a body's field; the value is normalised."""


def digest(address: str) -> str:
    """What stands for an address in keys and events."""
    return fingerprint("email", normalised(address))
