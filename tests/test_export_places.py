"""Where an export goes: whole or not at all, never over a register, and in one clear line what went wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

import verbale
from tests.handmade import document, stub
from tests.test_export import FORMS, out, rows_of
from verbale.cli import app
from verbale.core.problem import Unreadable
from verbale.register import Register, open_register
from verbale.register.asking import Query
from verbale.views.exporting import delivery
from verbale.views.exporting.collection import Collection


@pytest.fixture
def held(tmp_path_factory: pytest.TempPathFactory) -> Register:
    register = open_register(tmp_path_factory.mktemp("held") / "held.sqlite")
    register.add(stub(document()))
    return register


def test_a_register_that_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = delivery.forms()["csv"]
    with open_register(tmp_path / "r.sqlite") as register:
        register.add(stub(document()))
        written = form.write

        def slow(collection: Collection, where: Path) -> None:
            written(collection, where)
            register.add(stub(document("Norway will open a school.", "late.txt")))

        monkeypatch.setattr(form, "write", slow)
        with pytest.raises(Unreadable, match="changed while"):
            delivery.export(register, Query(), "csv", tmp_path / "out")
    assert not (tmp_path / "out").exists() and not [p for p in tmp_path.iterdir() if "verbale" in p.name]


def test_a_disk_that_fails_leaves_nothing_behind(
    held: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = tmp_path / "talks.bib"
    before.write_text("as it was")
    monkeypatch.setattr(delivery.forms()["bibtex"], "write", full)
    with pytest.raises(Unreadable, match=r"talks\.bib: No space left"):
        out(held, "bibtex", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["talks.bib"] and before.read_text() == "as it was"


def test_a_place_that_does_not_fit(held: Register, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for form, where, why in (
        ("csv", "file", "is a file"), ("xlsx", ".", "is a folder"), ("csv", "none/where", "No such file"),
        ("nosuch", "x", "there are bibtex"),
    ):  # fmt: skip
        with pytest.raises(Unreadable, match=why) as error:
            delivery.export(held, Query(), form, tmp_path / where)
        assert str(tmp_path.parent) not in str(error.value)
    with open_register(tmp_path / "kept.sqlite") as register:
        register.add(stub(document()))
    with pytest.raises(Unreadable, match="is a register"):
        delivery.export(held, Query(), "sqlite", tmp_path / "kept.sqlite")


@pytest.mark.parametrize("form", [f for f, m in delivery.forms().items() if m.NEEDS])
def test_what_is_not_installed_is_named(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "find_spec", lambda _: None)
    with pytest.raises(Unreadable, match=r"pip install 'verbale\[views\]'"):
        delivery._form(form)


@pytest.mark.parametrize("module", delivery.forms().values(), ids=FORMS)
def test_a_form_says_what_it_is(module: ModuleType) -> None:
    assert module.__doc__ and module.__name__.rpartition(".")[2] == module.FORM
    assert {"SUFFIX", "NEEDS", "INSIDE", "TABLES", "write"} <= vars(module).keys()


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with open_register(path) as kept:
        kept.add(stub(document()), known_on=date(2021, 7, 1))
    runner = CliRunner()
    base = ["export", "--register", str(path), "--format"]
    done = runner.invoke(app, [*base, "csv", "-o", str(tmp_path / "t.zip"), "--actor", "Iceland", "--kind", "event"])
    assert done.exit_code == 0 and "t.zip: 1 document, 2 records in t.zip" in done.stderr
    done = runner.invoke(app, [*base, "csljson", "-o", "-"])
    assert done.exit_code == 0 and json.loads(done.stdout)[0]["title"] == "A note on ties"
    done = runner.invoke(app, [*base, "csv", "-o", str(tmp_path / "k"), "--known-on", "2021-06-30"])
    assert done.exit_code == 0 and "0 documents, 0 records" in done.stderr
    for wrong in (["csv", "-o", "-"], ["none", "-o", "x"], ["csv", "-o", "x", "--kind", "deed"],
                  ["csv", "-o", "x", "--since", "May"]):  # fmt: skip
        done = runner.invoke(app, [*base, *wrong])
        assert done.exit_code == 2 and "Traceback" not in done.stderr and str(tmp_path) not in done.stderr


def test_what_persons_decided_is_in_it(held: Register, tmp_path: Path) -> None:
    """A correction stands in its column and is named, what is rejected is not there, a note is."""
    figure, visit = (held.records(kind=kind)[0] for kind in ("figure", "event"))
    held.decide("correct", [figure.id], "A. Reader", "a misprint", field="value", value=13_000_000)
    held.decide("reject", [visit.id], "A. Reader", "another Anna Berg")
    where = out(held, "csv", tmp_path)
    (row,) = rows_of(where / "figures.csv")
    assert (row["value"], row["corrected"], row["quote"]) == ("13000000", "value", figure.record.quote)
    (decision,) = json.loads(row["decisions"])
    assert (decision["by"], decision["why"], decision["old"]) == ("A. Reader", "a misprint", 12_000_000)
    assert visit.id not in {r["id"] for r in rows_of(where / "events.csv")}
    frame = verbale.frame(verbale.select(held, kinds=("figure",)), "figures")
    assert frame.loc[0, "value"] == 13_000_000 and frame.loc[0, "corrected"] == ["value"]
