"""Names of files: from whatever somebody calls a file to a name that harms nobody who shows or saves it.

Nothing hides in it (no control, format or private characters, which turn text around or make it
invisible), nothing in it means something to a file system (separators, wildcards, dots at the ends,
names of devices), and it fits into 255 bytes with its extension.
"""

import re
import unicodedata

from onetick.kernel.problems import Fault, Unprocessable

MAX_BYTES = 255
MAX_EXTENSION = 20
UNNAMED = "file"

_SEPARATORS = re.compile(r'[/\\:*?"<>|]')
_SPACE = re.compile(r"\s+")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_JOINERS = "\u200c\u200d"
"""Format characters that words and emoji are made of."""
_EDGES = " ." + _JOINERS
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")

BLOCKED = frozenset(
    [
        *("ade", "adp", "apk", "app", "appx", "bat", "cab", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta"),
        *("ins", "iso", "isp", "jar", "jnlp", "jse", "lib", "lnk", "mde", "msc", "msi", "msix", "msp", "mst", "nsh"),
        *("pif", "ps1", "reg", "scf", "scr", "sct", "shb", "sys", "vb", "vbe", "vbs", "vxd", "wsc", "wsf", "wsh"),
    ]
)
"""Extensions of files that do something when somebody opens them by mistake."""


def safe_name(text: str) -> str:
    """The name under which a file is shown, stored and saved."""
    # A line break parts words, though it is a control character too.
    spaced = _SPACE.sub(" ", text)
    visible = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _HIDDEN)
    whole = _SPACE.sub(" ", unicodedata.normalize("NFC", visible))
    plain = _SEPARATORS.sub("_", whole).strip(_EDGES)
    named = f"_{plain}" if _DEVICES.match(plain) else plain
    return _shortened(named) or UNNAMED


def accepted_name(text: str) -> str:
    """The safe name of a file that may be attached. Raises Unprocessable where opening it would run it."""
    name = safe_name(text)
    if extension(name) in BLOCKED:
        fault = Fault("/name", "blocked_type", f".{extension(name)} files are not taken")
        raise Unprocessable("Files that run when they are opened cannot be attached. Pack it first.", errors=[fault])
    return name


def extension(name: str) -> str:
    """What is behind the last dot, in lower case; empty without one."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def _shortened(name: str) -> str:
    if len(name.encode()) <= MAX_BYTES:
        return name
    stem, dot, last = name.rpartition(".")
    tail = f".{last}" if dot and stem and len(last.encode()) <= MAX_EXTENSION else ""
    kept = (stem if tail else name).encode()[: MAX_BYTES - len(tail.encode())]
    return kept.decode(errors="ignore").rstrip(_EDGES) + tail
