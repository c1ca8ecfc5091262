"""Scores applicants from a file by a standard from a file: no database, JSON out."""

import io
import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.standards.answers import Answers, AnswersError
from workflows.standards.lint.formulas import unknown_items
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.scoring import score
from workflows.standards.source import SourceError, read_json, read_text, read_yaml
from workflows.standards.spec import Spec

BAD_INPUT = 2
T = TypeVar("T")


class Command(BaseCommand):
    help = "按评定标准给申报数据评分，结果为JSON，不用数据库。数据可以是一个对象，也可以是一列对象。"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("standard", help="评定标准文件（YAML）")
        parser.add_argument("data", help="申报数据文件（JSON）")

    def handle(self, *args: Any, standard: str, data: str, **options: Any) -> None:
        speak_utf8(self)
        spec = read(standard, lambda: read_spec(read_yaml(read_text(standard))))
        refuse_unknown_items(spec, standard)
        given = read(data, lambda: read_json(read_text(data)))
        if not isinstance(given, list):
            self.stdout.write(scored(spec, given, data))
            return
        results = [scored(spec, one, f"{data} 第{n}个") for n, one in enumerate(given, 1)]
        self.stdout.write("[\n" + ",\n".join(results) + "\n]")


def speak_utf8(command: BaseCommand) -> None:
    """The same bytes in every locale: a console of 1995 must not stop a score."""
    for stream in (command.stdout, command.stderr):
        if isinstance(inner := stream._out, io.TextIOWrapper):
            inner.reconfigure(encoding="utf-8", errors="replace")


def refuse_unknown_items(spec: Spec, where: str) -> None:
    """A formula over an item that does not exist could never be answered."""
    if found := tuple(unknown_items(spec)):
        raise CommandError("\n".join(f"{where}：{one.place}：{one.words}" for one in found), returncode=BAD_INPUT)


def scored(spec: Spec, given: object, where: str) -> str:
    result = read(where, lambda: score(spec, Answers.from_json(given)))
    return json.dumps(result.to_json(), ensure_ascii=False)


def read(where: str, attempt: Callable[[], T]) -> T:
    """Bad input ends the command with code 2 and says what is wrong, and where."""
    try:
        return attempt()
    except ReadingError as error:
        raise CommandError("\n".join(f"{where}：{line}" for line in error.complaints), returncode=BAD_INPUT) from None
    except (SourceError, AnswersError) as error:
        raise CommandError(f"{where}：{error}", returncode=BAD_INPUT) from None
