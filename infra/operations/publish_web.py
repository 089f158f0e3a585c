"""Put the built web app where the distribution finds it.

    python -m infra.operations.publish_web onetick-prod

Files named by their content are kept for a year by browsers and go first; pages are asked for each
time and go last, so that no page ever names a file that is not there. Nothing is deleted: pages that
are open keep working, and the bucket forgets old versions itself.
"""

import mimetypes
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import boto3

BUILT = Path(__file__).parents[2] / "web" / "dist"
FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"


def uploads(folder: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """Key, file and headers of everything in the folder, in the order it must go."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda path: not _is_asset(path, folder)):
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        text = "; charset=utf-8" if kind.startswith("text/") else ""
        cache = FOREVER if _is_asset(path, folder) else ASK_EACH_TIME
        yield path.relative_to(folder).as_posix(), path, {"ContentType": f"{kind}{text}", "CacheControl": cache}


def _is_asset(path: Path, folder: Path) -> bool:
    return path.relative_to(folder).parts[0] == "assets"


def publish(s3: Any, bucket: str, folder: Path) -> int:
    """Upload everything; how many files there were."""
    count = 0
    for key, path, headers in uploads(folder):
        s3.put_object(Bucket=bucket, Key=key, Body=path.read_bytes(), **headers)
        count += 1
    return count


def outputs(cloudformation: Any, stack: str) -> dict[str, str]:
    """The outputs of a stack by name."""
    [found] = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def main(arguments: Sequence[str]) -> int:
    """Publish the web app of the stack that the only argument names."""
    [stack] = arguments
    if not BUILT.is_dir():
        print("The web app is not built (web/dist is missing), so only the API was deployed.")
        return 0
    found = outputs(boto3.client("cloudformation"), stack)
    count = publish(boto3.client("s3"), found["WebBucket"], BUILT)
    boto3.client("cloudfront").create_invalidation(
        DistributionId=found["DistributionId"],
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(time.time_ns())},
    )
    print(f"{count} files published. The service is at {found['Url']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
