"""How fast are packs? 24 fictional dossiers, cold, unchanged, and with one opinion changed.

Run: .venv/bin/python bench/packs.py [dossiers] [workers]. Prints one FIGURE line a number.
"""

import os
import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
os.environ["SHIFAN_VAR"] = tempfile.mkdtemp(prefix="shifan-bench-")

import django

django.setup()

import pikepdf
from django.utils import timezone
from PIL import Image

from documents import packs, storage
from documents.papers import registry, samples
from documents.papers.application_form import ApplicationForm, DataRow, Narrative
from documents.papers.department_scores import DepartmentRow, DepartmentScores
from documents.papers.evidence_index import EvidenceIndex, EvidenceRow
from documents.papers.parts import DimensionScores, IndicatorScores
from documents.papers.self_assessment import SelfAssessment

COUNTY = "619921"
DIMENSIONS = (
    ("CY", "产业发展", 9),
    ("JC", "基础设施", 8),
    ("RJ", "人居环境", 12),
    ("MF", "民风习俗", 7),
    ("ZL", "社会治理", 9),
)
RULE = "达到70%及以上得4分；60%（含）至70%得3.2分；50%（含）至60%得2.4分；40%（含）至50%得1.6分；30%（含）至40%得0.8分；低于30%不得分。"
TASKS = ("乡村振兴局", "农业农村局", "住建局", "生态环境局", "自然资源局", "宣传部", "政法委")


def main(dossiers: int = 24, workers: int = 2) -> None:
    specs = [_spec(number) for number in range(1, dossiers + 1)]
    before = _cpu()
    cold, built = _timed(lambda: packs.build_many(specs, workers=workers))
    worked = _cpu() - before
    pages = sum(pack.pages for pack in built)
    warm, again = _timed(lambda: packs.build_many(specs, workers=workers))
    changed, _ = _timed(lambda: packs.build(_with_another_opinion(specs[0])))
    same = [pack.sha256 for pack in built] == [pack.sha256 for pack in again]
    _figure("packs_cold_seconds", cold, "<=40")
    _figure("packs_cold_pages_per_second", pages / cold, ">=40")
    _figure("packs_cold_pages_per_cpu_second", pages / worked, ">=24")
    _figure("packs_pages_each", pages / dossiers, ">=40")
    _figure("packs_unchanged_seconds", warm, "<=2")
    _figure("pack_one_opinion_changed_seconds", changed, "<=1")
    _figure("packs_same_bytes", int(same), ">=1")
    _figure("pack_megabytes_each", sum(pack.path.stat().st_size for pack in built) / dossiers / 1e6, "<=20")
    _figure("packs_worker_memory_mb", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "<=400")
    print("first pack:", built[0].path)


def _cpu() -> float:
    """Seconds worked so far, by us and the workers that have ended: other programs on the machine do not count."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def _timed(work):
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def _figure(name: str, value: float, target: str) -> None:
    print(f"FIGURE {name} {value:.2f} {target}")


def _spec(number: int) -> packs.PackSpec:
    """One village's dossier: every generated paper and sixteen files of evidence."""
    name = f"石岭镇第{number}村"
    rng = random.Random(number)
    evidence = _evidence(rng)
    own = [replace(registry["commitment"].sample(), applicant=name)]
    later = ["township_opinion", "correction_notice", "countersignature", "joint_check_summary", "score_summary"]
    after = {kind: packs.Sheet(paper=replace(registry[kind].sample(), applicant=name)) for kind in later}
    index = EvidenceIndex(
        applicant=name,
        rows=tuple(
            EvidenceRow(file.mark, file.indicator, file.title, file.source, "2024年3月", file.pages)
            for file in evidence
        ),
    )
    notice = packs.Sheet(paper=registry["public_notice"].sample(), title="公示")
    result = packs.Sheet(paper=registry["notice_result"].sample(), title="公示结果说明")
    decided = packs.Sheet(paper=registry["minutes_excerpt"].sample())
    scores = tuple(packs.Sheet(paper=_department(name, task, rng), title=f"{task}评分表") for task in TASKS)
    return packs.PackSpec(
        county=COUNTY,
        title=f"{name}申报材料汇编",
        subtitle="2024年度第1批 县级乡村振兴示范村",
        applicant=name,
        app_no=f"SFC-2024-619921101{number:03d}",
        compiled_by="禾塬县乡村振兴示范创建领导小组办公室",
        compiled_on=date(2024, 8, 5),
        volume=f"第{number}册",
        sections=(
            packs.Section(title="真实性承诺书", parts=tuple(packs.Sheet(paper=paper) for paper in own)),
            packs.Section(title="申报书", parts=(packs.Sheet(paper=_form(name, rng)),)),
            packs.Section(
                title="自评得分表及佐证索引",
                parts=(
                    packs.Sheet(paper=_assessment(name, rng), title="自评得分表"),
                    packs.Sheet(paper=index, title="佐证材料索引"),
                ),
            ),
            packs.Section(title="镇（街道）审核意见", parts=(after["township_opinion"],)),
            packs.Section(title="退回补正通知书", parts=(after["correction_notice"],)),
            packs.Section(title="部门评分", parts=(*scores, after["countersignature"])),
            packs.Section(title="一票否决联审结论", parts=(after["joint_check_summary"],)),
            packs.Section(title="县级评分汇总表", parts=(after["score_summary"],)),
            packs.Section(title="公示和结果", parts=(notice, result)),
            packs.Section(title="审定意见", parts=(decided,)),
            packs.Section(title="佐证材料", parts=evidence),
        ),
    )


