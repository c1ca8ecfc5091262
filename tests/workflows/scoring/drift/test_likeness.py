"""The same words and the same figures in two applications."""

from decimal import Decimal
from time import process_time

from workflows.scoring.drift.likeness import alike
from workflows.scoring.drift.lines import Figures, Place, Text
from workflows.scoring.drift.numbers import same_runs
from workflows.standards.simulation.chances import Chance

PLACES = {n: Place(n, f"甲镇第{n}村", "甲镇", (f"第{n}村",)) for n in range(400)}
OWN = (
    "第1村坚持党建引领，围绕苹果产业建成标准化园区三百亩，成立合作社两家，带动一百二十户增收；"
    "完善户厕管护、垃圾清运和污水治理制度，组织清洁行动十二次，评选美丽庭院四十户。"
)


def text(application: int, words: str, where: str = "产业") -> Text:
    return Text(application, where, "statement-CY", words)


def told(groups) -> list[tuple]:
    return [(one.likeness, tuple(each.application_id for each in one.texts)) for one in groups]


def test_the_same_text_is_found_whatever_the_village_is_called_and_however_it_is_punctuated():
    copied = OWN.replace("第1村", "第2村").replace("，", ", ").replace("；", "。\n")

    assert told(alike([text(1, OWN), text(2, copied)], PLACES)) == [(100, (1, 2))]


def test_a_slightly_changed_text_is_nearly_alike():
    changed = OWN.replace("第1村", "第3村").replace("三百亩", "二百亩").replace("十二次", "十五次")

    [(likeness, who)] = told(alike([text(1, OWN), text(3, changed)], PLACES))
    assert who == (1, 3)
    assert 75 <= likeness < 100


def test_different_texts_short_ones_and_ones_own_are_no_likeness():
    other = "本村以文旅融合为主线，修缮古窑洞十八孔，开办农家乐九家，年接待游客两万余人次，群众在家门口实现就业增收。"

    assert (
        alike([text(1, OWN), text(2, other), text(1, OWN, "环境"), text(3, "符合要求。"), text(4, "符合要求")], PLACES)
        == []
    )


def test_many_copies_are_one_group():
    groups = alike([text(n, OWN.replace("第1村", f"第{n}村")) for n in range(1, 40)], PLACES)

    assert [(one.applicants, one.exact) for one in groups] == [(39, True)]


def test_hundreds_of_texts_that_are_all_a_little_different_stay_quick():
    chance = Chance("words")
    filler = ["".join(chance.pick("山水田林湖草路桥院房") for _ in range(12)) for _ in range(400)]
    start = process_time()

    groups = alike([text(n, OWN + filler[n]) for n in range(400)], PLACES)

    assert sum(one.applicants for one in groups) > 390
    assert process_time() - start < 10


def figures(application: int, *values: int) -> Figures:
    return Figures(application, tuple((f"i{n}", Decimal(value)) for n, value in enumerate(values)))


def test_a_run_of_the_same_figures_is_found_with_its_whole_length():
    rows = [
        figures(1, 7, 118, 236, 405, 61, 77, 90),
        figures(2, 9, 118, 236, 405, 61, 77, 90),
        figures(3, 7, 1, 2, 3, 4, 5, 6),
    ]

    [run] = same_runs(rows)

    assert (run.first, run.second, [int(value) for _, value in run.figures]) == (1, 2, [118, 236, 405, 61, 77, 90])


def test_noughts_ones_and_broken_runs_say_nothing():
    assert same_runs([figures(1, 0, 0, 1, 1, 0, 2), figures(2, 0, 0, 1, 1, 0, 2)]) == []
    assert same_runs([figures(1, 118, 236, 405, 61, 77), figures(2, 118, 236, 404, 61, 77)]) == []


def test_the_countys_own_figures_are_no_likeness():
    assert same_runs([figures(n, 12000, 13000, 14000, 15000, 16000) for n in range(20)]) == []
