"""Passwords: what may be one, and how it is kept.

argon2id with OWASP's parameters (2 passes over 19 MiB, 1 lane): 20 ms of CPU. Texts are brought to
NFKC first, so that a password typed on another keyboard is the same one (NIST SP 800-63B).
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 128

_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789")
# fmt: off
_COMMON = frozenset((
    "password", "passwort", "passw0rd", "p4ssword", "p4ssw0rd", "letmein", "welcome", "admin", "administrator",
    "qwerty", "qwertz", "azerty", "iloveyou", "dragon", "monkey", "football", "baseball", "sunshine", "princess",
    "superman", "batman", "master", "shadow", "login", "secret", "changeme", "default", "trustno1", "starwars",
    "whatever", "onetick",
))
# fmt: on


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _means()[0].hash(_normal(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept. With None for `kept` it takes as long, and is not."""
    from argon2.exceptions import VerifyMismatchError

    hasher, decoy = _means()
    try:
        hasher.verify(kept or decoy, _normal(password))
    except VerifyMismatchError:
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _means()[0].check_needs_rehash(kept)


def weakness(password: str, *, email: str, name: str) -> str | None:
    """What is wrong with a new password, as a sentence; None when nothing is."""
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        return f"A password has {SHORTEST} to {LONGEST} characters."
    bare = "".join(letter for letter in text.casefold() if letter.isalnum())
    personal = {email.casefold(), email.partition("@")[0].casefold(), name.casefold(), *name.casefold().split()}
    if _is_mostly(bare, personal):
        return "A password must not be made of your name or address."
    if _is_mostly(bare, _COMMON) or len(set(text.casefold())) < 4 or _is_run(bare):
        return "This password is too easy to guess."
    return None


def _is_mostly(bare: str, words: "frozenset[str] | set[str]") -> bool:
    """Whether taking one word out, however often it is in, leaves fewer than four other letters."""
    for word in words:
        known = "".join(letter for letter in word if letter.isalnum())
        rest = bare.replace(known, "") if len(known) >= 3 else bare
        if rest != bare and sum(letter.isalpha() for letter in rest) < 4:
            return True
    return False


def _is_run(bare: str) -> bool:
    """Whether it is neighbours of the alphabet, the keyboard or the digits, with or without more digits around."""
    parts = filter(None, (bare, bare.strip("0123456789")))
    return any(part in run or part[::-1] in run for part in parts for run in _RUNS)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _means() -> "tuple[PasswordHasher, str]":
    """The hasher, and the hash of a password that nobody knows, to check where there is no account.

    Both are made together, so that the first sign-in of a process takes as long with an account as without.
    """
    import secrets

    from argon2 import PasswordHasher, Type

    hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)
    return hasher, hasher.hash(secrets.token_urlsafe(32))
