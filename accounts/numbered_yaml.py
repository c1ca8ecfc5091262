"""YAML whose mappings remember the line they begin on, so that a refusal can name it."""

from typing import Any, TextIO

import yaml

LINE = "__line__"


class BadYaml(Exception):
    def __init__(self, line: int):
        self.line = line
        super().__init__("不是有效的 YAML，请检查缩进、引号和括号。")


class _Loader(yaml.CSafeLoader):
    def construct_mapping(self, node, deep=False):
        mapping = super().construct_mapping(node, deep=deep)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def load(file: TextIO) -> Any:
    try:
        return yaml.load(file, _Loader)  # noqa: S506 - a safe loader that counts lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadYaml(mark.line + 1 if mark else 1) from error


def line_of(entry: object) -> int:
    return entry.get(LINE, 1) if isinstance(entry, dict) else 1


def without_lines(value: Any) -> Any:
    """The plain data again."""
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key != LINE}
    return [without_lines(item) for item in value] if isinstance(value, list) else value
