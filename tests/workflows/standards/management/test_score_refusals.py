"""`manage.py score` and people who mean ill, or type badly: code 2, what is wrong and where, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.workflows.standards.builders import path_of
from workflows.standards.source import read_text

ROOT = Path(__file__).parents[4]
STANDARD = path_of("village")

REFUSED = [
    ("", "文件是空的"),
    (" \n ", "文件是空的"),
    ("null", "应当是一个 { … } 对象"),
    ("[null]", "第1个：应当是一个 { … } 对象"),
    ("[" * 100_000, "JSON套得太深"),
    ('{"data": {"toilet_ok": 1, "toilet_ok": 2}}', "“toilet_ok”写了两次"),
    ('{"data": {"toilet_ok": NaN}}', "“NaN”不是数字"),
    ('{"data": {"toilet_ok": 1e400}}', "data.toilet_ok：数字太大"),
    ('{"data": {"toilet_ok": 1e999999999999999999999}}', "数字太大"),
    ('{"data": {"toilet_ok": 1e-400}}', "data.toilet_ok：小数位太多"),
    ('{"data": {"toilet_ok": %s}}' % ("9" * 5000), "data.toilet_ok：数字太大（9{60}…）"),
    ('{"data": {"toilet_ok": "1e5"}}', "data.toilet_ok：应当是数字"),
    ('{"data": {"toilet_ok": "１９０"}}', "data.toilet_ok：应当是数字"),
    ('{"data": {"toilet_ok": true}}', "data.toilet_ok：“卫生户厕农户数”要填数字，不能填是/否"),
    ('{"data": {"toilet_ok": "否"}}', "data.toilet_ok：“卫生户厕农户数”要填数字，不能填是/否"),
    ('{"data": {"water_fail_open": 5}}', "data.water_fail_open：.*要填是/否"),
    ('{"data": {"water_fail_open": "有"}}', "data.water_fail_open：应当是数字"),
    ('{"data": [1]}', "data：应当是“编号: 内容”的对象"),
    ('{"values": {"V-CY-01": true}}', "values.V-CY-01：应当是数字"),
    ('{"checks": {"V-CY-07": {"1": true}}}', "checks.V-CY-07：应当是一列"),
    ('{"checks": {"V-CY-07": [9]}}', "checks.V-CY-07：没有第9项"),
    ('{"levels": {"V-CY-08": "棒"}}', "levels.V-CY-08：没有“棒”这一等，只有优、良、中、差"),
    (r'{"levels": {"V-CY-08": "\ud800\u001b[31m"}}', "levels.V-CY-08：没有“��"),
    ('{"levels": {"V-CY-08": "%s"}}' % ("长" * 1_000_000), "levels.V-CY-08：没有“长{60}…”"),
    ('{"findings": {"V-JC-04": {"V-JC-04.1": -1}}}', "findings.V-JC-04.V-JC-04.1：应当是0、1、2"),
    ('{"findings": {"V-JC-04": ["V-JC-04.1"]}}', "findings.V-JC-04：应当是"),
    ('{"bonus": {"V-JF-01": "省级"}}', "bonus.V-JF-01：应当是一列"),
    ('{"penalties": {"V-KF-01": {"市级通报": -2}}}', "penalties.V-KF-01.市级通报：应当是0、1、2"),
    ('{"veto": "V-FJ-01"}', "veto：应当是一列"),
    ('{"satisfaction": 101}', "satisfaction：满意度应当在0到100之间"),
    ('{"not_applicable": ["V-XX-99"]}', "not_applicable.V-XX-99：标准里没有这个指标"),
    ('{"level": "provnice"}', "level：没有“provnice”这一级，只有county"),
    ('{"object": {"is_key_support": "maybe"}}', "object.is_key_support：“乡村振兴重点帮扶村”应当是 true、false"),
    ('{"object": {"deadline": "2025-02-30"}}', "object.deadline：应当是“2025-10-31”这样的日期"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[str(n) for n in range(len(REFUSED))])
def test_bad_data_is_refused_in_a_sentence(tmp_path, text, words):
    file = tmp_path / "data.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=words) as refusal:
        call_command("score", str(STANDARD), str(file))

    assert refusal.value.returncode == 2
    assert len(str(refusal.value)) < 400


def test_formula_over_an_item_that_does_not_exist_is_refused(tmp_path):
    faulty = tmp_path / "standard.yaml"
    faulty.write_text(read_text(STANDARD).replace("formula: coll_income\n", "formula: coll_incme\n"), encoding="utf-8")
    (tmp_path / "data.json").write_text("{}", encoding="utf-8")

    with pytest.raises(CommandError, match="指标 V-CY-02：“formula”用到的“coll_incme”不是数据项") as refusal:
        call_command("score", str(faulty), str(tmp_path / "data.json"))

    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    "environment",
    [
        {"DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/none"},
        {"DATABASE_URL": "postgres://u:p@host:notaport/db"},
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["no database there", "no address at all", "a console without Chinese"],
)
def test_same_bytes_whatever_the_environment(tmp_path, environment):
    (tmp_path / "data.json").write_text('{"data": {"coll_income": 12}}', encoding="utf-8")
    command = [sys.executable, str(ROOT / "manage.py"), "score", str(STANDARD), str(tmp_path / "data.json")]

    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert (
        json.loads(done.stdout.decode("utf-8"))["indicators"][1]["explanation"]
        == "12万元：达到10万元，得2分；再提高8万元可得3分"
    )
