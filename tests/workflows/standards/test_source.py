"""YAML and JSON as people mean them."""

from decimal import Decimal

import pytest

from workflows.standards.source import SourceError, canonical, digest, read_json, read_text, read_yaml


def test_yaml_holds_decimals_and_no_surprises():
    text = "a: 0.1\nb: 95\nc: 12:30\nd: yes\ne: 001\nf: 2025-01-31\ng: null\nh: true\n'5': -0.5\ni: ~\n"

    assert read_yaml(text) == {
        "a": Decimal("0.1"), "b": 95, "c": "12:30", "d": "yes", "e": "001", "f": "2025-01-31", "g": None, "h": True,
        "5": Decimal("-0.5"), "i": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "空的"),
        ("a: 1\nb: [1, 2\n", "第3行附近"),
        ("a: 1\nb: 2\na: 3\n", "第3行：“a”写了两次"),
        ("5: 1\n'5': 2\n", "第2行：“5”写了两次"),
        ("a: &x [1]\nb: *x\n", "第1行：请不要用YAML的引用"),
        ("a: !!python/object/apply:os.system [ls]\n", "第1行：请不要用YAML的类型标记"),
        ("a: 1\nb: !!timestamp 2001-99-99\n", "第2行：请不要用YAML的类型标记"),
        ("a: !!bool maybe\n", "不是正确的YAML格式"),
        ("a: 99999999999999999999\n", "第1行：数字太大"),
        ("a: 0.12345678901\n", "第1行：小数位太多"),
    ],
)
def test_bad_yaml_is_refused_with_its_line(text, words):
    with pytest.raises(SourceError, match=words):
        read_yaml(text)


def test_deep_yaml_is_refused():
    with pytest.raises(SourceError):
        read_yaml("[" * 100_000)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1,}', "第1行第9个字符"),
        ('{"a": NaN}', "“NaN”不是数字"),
        ('{"a": 1, "a": 2}', "“a”写了两次"),
        ('{"a": 1e999999999999999999999}', "数字太大"),
        ("  ", "文件是空的"),
        ("[" * 100_000, "套得太深"),
    ],
)
def test_bad_json_is_refused(text, words):
    with pytest.raises(SourceError, match=words):
        read_json(text)


def test_json_holds_decimals():
    assert read_json('{"a": 0.1, "b": 1e2}') == {"a": Decimal("0.1"), "b": Decimal(100)}


def test_text_saved_by_chinese_windows_is_read(tmp_path):
    (tmp_path / "gbk.yaml").write_bytes("name: 评定标准".encode("gb18030"))
    (tmp_path / "bom.yaml").write_bytes("name: 评定标准".encode("utf-8-sig"))

    assert read_text(tmp_path / "gbk.yaml") == read_text(tmp_path / "bom.yaml") == "name: 评定标准"


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"打不开文件.*none\.yaml"):
        read_text(tmp_path / "none.yaml")


def test_digest_is_of_the_meaning_not_of_the_writing():
    one = read_yaml("# 注释\na: 4.0\nb: {x: 1, y: [0.5]}\n")
    other = read_yaml("b:\n  y: [0.50]\n  x: 1\na: 4\n")

    assert canonical(one) == {"a": "4", "b": {"x": "1", "y": ["0.5"]}}
    assert digest(one) == digest(other) == digest(canonical(one))
    assert digest(one) != digest({**one, "a": Decimal("4.01")})
