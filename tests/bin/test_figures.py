"""bin/bench: figures are gathered and held against their targets."""

import json
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "_figures.py"


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """The script, at work in a folder of its own."""
    functions = runpy.run_path(str(SCRIPT))
    (tmp_path / "bench").mkdir()
    (tmp_path / "build").mkdir()
    for function in ("scripts", "measure", "main"):
        monkeypatch.setitem(functions[function].__globals__, "ROOT", tmp_path)
        monkeypatch.setitem(functions[function].__globals__, "REPORT", tmp_path / "build" / "figures.json")
    return functions


def write(tmp_path, name, body):
    (tmp_path / "bench" / f"{name}.py").write_text(body)


@pytest.mark.parametrize(
    ("value", "target", "met"),
    [(150, "<=150", True), (150.1, "<=150", False), (60, ">=60", True), (59, ">=60", False), (9, "-", True)],
)
def test_a_figure_meets_its_target_or_not(bench, value, target, met):
    assert bench["meets"](value, target) is met


def test_a_strange_target_is_refused(bench):
    with pytest.raises(ValueError, match="neither"):
        bench["meets"](1, "<3")


def test_the_report_holds_every_figure(bench, tmp_path):
    write(tmp_path, "pages", "print('warming up'); print('FIGURE page_p95_ms 83.5 <=150')")
    write(tmp_path, "_parts", "raise SystemExit('never run by itself')")

    code = bench["main"]([])

    report = json.loads((tmp_path / "build" / "figures.json").read_text())
    assert code == 0
    assert report["broken"] == []
    assert report["figures"] == [
        {"script": "pages", "name": "page_p95_ms", "value": 83.5, "target": "<=150", "met": True}
    ]


@pytest.mark.parametrize(
    "body", ["print('FIGURE page_p95_ms 200 <=150')", "print('FIGURE a 1 -'); raise SystemExit(1)", "print('silent')"]
)
def test_a_missed_figure_and_a_failing_or_silent_script_end_with_1(bench, tmp_path, body):
    write(tmp_path, "pages", body)

    assert bench["main"](["pages"]) == 1


def test_an_unknown_script_is_named(bench):
    with pytest.raises(SystemExit, match="weather"):
        bench["main"](["weather"])
