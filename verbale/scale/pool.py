"""Documents through a function in input order, in this process or a pool, with few in flight."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from verbale.core.document import Document
from verbale.core.problem import Problem
from verbale.scale.attempt import attempt, failure, lost

T = TypeVar("T")
AHEAD = 4
"""Documents in flight for each worker; memory holds no more, whatever the size of the batch."""


def run(
    function: Callable[[Document], T], documents: Iterable[Document | Problem], workers: int = 1
) -> Iterator[T | Problem]:
    """The function's result for each document, in input order; a Problem among the inputs stays in its place.

    A document on which the function raises, or kills its process, gives a Problem, and the batch goes on.
    With several workers the function and its results must be picklable.
    """
    if workers > 1:
        yield from _Pool(function, workers).run(documents)
    else:
        yield from (d if isinstance(d, Problem) else attempt(function, d) for d in documents)


class _Pool(Generic[T]):
    """A pool that is made anew where a process of it dies."""

    def __init__(self, function: Callable[[Document], T], workers: int) -> None:
        self.function = function
        self.workers = workers
        self.waiting: deque[tuple[Document | Problem, Future[T | Problem] | None]] = deque()
        self.executor = self._made(workers)

    def _made(self, workers: int) -> ProcessPoolExecutor:
        """Started from a clean process: a fork of one with threads (a terminal's bar, a parser) may hang.

        An interrupt from the keyboard is the business of the process that asked.
        """
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        quiet = (signal.SIGINT, signal.SIG_IGN)
        return ProcessPoolExecutor(workers, mp_context=context, initializer=signal.signal, initargs=quiet)

    def run(self, documents: Iterable[Document | Problem]) -> Iterator[T | Problem]:
        try:
            for document in documents:
                self.waiting.append((document, self._sent(document)))
                if len(self.waiting) >= self.workers * AHEAD:
                    yield self._next()
            while self.waiting:
                yield self._next()
        finally:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def _sent(self, document: Document | Problem) -> Future[T | Problem] | None:
        """None for what needs no work, and where the pool broke: `_next` then mends it."""
        if isinstance(document, Problem):
            return None
        try:
            return self.executor.submit(attempt, self.function, document)
        except BrokenProcessPool:
            return None

    def _next(self) -> T | Problem:
        document, future = self.waiting.popleft()
        if isinstance(document, Problem):
            return document
        try:
            if future is None:
                raise BrokenProcessPool
            return future.result()
        except BrokenProcessPool:
            return self._alone(document)
        except Exception as error:
            return failure(document, error)

    def _alone(self, document: Document) -> T | Problem:
        """Try a document by itself after a process died, since the dead one may have held another; mend the pool."""
        self.executor.shutdown(wait=True, cancel_futures=True)
        with self._made(1) as single:
            try:
                result: T | Problem = single.submit(attempt, self.function, document).result()
            except BrokenProcessPool:
                result = lost(document, "its reading ended the process")
            except Exception as error:
                result = failure(document, error)
        self.executor = self._made(self.workers)
        self._resend()
        return result

    def _resend(self) -> None:
        """Send again what the broken pool did not finish."""
        for i, (document, future) in enumerate(self.waiting):
            if future is None or not future.done() or future.cancelled() or future.exception() is not None:
                self.waiting[i] = (document, self._sent(document))
