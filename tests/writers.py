"""Processes that write into a register, and are stopped in the middle of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from tests.handmade import TEXT, document, stub
from verbale.core.record import Reading
from verbale.register import RegisterError, open_register

FORK = multiprocessing.get_context("fork")
SMALL = "Norway reached {} million krone."


def small(number: int) -> Reading:
    return stub(document(SMALL.format(number), f"{number}.txt"))


def large(number: int) -> Reading:
    return stub(document(f"Norway reached {number} million krone. {TEXT}", f"{number}.txt"))


def _write(url: str, numbers: Sequence[int], at_once: int, told: Connection) -> None:
    """Store documents and tell each that is stored; the pipe holds what was told when the process is killed."""
    try:
        with open_register(url) as register:
            for start in range(0, len(numbers), at_once):
                some = numbers[start : start + at_once]
                register.add_all([large(n) if at_once > 1 else small(n) for n in some], at_once=at_once)
                told.send_bytes(",".join(map(str, some)).encode())
        told.send_bytes(b"done")
    except RegisterError as error:
        told.send_bytes(f"failed {error}".encode())


def start(url: str, numbers: Sequence[int], at_once: int = 1) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """A process that writes these documents, and where it tells what is stored."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_write, args=(url, numbers, at_once, there), daemon=True)
    process.start()
    there.close()
    return process, here


def told(pipe: Connection) -> list[str]:
    """All that was told before the process ended."""
    found = []
    try:
        while True:
            found.append(pipe.recv_bytes().decode())
    except EOFError:
        return found


def both(url: str, count: int) -> list[str]:
    """Two processes write `count` documents each at the same time; what they told last."""
    running = [start(url, range(first, first + count)) for first in (0, count)]
    last = [told(pipe)[-1] for _, pipe in running]
    for process, _ in running:
        process.join(timeout=60)
    return last


def killed(url: str, first: int, wait: float, at_once: int) -> list[int]:
    """The documents that a process said it had stored before it was killed, `wait` seconds after its first word."""
    process, pipe = start(url, range(first, first + 10_000), at_once)
    if not pipe.poll(60):
        raise TimeoutError("the writer never started")
    time.sleep(wait)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(timeout=60)
    return [int(n) for line in told(pipe) if line[0].isdigit() for n in line.split(",")]


def lost(url: str, acknowledged: Sequence[int]) -> list[str]:
    """What of the acknowledged documents is not there whole, and what else is wrong with the register."""
    with open_register(url, create=False) as register:
        held = {about.source: about.id for about in register.documents()}
        gone = [f"{n}.txt" for n in acknowledged if f"{n}.txt" not in held]
        counted: dict[str, int] = {}
        for kept in register.records():
            counted[kept.document.source] = counted.get(kept.document.source, 0) + 1
        torn = [name for name in held if counted.get(name) not in (1, 9)]
        return [*gone, *torn, *register.check()]


def runs(url: str, count: int, longest: float = 0.25) -> tuple[int, list[str]]:
    """Kill a writer `count` times, each time going on in the same register: (acknowledged in all, what was lost)."""
    acknowledged: list[int] = []
    for number in range(count):
        at_once = 1 if number % 2 else 20
        wait = longest * (number * 37 % 100) / 100
        acknowledged += killed(url, number * 10_000, wait, at_once)
        if Path(url).is_file() and number % 5 and number + 1 < count:
            continue
        if problems := lost(url, acknowledged):
            return len(acknowledged), problems
    return len(acknowledged), lost(url, acknowledged)
