"""The page of sent mails shows text as text."""

from datetime import UTC, datetime

from infra.local.mailbox import Mail, page


def mail(text: str, subject: str = "Subject", html: str = "") -> Mail:
    return Mail("a@example.com", ("b@example.com",), subject, text, html, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def test_the_newest_mail_is_first() -> None:
    shown = page([mail("one", "First"), mail("two", "Second")])
    assert shown.index("Second") < shown.index("First")
    assert "03:04:05 UTC" in shown


def test_what_a_mail_says_cannot_become_markup() -> None:
    shown = page([mail("<script>alert(1)</script> & {braces}", "<img src=x>")])
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {braces}" in shown


def test_links_can_be_followed_and_end_before_the_sentence_does() -> None:
    shown = page([mail('Go to http://127.0.0.1:8000/reset?token=a.b&x="1". Bye')])
    assert '<a href="http://127.0.0.1:8000/reset?token=a.b&amp;x=">' in shown
    shown = page([mail("See http://127.0.0.1:8000/invitations/1.2.3.")])
    assert '<a href="http://127.0.0.1:8000/invitations/1.2.3">http://127.0.0.1:8000/invitations/1.2.3</a>.' in shown


def test_only_web_links_are_links() -> None:
    assert "<a " not in page([mail("javascript:alert(1) file:///etc/passwd")])


def test_a_mail_without_text_shows_the_words_of_its_html() -> None:
    assert "Hello  Ann" in page([mail("", html="<p>Hello <b>Ann</b></p>")]).replace("\n", " ")


def test_an_empty_mailbox_says_so() -> None:
    assert "No mail was sent since the start." in page([])
