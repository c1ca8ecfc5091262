"""Opens an account and, if asked, gives a post: how the first administrators of a county come to be."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import appointments, clock, codes, people
from accounts.enums import Post
from accounts.models import Organisation, Region


class Command(BaseCommand):
    help = "开户并任命岗位。用于建立最初的系统、安全、审计管理员；以后的人员由管理员在网页上办理。"

    def add_arguments(self, parser):
        parser.add_argument("username", help="账号")
        parser.add_argument("name", help="姓名")
        parser.add_argument("--post", choices=Post.values, help="岗位")
        parser.add_argument("--region", default="", metavar="代码", help="任职区划代码（6 位县代码或 12 位）")
        parser.add_argument("--organisation", default="", metavar="代码", help="单位代码，部门岗位必填")

    @transaction.atomic
    def handle(self, *, username, name, post, region, organisation, **options):
        place = self.place(region)
        try:
            user, password = people.open_account(
                username=username, display_name=name, county=place.county if place else ""
            )
            if post:
                appointments.appoint(
                    user=user,
                    post=Post(post),
                    region=self.required(place),
                    organisation=self.organisation(place, organisation),
                    since=clock.today(),
                )
        except ValidationError as refusal:
            raise CommandError("".join(refusal.messages)) from refusal
        self.stdout.write(f"已为{name}开户，账号 {username}，初始密码 {password}（首次登录须修改）。")

    def place(self, code: str) -> Region | None:
        if not code:
            return None
        found = Region.objects.select_related("parent").filter(pk=codes.widen(code)).first()
        return found or self.refuse(f"没有代码为 {code} 的区划，请先导入（manage.py load_regions）。")

    def organisation(self, place: Region | None, code: str) -> Organisation | None:
        if not code or place is None:
            return None
        found = Organisation.objects.filter(county=place.county, code=code).first()
        return found or self.refuse(f"没有代码为 {code} 的单位，请先导入（manage.py load_departments）。")

    def required(self, place: Region | None) -> Region:
        return place or self.refuse("任命岗位须用 --region 给出任职区划。")

    def refuse(self, reason: str):
        raise CommandError(reason)
