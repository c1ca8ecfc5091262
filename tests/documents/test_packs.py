"""A dossier: contents that tell the truth, pages numbered through, the same bytes for the same data."""

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from documents import packs, sections, shared_fonts, storage
from documents.papers import registry
from tests.documents import files

pytestmark = pytest.mark.rendering
COUNTY = "619921"
MM = 72 / 25.4


def stored(mark, content, media_type, *, pages=1, indicator="V-RJ-03 卫生户厕普及"):
    sha256, size = storage.store(COUNTY, BytesIO(content))
    return packs.Attachment(
        mark=mark,
        title=f"材料{mark[-1]}",
        name=f"{mark}.x",
        size=size,
        sha256=sha256,
        clean_sha256=sha256,
        media_type=media_type,
        pages=pages,
        source="村委会",
        indicator=indicator,
    )


def sheet(kind, **changes):
    return packs.Sheet(paper=replace(registry[kind].sample(), **changes))


@pytest.fixture
def spec():
    return packs.PackSpec(
        county=COUNTY,
        title="石岭镇侯家崾村申报材料汇编",
        subtitle="2024年第1批 县级乡村振兴示范村",
        applicant="石岭镇侯家崾村",
        app_no="SFC-2024-619921101206",
        compiled_by="禾塬县乡村振兴示范创建领导小组办公室",
        compiled_on=date(2024, 8, 5),
        sections=(
            packs.Section(title="真实性承诺书", parts=(sheet("commitment"),)),
            packs.Section(title="退回补正通知书"),
            packs.Section(
                title="评分",
                parts=(
                    packs.Sheet(paper=registry["self_assessment"].sample(), title="自评得分表"),
                    sheet("score_summary"),
                ),
            ),
            packs.Section(title="汇总排名表", parts=(sheet("ranking_table"),)),
            packs.Section(
                title="佐证材料",
                parts=(
                    stored("V-RJ-03-1", files.jpeg(), "image/jpeg"),
                    stored("V-RJ-03-2", files.jpeg(colour="red"), "image/jpeg"),
                    stored("V-RJ-03-3", files.jpeg(colour="blue"), "image/jpeg"),
                    stored("V-RJ-03-4", files.pdf(pages=3), "application/pdf", pages=3),
                    stored(
                        "V-ZL-01-1", files.pdf(size=(842, 595)), "application/pdf", indicator="V-ZL-01 矛盾纠纷化解"
                    ),
                    stored(
                        "V-ZL-01-2",
                        files.office("xlsx"),
                        "application/vnd.ms-excel",
                        pages=0,
                        indicator="V-ZL-01 矛盾纠纷化解",
                    ),
                ),
            ),
        ),
    )


def test_the_contents_name_every_part_down_to_the_evidence(spec):
    pack = packs.build(spec)

    assert [(entry.level, entry.title) for entry in pack.contents] == [
        (1, "一、真实性承诺书"),
        (1, "二、评分"),
        (2, "自评得分表"),
        (1, "三、汇总排名表"),
        (1, "四、佐证材料"),
        (2, "V-RJ-03 卫生户厕普及"),
        (3, "V-RJ-03-1 材料1"),
        (3, "V-RJ-03-2 材料2"),
        (3, "V-RJ-03-3 材料3"),
        (3, "V-RJ-03-4 材料4"),
        (2, "V-ZL-01 矛盾纠纷化解"),
        (3, "V-ZL-01-1 材料1"),
        (3, "V-ZL-01-2 材料2"),
        (1, "五、文件清单"),
    ]
    first = pack.contents[4].page
    assert [entry.page - first for entry in pack.contents[5:13]] == [0, 0, 0, 1, 2, 5, 5, 6]


def test_every_page_of_the_body_bears_its_number_outside(spec):
    pack = packs.build(spec)

    with pdfplumber.open(pack.path) as pdf:
        body = pdf.pages[4:]  # cover, title page, contents, its blank back
        upright = [(number, page) for number, page in enumerate(body, 1) if page.height > page.width]
        for number, page in upright:
            foot = page.crop((0, page.height - 26 * MM, page.width, page.height - 18 * MM))
            assert foot.extract_text() == f"— {number} —"
            left = foot.chars[0]["x0"] / MM
            assert (left > 105) == bool(number % 2)
        across = [page for page in body if page.width > page.height]
        assert [round(page.width / MM) for page in across] == [297, 297, 420, 297]
        assert len(pdf.pages) == pack.pages


def test_contents_and_bookmarks_lead_to_the_right_page(spec):
    pack = packs.build(spec)

    with pdfplumber.open(pack.path) as pdf:
        pages = [page.extract_text() or "" for page in pdf.pages]
    listed = next(entry.page for entry in pack.contents if entry.title == "V-RJ-03-4 材料4")
    assert "佐证 V-RJ-03-4 第1页 共3页" in pages[4 + listed - 1]
    with pikepdf.open(pack.path) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [e.title for e in pack.contents if e.level == 1]
        evidence = outline.root[3]
        assert [item.title for item in evidence.children] == ["V-RJ-03 卫生户厕普及", "V-ZL-01 矛盾纠纷化解"]
        assert pdf.pages.index(pikepdf.Page(evidence.destination[0])) == 4 + pack.contents[4].page - 1


