"""To which threads replies belong, as far as this process remembers: see `onetick.tasks.guesses`.

A reply's id does not tell its thread, yet taking the reply back changes the thread's count. A guess
adds the thread to the first read; a wrong one costs a call, never an answer.
"""

from collections import OrderedDict

from onetick.kernel.ids import OrgId

MAX_REPLIES = 10_000

_threads: OrderedDict[tuple[OrgId | None, str], str] = OrderedDict()


def remember_thread(org: OrgId | None, reply: str, thread: str) -> None:
    """That a reply belongs to this thread."""
    _threads[org, reply] = thread
    _threads.move_to_end((org, reply))
    if len(_threads) > MAX_REPLIES:
        _threads.popitem(last=False)


def thread_of(org: OrgId | None, reply: str) -> str | None:
    """To which thread a reply belongs, if that is remembered."""
    return _threads.get((org, reply))
