"""The same result by any number of workers, whatever happens to one document."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from tests.handmade import TEXT, document, stub
from verbale.core.document import Document
from verbale.core.problem import Problem
from verbale.core.record import Reading
from verbale.register.encoding import dumps
from verbale.scale import ray_pool, run
from verbale.scale.attempt import failure
from verbale.scale.pool import AHEAD


def batch(*bad: str) -> list[Document | Problem]:
    texts = [f"Norway reached {i} million. {TEXT}" for i in range(6)] + list(bad) + [TEXT] * 6
    documents: list[Document | Problem] = [document(t, f"{i}.txt") for i, t in enumerate(texts)]
    return [*documents, Problem("x.pdf", "no text")]


def printed(results: Iterator[Reading | Problem]) -> list[str]:
    return [str(r) if isinstance(r, Problem) else dumps([x.json() for x in r.records]) for r in results]


def test_workers_give_the_same_bytes() -> None:
    one = printed(run(stub, batch("CRASH."), 1))
    assert one == printed(run(stub, batch("CRASH."), 2))
    assert one[-1] == "x.pdf: no text"
    assert one[6] == "6.txt: ValueError: no reading of file.txt"


def test_a_dead_process_costs_one_document() -> None:
    whole = batch("DIE.", "A. DIE.")
    results = printed(run(stub, whole, 2))
    assert [r for r in results if "process" in r] == [
        "6.txt: its reading ended the process",
        "7.txt: its reading ended the process",
    ]
    del whole[6:8], results[6:8]
    assert results == printed(run(stub, whole, 1))


def test_few_are_in_flight() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document(f"Norway reached {taken} million.", f"{taken}.txt")

    results = run(stub, endless(), 2)
    for _ in range(5):
        next(results)
    assert taken <= 5 + 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


def unpicklable(_: Document) -> Reading:
    return lambda: None  # type: ignore[return-value]


def test_a_result_that_cannot_travel_is_a_problem() -> None:
    (result,) = run(unpicklable, [document()], 2)
    assert isinstance(result, Problem)


def test_a_failure_names_its_item_and_no_folder() -> None:
    doc = document(source="many.jsonl", item="7")
    problem = failure(doc, FileNotFoundError(2, "No such file", "/srv/data/private/model.bin"))
    assert str(problem) == "many.jsonl: item 7: FileNotFoundError: [Errno 2] No such file: 'model.bin'"
    assert str(failure(doc, ValueError("see https://example.org/a/b"))).endswith("https://example.org/a/b")
    assert str(failure(doc, ValueError())) == "many.jsonl: item 7: ValueError"


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_one_line_says_what_to_install() -> None:
    with pytest.raises(ray_pool.ScaleError, match=r"verbale\[scale\]"):
        next(ray_pool.run(stub, [document()]))


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed")
def test_on_ray_the_same_bytes() -> None:
    bad = batch("CRASH.")
    assert printed(ray_pool.run(stub, bad, 2)) == printed(run(stub, bad, 1))
