"""`python -m infra.local`, which is `make run`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python must be told so, in syntax it understands)
    sys.exit("make run: OneTick needs Python 3.11 or later; this is {}.{}.".format(*sys.version_info[:2]))

try:
    from infra.local.command import main
except ModuleNotFoundError as missing:
    sys.exit(f"make run: the package {missing.name} is not installed for this Python. Start it with: make run")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
