"""A browser refuses locally what it will refuse behind the distribution."""

from pathlib import Path

from infra.local.home import ROOT
from infra.local.security_headers import declared


def test_the_headers_are_those_of_the_template_without_what_needs_tls() -> None:
    headers = declared(ROOT / "infra" / "web.yaml")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "upgrade-insecure-requests" not in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_files_are_fetched_from_where_the_bucket_is_here() -> None:
    policy = declared(ROOT / "infra" / "web.yaml", files="http://127.0.0.1:4566")["Content-Security-Policy"]
    assert "connect-src 'self' http://127.0.0.1:4566;" in policy
    assert "amazonaws" not in policy


def test_a_template_without_a_policy_adds_none(tmp_path: Path) -> None:
    assert declared(tmp_path / "none.yaml") == {}
    (tmp_path / "web.yaml").write_text("Resources: {Files: {Type: AWS::S3::Bucket}}\n")
    assert declared(tmp_path / "web.yaml") == {}
