"""Loads a county's standard from YAML, says what it found and, if asked, publishes it."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Organisation
from workflows.standards import services
from workflows.standards.lint import lint
from workflows.standards.models import Standard
from workflows.standards.source import SourceError, read_text

COUNTED = {
    "dimensions": "维度{}个",
    "indicators": "指标{}个",
    "data_items": "数据项{}个",
    "bonus": "加分项{}个",
    "penalties": "倒扣项{}个",
    "veto": "否决情形{}条",
    "eligibility": "基本条件{}条",
    "grades": "等次{}个",
}


class Command(BaseCommand):
    help = "导入评定标准（YAML）。重复导入不会改变任何内容；已发布的版本不能再改。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="评定标准文件（YAML）")
        parser.add_argument("--county", default="", help="县的六位代码；不写为通用模板")
        parser.add_argument("--publish", action="store_true", help="导入后立即发布")

    def handle(self, *args: Any, file: str, county: str, publish: bool, **options: Any) -> None:
        if county and not re.fullmatch(r"\d{6}", county):
            raise CommandError(f"县的代码应当是六位数字，现在是“{county}”。")
        try:
            standard, outcome = services.load_standard(county=county, text=read_text(file))
            self.report(standard, outcome)
            if publish:
                self.publish(standard)
        except SourceError as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None

    def report(self, standard: Standard, outcome: services.Outcome) -> None:
        self.stdout.write(f"{outcome}：{standard}，{standard.get_object_display()}，编号{standard.code}")
        spec = standard.spec
        self.stdout.write("、".join(words.format(len(getattr(spec, part))) for part, words in COUNTED.items()))
        names = set(Organisation.objects.filter(county=standard.county).values_list("name", flat=True))
        for finding in lint(spec, names or None):
            self.stdout.write(str(finding))

    def publish(self, standard: Standard) -> None:
        if standard.is_draft:
            services.publish(standard=standard)
            self.stdout.write("已发布，内容从此不能再改。")
        else:
            self.stdout.write(f"{standard.get_state_display()}，不用再发布。")
