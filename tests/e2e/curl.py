#!/usr/bin/env python3
"""As much of curl as the pages use, for a machine that has none: headers, a body, and the answer's body as it is."""

import argparse
import sys
import urllib.error
import urllib.request


def main() -> None:
    """Make one request."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("url")
    parser.add_argument("-sS", action="store_true")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data")
    given = parser.parse_intermixed_args()
    headers = dict(header.split(": ", 1) for header in given.headers)
    data = given.data.encode() if given.data is not None else None
    try:
        with urllib.request.urlopen(urllib.request.Request(given.url, data, headers)) as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    sys.stdout.buffer.write(body)


if __name__ == "__main__":
    main()
