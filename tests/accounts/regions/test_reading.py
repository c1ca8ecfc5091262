"""Lists as people send them: official, saved by a spreadsheet, cut, mistyped."""

import pytest

from accounts.refusals import BadFile
from accounts.regions import read


@pytest.fixture
def written(tmp_path):
    def write(text, name="list.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def names(found):
    return {row.code: row.name for row in found.rows.values()}


LIST = "code,name\n610524101000,甘井镇\n610524101200,东清村委会\n"
SAME = {"610524101000": "甘井镇", "610524101200": "东清村委会"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LIST, "utf-8"),
        (LIST, "utf-8-sig"),
        (LIST, "gb18030"),
        (LIST.replace("\n", "\r\n"), "utf-8"),
        (LIST.replace("code,name", "代码,名称"), "gb18030"),
        (LIST.removeprefix("code,name\n"), "utf-8"),
        ("name,code\n甘井镇,610524101000\n东清村委会, 610524101200 \n\n", "utf-8"),
        ('code,name,areaCode\n610524101,"甘井镇",610524\n610524101200,东清村委会,610524\n', "utf-8"),
    ],
    ids=["plain", "bom", "gbk", "windows", "chinese", "headless", "swapped", "columns"],
)
def test_one_list_in_many_dresses(written, text, encoding):
    assert names(read([written(text, encoding=encoding)])) == SAME


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("61052410120,东清村", "第 2 行：代码“61052410120”是 11 位，应为 12 位"),
        ("61052410120X,东清村", "第 2 行：代码“61052410120X”不全是数字"),
        ("6.10524E+11,东清村", "可能被表格软件改成了科学计数"),
        ("６10524101200,东清村", "不全是数字"),
        ("990524101200,东清村", "前两位 99 不是省级代码"),
        ("610524101200,", "第 2 行：代码 610524101200 缺少名称"),
        ("610524101200", "缺少名称"),
        (",东清村", "第 2 行：缺少代码"),
        (f"610524101200,{'长' * 61}", "过长或含有乱码"),
        ("610524101200,东\u200b清村", "过长或含有乱码"),
    ],
)
def test_a_bad_line_is_refused_with_number_and_reason(written, line, reason):
    with pytest.raises(BadFile) as refusal:
        read([written(f"code,name\n{line}\n")])

    assert reason in str(refusal.value)


def test_rare_characters_of_village_names_are_let_in(written):
    assert names(read([written("code,name\n420684103229,高\ue170村委会\n")])) == {"420684103229": "高\ue170村委会"}


def test_one_code_with_two_names_is_a_contradiction(written):
    first, second = written("code,name\n610524,合阳县\n", "a.csv"), written("code,name\n610524000000,澄城县\n", "b.csv")

    with pytest.raises(
        BadFile, match=r"b\.csv 第 2 行：代码 610524000000 在a\.csv第2行已写作“合阳县”，此处却为“澄城县”"
    ):
        read([first, second])


def test_one_code_twice_with_one_name_is_counted_only(written):
    found = read([written("code,name\n4419,东莞市\n441900,东莞市\n")])

    assert (names(found), found.repeated) == ({"441900000000": "东莞市"}, 1)


def test_all_errors_are_told_at_once_but_not_too_many(written):
    with pytest.raises(BadFile) as refusal:
        read([written("code,name\n" + "1,坏\n" * 30)])

    told = str(refusal.value).splitlines()
    assert told[0] == "共有 30 处错误，未导入任何数据："
    assert told[21] == "……另有 10 处。"
    assert len(told) == 23


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("a,b\n1,2\n", "x.csv", "x.csv 第 1 行：首行须写明列名 code,name"),
        ("", "x.csv", "首行须写明列名"),
        ("a: [1\nb: 2", "x.yaml", "x.yaml 第 2 行：不是有效的 YAML"),
        ("villages: []", "x.yaml", "缺少 county"),
        ("county: {code: '610524000000', name: 合阳县}\nvillages:\n- 东清村\n", "x.yaml", "x.yaml 第 1 行：日期须写作"),
        (
            "county: {code: '610524000000', name: 合阳县}\nvillages:\n- {code: '610524101200', name: 东, renamed_on: 去年}\n",
            "x.yaml",
            "x.yaml 第 3 行：日期须写作 2023-09-01",
        ),
        (
            "county: {code: '610524000000', name: 合阳县}\nbelts:\n- {name: 沿黄路}\n",
            "x.yaml",
            "x.yaml 第 3 行：示范带须写明",
        ),
    ],
)
def test_a_file_that_is_none_is_refused(written, text, name, reason):
    with pytest.raises(BadFile) as refusal:
        read([written(text, name)])

    assert reason in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadFile, match=r"none\.csv：打不开文件"):
        read([tmp_path / "none.csv"])


def test_a_yaml_entry_keeps_what_only_it_knows(written):
    text = """
county: {code: "610524000000", name: 合阳县}
villages:
- {code: "610524101200", name: 东清村, kind: 村委会, urban_rural: 220, households: 300, tags: [脱贫村],
   former_name: 西清村, renamed_on: "2023-09-01"}
"""

    facts = read([written(text, "x.yaml")]).rows["610524101200"].facts

    assert (facts.kind, facts.urban_rural, facts.profile) == ("村委会", "220", {"households": 300, "tags": ["脱贫村"]})
    assert (facts.former_name, facts.renamed_on.isoformat()) == ("西清村", "2023-09-01")
