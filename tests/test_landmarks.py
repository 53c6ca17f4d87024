"""Events that the facts know as anchors of time; what rests on them is supplied."""

from __future__ import annotations

from typing import Any

import pytest

import verbale
from tests.conftest import cases
from verbale.core.interval import SUPPLIED
from verbale.core.mention import Time


@pytest.mark.parametrize("row", cases("mentions/landmarks"), ids=lambda r: r["text"][:50])
def test_landmarks(row: dict[str, Any]) -> None:
    reading = verbale.read(row["text"], date=row.get("date", "2024-06-01"), publisher="SGP")
    got = [m for m in reading.mentions if isinstance(m, Time) and m.interval and SUPPLIED in m.interval.basis]
    expected = row.get("times", [])
    assert len(got) == len(expected)
    for want, found in zip(expected, got, strict=True):
        assert found.interval and found.span.of(row["text"]) == want["quote"] and found.sign == want["sign"]
        assert want.get("edtf") in (None, found.interval.edtf)


def test_a_record_says_that_its_time_is_supplied() -> None:
    reading = verbale.read("Since its founding, ASEAN has opened ten centres.", date="2024-06-01", publisher="SGP")
    dated = [r for r in reading.records if r.time and SUPPLIED in r.time.basis]
    assert dated and all("time" in r.supplied for r in dated)
