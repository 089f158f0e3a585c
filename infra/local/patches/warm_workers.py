"""Defect: the first worker process of every function stays for ever.

The emulator keeps one process a function (50 to 70 MB) until it ends itself; a hundred functions called
once are some 6 GB.

Mended by ending the workers that were idle for longest, beyond a number that may stay.
"""

import threading
import time
from typing import Any

_EVERY_SECONDS = 0.5


def apply(most: int) -> None:
    """Start the thread that keeps at most `most` idle workers."""
    from ministack.core import lambda_runtime

    def surplus() -> list[Any]:
        with lambda_runtime._lock:
            running = [
                (worker.last_used, key, worker)
                for key, workers in lambda_runtime._workers.items()
                for worker in workers
                if worker._proc is not None
            ]
            running.sort(key=lambda entry: entry[0])
            ended = [(key, worker) for _, key, worker in running[: max(0, len(running) - most)] if not worker.in_use]
            for key, worker in ended:
                lambda_runtime._workers[key].remove(worker)
        return [worker for _, worker in ended]

    def keep_few() -> None:
        while True:
            time.sleep(_EVERY_SECONDS)
            lambda_runtime.kill_workers(surplus())

    threading.Thread(target=keep_few, name="warm-workers", daemon=True).start()
