"""Punctuation and title lines."""

import pytest

from documents import typography


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("达到70%及以上得4分;60%(含)至70%", "达到70%及以上得4分；60%（含）至70%"),
        ("石岭镇(街道),共3个", "石岭镇（街道），共3个"),
        ("(1)项目入库(2)公示", "（1）项目入库（2）公示"),
        ("电话:0900-5550118", "电话：0900-5550118"),
        ("12:30 (V-RJ-03) a, b", "12:30 (V-RJ-03) a, b"),
        ("1,234元", "1,234元"),
    ],
)
def test_punctuation_beside_chinese_is_full_width(typed, set_):
    assert typography.full_width(typed) == set_


def test_tags_and_entities_stay_as_they_are():
    html = '<td class="a;b">村&amp;镇(甲),<br>&lt;乙&gt;</td>'

    assert typography.full_width_html(html) == '<td class="a;b">村&amp;镇（甲），<br>&lt;乙&gt;</td>'


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于公示异议核查情况的答复", ("关于公示异议核查情况的答复",)),
        ("关于申报2024年度县级乡村振兴示范村的请示", ("关于申报2024年度县级", "乡村振兴示范村的请示")),
        ("关于2024年度县级乡村振兴示范村拟命名名单的公示", ("关于2024年度县级乡村振兴", "示范村拟命名名单的公示")),
    ],
)
def test_a_title_breaks_between_words(title, lines):
    assert typography.title_lines(title) == lines
