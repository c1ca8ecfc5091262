"""`manage.py score`: no database, JSON out, code 2 for bad input."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.workflows.standards.builders import full_answers, model_spec, path_of

VILLAGE = model_spec("village")
KEYS = ["dimensions", "base", "bonus", "penalty", "total", "eligible", "vetoed", "veto", "grades", "missing", "remarks"]


@pytest.fixture
def run(tmp_path):
    def run(data: object, standard: object = path_of("village")):
        file = tmp_path / "data.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
        out = io.StringIO()
        call_command("score", str(standard), str(file), stdout=out)
        return json.loads(out.getvalue())

    return run


def test_one_object_gives_one_result(run):
    result = run(full_answers(VILLAGE, bonus={"V-JF-01": ["省级"]}))

    assert list(result) == ["indicators", *KEYS]
    assert (result["base"], result["bonus"], result["total"]) == ("100.00", "1.20", "101.20")
    assert result["grades"] == {"county": True, "province_recommend": True}
    assert result["indicators"][0] == {
        "code": "V-CY-01",
        "value": "70.00",
        "score": "4.00",
        "points": "4",
        "applicable": True,
        "explanation": "70%：达到70%，得4分",
    }


def test_a_list_gives_a_list_in_the_same_order(run):
    results = run([{}, full_answers(VILLAGE), {}])

    assert [result["total"] for result in results] == [None, "100.00", None]
    assert run([]) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "第1行第2个字符处不是正确的JSON格式"),
        ({"data": {"hh": "x"}}, "data.hh：应当是数字"),
        ({"data": {"nothing": 1}}, "data.nothing：标准里没有这个数据项"),
        ([{}, {"values": {"V-CY-07": 1}}], "第2个：values.V-CY-07"),
        ([[]], "第1个：应当是一个"),
    ],
)
def test_bad_data_ends_with_two_and_says_where(run, data, words):
    with pytest.raises(CommandError, match=words) as refusal:
        run(data)

    assert refusal.value.returncode == 2


@pytest.mark.parametrize(("text", "words"), [("a: [", "YAML"), ("version: 1", "标准：缺少“code”")])
def test_bad_standard_ends_with_two_and_says_where(run, tmp_path, text, words):
    standard = tmp_path / "standard.yaml"
    standard.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=words) as refusal:
        run({}, standard)

    assert refusal.value.returncode == 2


def test_missing_file_ends_with_two(run, tmp_path):
    with pytest.raises(CommandError, match="打不开文件") as refusal:
        run({}, tmp_path / "none.yaml")

    assert refusal.value.returncode == 2