def _with_another_opinion(spec: packs.PackSpec) -> packs.PackSpec:
    changed = []
    for section in spec.sections:
        paper = section.parts[0].paper if isinstance(section.parts[0], packs.Sheet) else None
        if paper is not None and paper.kind == "township_opinion":
            changed.append(replace(section, parts=(packs.Sheet(paper=replace(paper, findings="环境整洁，已复查。")),)))
        else:
            changed.append(section)
    return replace(spec, sections=tuple(changed))


def _form(name: str, rng: random.Random) -> ApplicationForm:
    sample = ApplicationForm.sample()
    data = tuple(
        DataRow(
            f"数据项第{row}项户数（座数）",
            "户",
            rng.randint(10, 900),
            rng.randint(10, 900),
            "农业农村局",
            f"V-RJ-{row:02d}-1",
            20,
        )
        for row in range(1, 43)
    )
    story = "\n".join([samples.STORY, f"本村常住{rng.randint(200, 900)}户。", samples.STORY])
    narratives = tuple(Narrative(title, story) for title in samples.MODELS)
    return replace(sample, applicant=name, data=data, narratives=narratives)


def _assessment(name: str, rng: random.Random) -> SelfAssessment:
    dimensions = tuple(
        DimensionScores(
            title,
            Decimal(count * 2),
            tuple(_indicator(f"V-{code}-{row:02d}", rng) for row in range(1, count + 1)),
            *(Decimal(count),) * 4,
        )
        for code, title, count in DIMENSIONS
    )
    return replace(SelfAssessment.sample(), applicant=name, dimensions=dimensions)


def _indicator(code: str, rng: random.Random) -> IndicatorScores:
    points = Decimal(rng.randint(100, 400)) / 100
    return IndicatorScores(
        code,
        "卫生户厕普及",
        Decimal(4),
        RULE,
        f"{rng.randint(60, 99)}%",
        points,
        "见台账",
        f"{code}-1",
        points,
        points,
        "",
        points,
    )


def _department(name: str, task: str, rng: random.Random) -> DepartmentScores:
    rows = tuple(
        DepartmentRow(
            f"V-RJ-{row:02d}",
            "卫生户厕普及",
            Decimal(4),
            "401户",
            "398户",
            "-0.75%",
            Decimal(rng.randint(100, 400)) / 100,
            "3户正在施工",
            "现场照片",
        )
        for row in range(1, 8)
    )
    return replace(DepartmentScores.sample(), department=task, applicant=name, rows=rows)


def _evidence(rng: random.Random) -> tuple[packs.Attachment, ...]:
    files = []
    for number in range(1, 9):
        code = f"V-RJ-{number:02d}"
        indicator = f"{code} 卫生户厕普及"
        files += [_attachment(f"{code}-{shot}", indicator, _photo(rng), "image/jpeg", 1) for shot in (1, 2)]
        if number % 3 == 0:
            pages = rng.randint(3, 7)
            files.append(_attachment(f"{code}-3", indicator, _scan(rng, pages), "application/pdf", pages))
    return tuple(files)


def _attachment(mark: str, indicator: str, content: bytes, media_type: str, pages: int) -> packs.Attachment:
    sha256, size = storage.store(COUNTY, BytesIO(content))
    taken = datetime(2024, 3, 21, 10, 16, tzinfo=timezone.get_default_timezone())
    return packs.Attachment(
        mark=mark,
        title="入户验收材料",
        name=f"{mark}.bin",
        size=size,
        sha256=sha256,
        clean_sha256=sha256,
        media_type=media_type,
        pages=pages,
        source="村委会",
        taken_at=taken,
        indicator=indicator,
    )


def _photo(rng: random.Random) -> bytes:
    target = BytesIO()
    noise = Image.frombytes("RGB", (80, 60), rng.randbytes(80 * 60 * 3))
    noise.resize((1600, 1200), Image.Resampling.BICUBIC).save(target, "JPEG", quality=80)
    return target.getvalue()


def _scan(rng: random.Random, pages: int) -> bytes:
    sheets = [Image.new("L", (1240, 1754), 255 - rng.randint(0, 20)) for _ in range(pages)]
    target = BytesIO()
    sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    with pikepdf.open(target) as pdf:
        cleaned = BytesIO()
        pdf.save(cleaned, deterministic_id=True)
    return cleaned.getvalue()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
