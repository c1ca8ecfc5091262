"""`manage.py load_standard`."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.workflows.standards.builders import path_of
from workflows.standards.models import Standard
from workflows.standards.source import read_text

pytestmark = pytest.mark.django_db


def load(*arguments: object) -> list[str]:
    out = io.StringIO()
    call_command("load_standard", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_report_counts_in_plain_words():
    assert load(path_of("village"), "--county", "610599") == [
        "新增：○○县县级乡村振兴示范村评定标准(试行)（第1版），村，编号STD-V-DEMO-1",
        "维度5个、指标43个、数据项42个、加分项6个、倒扣项3个、否决情形11条、基本条件6条、等次2个",
        "说明｜基本条件 V-TJ-01：标为自动核对，但没有写“expr”，由人工核对",
        "说明｜基本条件 V-TJ-06：标为自动核对，但没有写“expr”，由人工核对",
    ]


def test_loading_and_publishing_twice_changes_nothing():
    first = load(path_of("county"), "--publish")
    second = load(path_of("county"), "--publish")

    assert first[0].startswith("新增：")
    assert first[-1] == "已发布，内容从此不能再改。"
    assert second[0].startswith("未变化：")
    assert second[-1] == "已发布，不用再发布。"
    assert Standard.objects.get().state == "published"


def test_changed_content_of_a_published_version_is_refused(tmp_path):
    load(path_of("county"), "--publish")
    changed = tmp_path / "changed.yaml"
    changed.write_text(read_text(path_of("county")).replace("points: 25}", "points: 26}"), encoding="utf-8")

    with pytest.raises(CommandError, match="请把文件里的“version”改为2"):
        load(changed)


def test_faulty_standard_is_loaded_but_not_published(tmp_path):
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(read_text(path_of("county")).replace("points: 25}", "points: 26}"), encoding="utf-8")

    with pytest.raises(CommandError, match="标准：各维度合计101分，满分是100分"):
        load(faulty, "--publish")

    assert Standard.objects.get().is_draft


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("a: [", [], "不是正确的YAML格式"),
        ("a: 1", [], "缺少“version”"),
        ("a: 1", ["--county", "禾塬县"], "应当是六位数字"),
    ],
)
def test_bad_input_is_refused(tmp_path, text, arguments, words):
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=words):
        load(tmp_path / "bad.yaml", *arguments)


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="打不开文件"):
        load(tmp_path / "none.yaml")
