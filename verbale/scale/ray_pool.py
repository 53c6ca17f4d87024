"""The same over a Ray cluster (extra `verbale[scale]`): tasks in input order, with few in flight.

Ray itself runs a task again whose node is lost; reading is pure, so a repeat gives the same result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from verbale.core.document import Document
from verbale.core.problem import Problem
from verbale.scale.attempt import attempt, failure, lost
from verbale.scale.pool import AHEAD

T = TypeVar("T")


class ScaleError(Exception):
    """Its text is one clear line."""


def run(
    function: Callable[[Document], T], documents: Iterable[Document | Problem], workers: int = 1
) -> Iterator[T | Problem]:
    """As `verbale.scale.run`, on the cluster this process is connected to, or a local one of `workers` processes.

    Raises ScaleError where Ray is not installed.
    """
    ray = _ray()
    if not ray.is_initialized():
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    task, shared = ray.remote(attempt), ray.put(function)
    waiting: deque[tuple[Document | Problem, Any]] = deque()
    for document in documents:
        sent = None if isinstance(document, Problem) else task.remote(shared, document)
        waiting.append((document, sent))
        if len(waiting) >= workers * AHEAD:
            yield _result(ray, *waiting.popleft())
    while waiting:
        yield _result(ray, *waiting.popleft())


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise ScaleError("Ray is not installed; pip install 'verbale[scale]'") from error
    return ray


def _result(ray: Any, document: Document | Problem, sent: Any) -> Any:
    if isinstance(document, Problem):
        return document
    try:
        return ray.get(sent)
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError):
        return lost(document, "its reading ended the process")
    except ray.exceptions.RayError as error:
        return failure(document, error)
