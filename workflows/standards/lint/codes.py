"""One code, one thing: also across the lists, for scores and evidence are kept by code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from workflows.standards.lint.finding import Finding, error, warning
from workflows.standards.spec import OBJECT_FACTS, Spec

LISTS = {"indicators": "指标", "bonus": "加分项", "penalties": "倒扣项", "veto": "否决情形", "eligibility": "基本条件"}


def codes(spec: Spec) -> Iterator[Finding]:
    for code, places in _shared((row.code, words) for name, words in LISTS.items() for row in getattr(spec, name)):
        yield error(f"编号 {code}", f"{'、'.join(places)}都用了这个编号", "得分和佐证按编号存放，请给每一行不同的编号")
    for name, places in _shared((one.name, one.code) for one in spec.indicators):
        yield warning(f"指标 {places[-1]}", f"名称“{name}”与指标{places[0]}相同", "请改得能区分，或合并成一项")
    for name, places in _shared((one.name, one.code) for one in spec.data_items):
        yield warning(f"数据项 {places[-1]}", f"名称“{name}”与数据项{places[0]}相同", "申报人分不清填哪个，请改名称")
    for item in spec.data_items:
        if item.code in OBJECT_FACTS or item.code in dict(spec.facts):
            words = f"与申报对象的情况“{spec.fact_words[item.code]}”同一个编号"
            yield error(f"数据项 {item.code}", words, "请给数据项换一个编号")


def _shared(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, place in pairs:
        found[key].append(place)
    return ((key, places) for key, places in found.items() if len(places) > 1)
