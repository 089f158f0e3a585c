"""Passwords: what may be one, and how it is kept."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onetick.identity import passwords

WHO = {"email": "ann.example@acme.example", "name": "Ann Example"}


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "829301 4471 99",
        "Tr0ub4dor&3x",
        "ann went fishing in June",
        "密码很长而且难猜得很呢",
        "!@#$%^&*()_+",
        "p" * 9 + "qrs",
    ],
)
def test_a_long_and_unusual_text_is_a_password(password: str) -> None:
    assert passwords.weakness(password, **WHO) is None


@pytest.mark.parametrize(
    "password",
    [
        "too short",
        "x" * 129,
        "Ann Example",
        "ANN.EXAMPLE@acme.example",
        "ann.example2024!",
        "AnnExample!!!",
        "example-example-1",
        "Password2026!",
        "letmeinletmein",
        "iloveyou1234",
        "1234567890",
        "0987654321",
        "abcdefghijkl",
        "QWERTYUIOP",
        "abababababab",
        "----------------",
        "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13",
    ],
)
def test_a_short_personal_or_common_text_is_none(password: str) -> None:
    assert passwords.weakness(password, **WHO)


def test_a_password_is_kept_as_argon2id_with_owasps_parameters() -> None:
    kept = passwords.hashed("correct horse battery staple")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != passwords.hashed("correct horse battery staple"), "salted"
    assert not passwords.is_outdated(kept)


def test_a_hash_with_other_parameters_is_outdated_but_still_matches() -> None:
    from argon2 import PasswordHasher

    weaker = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("correct horse battery staple")
    assert passwords.is_outdated(weaker)
    assert passwords.matches("correct horse battery staple", weaker)


def test_nothing_matches_where_there_is_no_account() -> None:
    assert not passwords.matches("", None)
    assert not passwords.matches("correct horse battery staple", None)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=128), st.text(min_size=1, max_size=128))
def test_a_password_matches_in_every_unicode_form_and_no_other_does(password: str, other: str) -> None:
    kept = passwords.hashed(password)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert passwords.matches(unicodedata.normalize(form, password), kept)
    same = unicodedata.normalize("NFKC", password) == unicodedata.normalize("NFKC", other)
    assert passwords.matches(other, kept) is same
