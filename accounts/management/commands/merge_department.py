"""Registers that one department has taken over another (机构改革)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import departments
from accounts.models import Organisation


class Command(BaseCommand):
    help = "登记机构改革：原部门自某日起撤销，由另一部门承接职责和未办结的工作；原部门的历史保留。"

    def add_arguments(self, parser):
        parser.add_argument("old", help="原部门的代码或简称")
        parser.add_argument("into", help="承接部门的代码或简称")
        parser.add_argument("--county", required=True, metavar="代码", help="县代码（6 位）")
        parser.add_argument("--people", action="store_true", help="原部门在任人员转任承接部门的同一岗位")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="日期，例如 2026-01-01")

    def handle(self, *, old, into, county, on, people, **options):
        former, successor = self.organisation(county, old), self.organisation(county, into)
        try:
            cases = departments.merge(old=former, into=successor, on=on, people=people)
        except ValidationError as refusal:
            raise CommandError("".join(refusal.messages)) from refusal
        self.stdout.write(f"已登记：{former}自{on:%Y年%-m月%-d日}起撤销，由{successor}承接职责。")
        if cases:
            self.stdout.write(f"未办结的工作已交{successor}，涉及 {cases} 件；已办结的保留原部门名称。")
        if held := former.appointments.current(on).count():
            self.stdout.write(f"{former}还有 {held} 个在任岗位，请安全管理员在“岗位任免”中办理。")

    def organisation(self, county: str, word: str) -> Organisation:
        known = Organisation.objects.filter(county=county[:6])
        found = known.filter(code=word).first() or known.filter(name=word).first()
        if found is None:
            raise CommandError(f"{county[:6]} 没有代码或简称为“{word}”的部门。")
        return found
