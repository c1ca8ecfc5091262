"""To whom a letter goes: kinds of people of a county, or of one of its townships."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.enums import Post
from accounts.models import Appointment, Region, User

AUDIENCES: dict[str, tuple[str, frozenset[Post]]] = {
    "villages": ("各村填报员和书记", frozenset({Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY})),
    "townships": ("各镇（街道）审核员和审签领导", frozenset({Post.TOWN_REVIEWER, Post.TOWN_LEADER})),
    "departments": (
        "各部门评分员、负责人和联审答复人",
        frozenset({Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT}),
    ),
    "office": ("县领导小组办公室", frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR})),
    "leaders": ("县领导", frozenset({Post.COUNTY_LEADER})),
}
CHOICES = [(key, label) for key, (label, _) in AUDIENCES.items()]


def people_of(county: str, groups: Iterable[str], township: Region | None = None) -> QuerySet[User]:
    """Everybody who holds such a post today."""
    posts = frozenset().union(*(AUDIENCES[group][1] for group in groups))
    place = township.code if township else f"{county}000000"
    return Appointment.objects.current().filter(post__in=sorted(posts)).within(place).people()


def words_for(groups: Iterable[str], township: Region | None = None) -> str:
    """``石岭镇：各村填报员和书记``"""
    words = "、".join(AUDIENCES[group][0] for group in groups)
    return f"{township.name}：{words}" if township else words


def township_of(county: str, code: str) -> Region | None:
    """One of the county's, or none.

    :raises ValidationError: it is somewhere else.
    """
    if not code:
        return None
    found = Region.objects.within(f"{county}000000").filter(pk=code).first()
    if found is None:
        raise ValidationError("没有这个镇（街道），请重新选择。")
    return found
