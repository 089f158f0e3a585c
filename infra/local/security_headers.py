"""The headers the distribution adds to static files, so that a browser refuses here what it would refuse there."""

import re
from pathlib import Path
from typing import Any

_ONLY_WITH_TLS = "upgrade-insecure-requests"
_BUCKET = re.compile(r"https://\$\{Prefix\}-files-[^ ;]+")


def declared(template: Path, *, files: str = "") -> dict[str, str]:
    """The headers in the first response headers policy of the template, without those that need TLS.

    `files` is the origin that the bucket of files has here.
    """
    if not template.exists():
        return {}
    from .templates import read

    for resource in read(template)["Resources"].values():
        if resource["Type"] == "AWS::CloudFront::ResponseHeadersPolicy":
            return _headers(resource["Properties"]["ResponseHeadersPolicyConfig"], files)
    return {}


def _headers(policy: dict[str, Any], files: str) -> dict[str, str]:
    fixed = policy.get("SecurityHeadersConfig", {})
    custom = policy.get("CustomHeadersConfig", {}).get("Items", [])
    headers = {item["Header"]: str(item["Value"]) for item in custom}
    if "ContentTypeOptions" in fixed:
        headers["X-Content-Type-Options"] = "nosniff"
    if "FrameOptions" in fixed:
        headers["X-Frame-Options"] = fixed["FrameOptions"]["FrameOption"]
    if "ReferrerPolicy" in fixed:
        headers["Referrer-Policy"] = fixed["ReferrerPolicy"]["ReferrerPolicy"]
    if "ContentSecurityPolicy" in fixed:
        said = fixed["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        directives = _BUCKET.sub(files, said["Fn::Sub"] if isinstance(said, dict) else said).split(";")
        kept = [" ".join(directive.split()) for directive in directives if directive.strip() != _ONLY_WITH_TLS]
        headers["Content-Security-Policy"] = "; ".join(directive for directive in kept if directive)
    return headers
