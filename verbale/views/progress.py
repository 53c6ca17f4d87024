"""A progress bar on stderr, where a person watches and the work is long."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")
PATIENCE = 0.8
"""Seconds of work before a bar is shown."""


class Watch:
    """Counts documents on stderr while they are read; nothing where stderr is no terminal or the work is short."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        columns = (TextColumn("reading"), BarColumn(24), TextColumn("{task.completed:.0f} documents"))
        self.progress = Progress(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        self.task = self.progress.add_task("reading", total=None)
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.clear(again=False)

    def over(self, results: Iterable[T]) -> Iterator[T]:
        """The results as they come, each counted."""
        for result in results:
            self.progress.advance(self.task)
            yield result

    def clear(self, again: bool = True) -> None:
        """Take the bar off the screen before something is printed there; it comes back if the work goes on."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._timer = None
            if self.progress.live.is_started:
                self.progress.stop()
        if again:
            self._wait()

    def _wait(self) -> None:
        if self.console.is_terminal and self._timer is None:
            self._timer = threading.Timer(PATIENCE, self._start, [])
            self._timer.daemon = True
            self._timer.start()

    def _start(self) -> None:
        with self._lock:
            if self._timer is threading.current_thread():
                self.progress.start()
