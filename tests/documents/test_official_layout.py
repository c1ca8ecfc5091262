"""GB/T 9704-2012, with a ruler."""

from dataclasses import replace

import pytest

from documents import rendering
from documents.papers import registry
from documents.papers.parts import Listed
from tests.documents import gbt9704

pytestmark = pytest.mark.rendering
OFFICIAL = sorted(kind for kind, paper in registry.items() if paper.style == "official")
SENTENCE = (
    "各镇（街道）要把示范创建作为全面推进乡村振兴的重要抓手，坚持规划先行、因地制宜，持续提升农村人居环境；"
    "县直各部门要按照任务分工，逐项列出清单、明确责任、限时办结，确保“五大样板”建设取得实效。"
)


def print_to(path, paper):
    path.write_bytes(rendering.render(paper.html(), style="official"))
    return path


@pytest.mark.parametrize("kind", OFFICIAL)
def test_every_official_paper_keeps_the_standard(tmp_path, kind):
    file = print_to(tmp_path / "paper.pdf", registry[kind].sample())

    assert gbt9704.faults(file) == []


@pytest.fixture(scope="module")
def long_paper(tmp_path_factory):
    sample = registry["minutes_excerpt"].sample()
    paper = replace(sample, decisions=tuple(SENTENCE * (number % 4 + 1) for number in range(14)))
    return print_to(tmp_path_factory.mktemp("long") / "paper.pdf", paper)


def test_a_full_page_has_22_lines_of_28_characters(long_paper):
    pages = gbt9704.measure(long_paper)[1:-2]

    assert gbt9704.faults(long_paper) == []
    assert {len(page.body) for page in pages} == {22}
    assert {round(page.body[0].top, 1) for page in pages} == {37.0}
    assert {round(page.body[-1].bottom, 1) for page in pages} == {262.0}
    assert max(len(line.text) for page in pages for line in page.full_lines) == 28


def test_the_head_of_a_request(tmp_path):
    """The mark 35 mm under the type area's edge, the number left and 签发人 right, one character in, above the red line."""
    page = gbt9704.measure(print_to(tmp_path / "paper.pdf", registry["township_request"].sample()))[0]

    mark, number = page.lines[0], page.lines[1]
    assert mark.text == "禾塬县石岭镇人民政府文件"
    assert mark.top == pytest.approx(72, abs=2.5)  # of its em box; the letters begin a little lower
    assert number.text.startswith("石政字〔2024〕18号签发人：")
    assert number.left == pytest.approx(28 + 5.6, abs=0.5)
    assert number.right == pytest.approx(184 - 5.6, abs=0.5)


@pytest.mark.parametrize("nominees", [1, 12, 40, 60])
def test_a_signature_never_stands_alone(tmp_path, nominees):
    sample = registry["county_request"].sample()
    paper = replace(sample, nominees=tuple(Listed(f"第{number}村", "石岭镇") for number in range(nominees)))

    pages = gbt9704.measure(print_to(tmp_path / "paper.pdf", paper))

    signed = next(page for page in pages if any("2024年8月6日" in line.text for line in page.lines))
    assert any("妥否，请批示。" in line.text for line in signed.lines)


def test_the_imprint_ends_on_the_type_areas_edge(tmp_path):
    with gbt9704.pdfplumber.open(print_to(tmp_path / "paper.pdf", registry["county_request"].sample())) as pdf:
        rules = [edge["bottom"] / gbt9704.MM for edge in pdf.pages[-1].edges if edge["orientation"] == "h"]

    assert max(rules) == pytest.approx(262, abs=0.5)