def test_the_file_list_names_each_file_with_its_hash(spec):
    pack = packs.build(spec)

    with pdfplumber.open(pack.path) as pdf:
        words = (pdf.pages[-1].extract_text() or "").replace("\n", "")
    assert "V-RJ-03-4.x" in words
    assert spec.sections[4].parts[3].sha256[:20] in words


def test_each_face_is_embedded_once(spec):
    pack = packs.build(spec)

    with pikepdf.open(pack.path) as pdf:
        files_of_fonts = [
            obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        ]
    assert len({str(font.FontName) for font in files_of_fonts}) == len(files_of_fonts) == 5


def test_the_same_data_gives_the_same_bytes(spec, settings, tmp_path):
    first = packs.build(spec)
    content = first.path.read_bytes()
    settings.VAR_DIR = tmp_path / "elsewhere"

    second = packs.build(spec)

    assert second.path.read_bytes() == content
    assert first.sha256 == second.sha256 == hashlib.sha256(content).hexdigest()


def test_an_unchanged_pack_is_not_built_again(spec):
    steps = []
    first = packs.build(spec)
    modified = first.path.stat().st_mtime_ns

    again = packs.build(spec, progress=lambda *step: steps.append(step))

    assert (again, again.path.stat().st_mtime_ns) == (first, modified)
    assert len(steps) == 1


def test_one_changed_opinion_renders_one_section(spec, var):
    packs.build(spec)
    before = set((var / "cache" / "sections").rglob("*.pdf"))
    changed = replace(spec.sections[0], parts=(sheet("commitment", leader="侯春来"),))

    packs.build(replace(spec, sections=(changed, *spec.sections[1:])))

    assert (
        len(set((var / "cache" / "sections").rglob("*.pdf")) - before) == 2
    )  # the letter, and the file list with its hash


def test_a_damaged_cache_heals(spec, var):
    first = packs.build(spec)
    content = first.path.read_bytes()
    first.path.write_bytes(b"%PDF-broken")
    for section in (var / "cache" / "sections").rglob("*.pdf"):
        section.write_bytes(b"")

    assert packs.build(spec).path.read_bytes() == content


def test_several_packs_side_by_side_are_the_same_as_one_by_one(spec, settings, tmp_path):
    other = replace(spec, title="石岭镇柏树梁村申报材料汇编", applicant="石岭镇柏树梁村")
    together = packs.build_many([spec, other], workers=2)
    settings.VAR_DIR = tmp_path / "elsewhere"

    alone = [packs.build(one) for one in (spec, other)]

    assert [pack.sha256 for pack in together] == [pack.sha256 for pack in alone]


def test_progress_ends_with_all_steps_done(spec):
    steps = []

    packs.build(spec, workers=2, progress=lambda *step: steps.append(step))

    assert [done for _, done, _ in steps] == list(range(1, len(steps) + 1))
    assert steps[-1] == ("已生成", len(steps), len(steps))


def test_a_turned_scan_lies_upright_in_its_frame(spec):
    def turn(document):
        document.pages[0].obj.Rotate = 90

    turned = stored("V-RJ-01-1", files.pdf(size=(842, 595), change=turn), "application/pdf")
    pack = packs.build(replace(spec, sections=(packs.Section(title="佐证材料", parts=(turned,)),)))

    with pikepdf.open(pack.path) as pdf:
        page = pdf.pages[4]
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
        assert "/Rotate" not in page.obj


def test_a_glyph_missing_from_the_shared_fonts_is_an_error(spec, monkeypatch):
    render = shared_fonts.rendering.render_glyphs
    monkeypatch.setattr(
        shared_fonts.rendering,
        "render_glyphs",
        lambda faces: render({face: text.replace("诺", "") for face, text in faces.items()}),
    )

    with pytest.raises(shared_fonts.MissingGlyphError):
        packs.build(spec)


def test_sections_are_found_by_what_they_say():
    one = sections.Source("<p>a", "form", COUNTY)

    assert one.key == sections.Source("<p>a", "form", COUNTY).key
    assert one.key != sections.Source("<p>b", "form", COUNTY).key


def test_a_file_bound_in_already_is_referred_to_with_its_page(spec):
    """Under its second indicator the contents name the page on which it lies; nothing is bound in twice."""
    [*others, evidence] = spec.sections
    reference = packs.Reference(
        mark="V-CY-01-1", title="台账（见V-RJ-03-3）", to="V-RJ-03-3", indicator="V-CY-01 主导产业培育"
    )
    referring = replace(spec, sections=(*others, replace(evidence, parts=(*evidence.parts, reference))))

    plain, pack = packs.build(spec), packs.build(referring)

    page = next(entry.page for entry in plain.contents if entry.title.startswith("V-RJ-03-3"))
    added = [(entry.level, entry.title, entry.page) for entry in pack.contents if entry not in plain.contents]
    assert added == [(2, "V-CY-01 主导产业培育", page), (3, "V-CY-01-1 台账（见V-RJ-03-3）", page)]
    assert pack.pages == plain.pages
