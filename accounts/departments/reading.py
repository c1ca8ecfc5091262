"""Reads a county's departments and key tasks and finds what is wrong with them. Touches no database."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accounts import numbered_yaml
from accounts.enums import OrganisationKind
from accounts.refusals import BadFile, Problem

Fault = tuple[int, str]

DEPARTMENT = ("code", "name", "full_name", "kind")
TASK = ("id", "no", "title", "lead")
MEASURE = ("id", "label", "title", "lines")
TARGET = ("code", "name")


def read(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            document = numbered_yaml.load(file)
    except OSError as error:
        raise BadFile([Problem(path.name, 0, "打不开文件，请检查路径和权限。")]) from error
    except UnicodeDecodeError as error:
        raise BadFile([Problem(path.name, 0, "不是 UTF-8 编码的文本文件。")]) from error
    except numbered_yaml.BadYaml as error:
        raise BadFile([Problem(path.name, error.line, str(error))]) from error
    if not isinstance(document, dict) or not all(
        isinstance(document.get(key), list) for key in ("departments", "tasks")
    ):
        raise BadFile([Problem(path.name, 1, "缺少 departments(部门)或 tasks(重点任务)列表。")])
    problems = [Problem(path.name, line, reason) for line, reason in _faults(document)]
    if problems:
        raise BadFile(problems)
    return document


def departments_in(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [*document["departments"], *(document.get("extra_departments") or [])]


def targets_in(measure: dict[str, Any]) -> list[tuple[dict[str, Any], bool]]:
    """Each with whether the plan only implies it (全覆盖, 清零)."""
    explicit, implied = measure.get("targets") or [], measure.get("implicit_targets") or []
    return [*((target, False) for target in explicit), *((target, True) for target in implied)]


def goals_in(document: dict[str, Any]) -> list[dict[str, Any]]:
    return (document.get("goals") or {}).get("targets") or []


def _faults(document: dict[str, Any]) -> Iterator[Fault]:
    departments = departments_in(document)
    yield from _incomplete(departments, DEPARTMENT, "部门")
    names = {entry.get("name") for entry in departments if isinstance(entry, dict)}
    for key in ("code", "name"):
        yield from _repeated(departments, key)
    for entry in departments:
        if isinstance(entry, dict) and "kind" in entry and entry["kind"] not in OrganisationKind.values:
            kinds = "、".join(OrganisationKind.values)
            yield numbered_yaml.line_of(entry), f"部门性质“{entry['kind']}”有误，应为 {kinds} 之一。"
    yield from _incomplete(document["tasks"], TASK, "重点任务")
    yield from _incomplete(goals_in(document), TARGET, "目标")
    for task in document["tasks"]:
        if isinstance(task, dict):
            yield from _task_faults(task, names)


def _task_faults(task: dict[str, Any], names: set[Any]) -> Iterator[Fault]:
    for name in [*(task.get("lead") or []), *(task.get("coop") or [])]:
        if name not in names:
            yield numbered_yaml.line_of(task), f"重点任务“{task.get('title')}”中的“{name}”不在部门名单中。"
    measures = task.get("measures") or []
    yield from _incomplete(measures, MEASURE, "措施")
    for measure in measures:
        if isinstance(measure, dict):
            yield from _incomplete([target for target, _ in targets_in(measure)], TARGET, "目标")


def _incomplete(entries: list[Any], keys: tuple[str, ...], what: str) -> Iterator[Fault]:
    for entry in entries:
        if not isinstance(entry, dict):
            yield 1, f"{what}“{entry}”应写成若干项 键: 值。"
        elif lacking := [key for key in keys if not entry.get(key)]:
            yield (
                numbered_yaml.line_of(entry),
                f"{what}“{entry.get('name') or entry.get('title') or ''}”缺少 {'、'.join(lacking)}。",
            )


def _repeated(entries: list[Any], key: str) -> Iterator[Fault]:
    seen: Counter[Any] = Counter()
    for entry in entries:
        value = entry.get(key) if isinstance(entry, dict) else None
        seen[value] += 1
        if value and seen[value] > 1:
            yield numbered_yaml.line_of(entry), f"{value} 在部门名单中出现了两次。"
