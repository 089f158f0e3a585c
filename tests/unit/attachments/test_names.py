"""Whatever a file is called, its name harms nobody, and what runs when it is opened is not taken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onetick.attachments.names import UNNAMED, extension, safe_name
from onetick.kernel.adapters.s3 import disposition
from tests.unit.tasks.desk import Desk

from .cabinet import announce, announcement, attach, now


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("Sketch.png", "Sketch.png"),
        ("Übersicht 1.pdf", "Übersicht 1.pdf"),
        ("日本語.txt", "日本語.txt"),
        ("👩\u200d💻.png", "👩\u200d💻.png"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\boot.ini", "_.._boot.ini"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\x.txt", "C__x.txt"),
        ("gpj.\u202egpj.exe", "gpj.gpj.exe"),
        ("a\u200bb\ufeff.txt", "ab.txt"),
        ("a\tb\nc.txt", "a b c.txt"),
        ('x"; filename=y.exe', "x_; filename=y.exe"),
        ("<script>.html", "_script_.html"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("aux.tar.gz", "_aux.tar.gz"),
        ("  .hidden. ", "hidden"),
        ("...", UNNAMED),
        ("\u202e", UNNAMED),
        ("e\u0301.txt", "\u00e9.txt"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


@given(st.text(max_size=600))
def test_no_name_hides_anything_or_means_anything_to_a_file_system(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(name)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\n\r\t\x00')
    assert name.strip(" .") == name
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn")
    assert not [c for c in name if unicodedata.category(c) in hidden and c not in "\u200c\u200d"]


@given(st.text(max_size=300))
def test_a_name_fits_into_a_header(text: str) -> None:
    header = disposition(safe_name(text), inline=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_a_long_name_keeps_its_extension() -> None:
    assert safe_name("ü" * 400 + ".png").endswith("ü.png")
    assert extension(safe_name("x" * 500 + ".docx")) == "docx"


def test_the_original_name_is_kept_beside_the_safe_one(desk: Desk) -> None:
    sent = "invoice\u202efdp.txt"
    made = announce(desk, desk.task(), name=sent)
    assert (made["name"], made["original_name"]) == ("invoicefdp.txt", sent)
    ready = attach(desk, desk.task(), name='Ärger "neu".txt')
    _, headers, _ = desk.service.objects.get(now(desk, ready)["download_url"])
    assert headers["Content-Disposition"].isascii()
    assert "filename*=UTF-8''%C3%84rger" in headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["setup.exe", "a.pdf.EXE", "x.\u202egpj.scr", "run.bat ", "x.cmd.", "y.lnk"])
def test_what_runs_when_it_is_opened_is_not_taken(desk: Desk, name: str) -> None:
    problem = desk.ann.post(f"{desk.team.w}/attachments", announcement(desk.task(), name=name)).expect(422)
    assert problem["errors"][0]["pointer"] == "/name"
