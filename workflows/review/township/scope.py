"""One township in one round, and who may look at its desk."""

from dataclasses import dataclass

from accounts.enums import Post, RegionLevel
from accounts.models import Region
from workflows.engine.errors import OutOfSight
from workflows.rounds.models import Kind, Round

#: Posts that see the desk of their own township, and posts that see those of the whole county.
TOWNSHIP = frozenset({Post.TOWN_REVIEWER, Post.TOWN_LEADER})
COUNTY = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})


@dataclass(frozen=True)
class Scope:
    """A township's part of a round of villages."""

    round: Round
    township: Region
    posts: frozenset[Post] = frozenset()

    @property
    def args(self) -> list:
        """Of the addresses of its pages."""
        return [self.round.pk, self.township.code]

    @property
    def quota(self) -> int | None:
        """How many villages it may recommend; ``None``: no quota is set."""
        return self.round.quota_of(self.township.code)

    @property
    def reviews(self) -> bool:
        """Does the person review there?"""
        return Post.TOWN_REVIEWER in self.posts

    @property
    def leads(self) -> bool:
        """Does the person sign there?"""
        return Post.TOWN_LEADER in self.posts


def scope_of(user, round_id: int, code: str) -> Scope:
    """The township in the round, for whoever has a post in it or over it; for others it does not exist."""
    rounds = Round.objects.visible_to(user).select_related("standard").filter(pk=round_id, kind=Kind.VILLAGE)
    round_ = rounds.first()
    township = Region.objects.filter(pk=code, level=RegionLevel.TOWNSHIP).first()
    if round_ is None or township is None or township.county != round_.county:
        raise OutOfSight("没有这个批次或镇（街道），或不在您的查看范围内。")
    held = user.current_appointments
    own = frozenset(Post(one.post) for one in held if one.region_id == code and one.post in TOWNSHIP)
    above = any(one.post in COUNTY and one.region_id == f"{round_.county}000000" for one in held)
    if not own and not above:
        raise OutOfSight("没有这个批次或镇（街道），或不在您的查看范围内。")
    return Scope(round_, township, own)


def own_scopes(user) -> list[Scope]:
    """The person's own townships in the rounds of villages of their county, the newest round first."""
    posts: dict[str, set[Post]] = {}
    townships: dict[str, Region] = {}
    for held in user.current_appointments:
        if held.post in TOWNSHIP:
            posts.setdefault(held.region_id, set()).add(Post(held.post))
            townships[held.region_id] = held.region
    if not posts:
        return []
    rounds = Round.objects.visible_to(user).filter(kind=Kind.VILLAGE).select_related("standard").order_by("-pk")
    return [
        Scope(round_, townships[code], frozenset(held))
        for round_ in rounds
        for code, held in sorted(posts.items())
        if townships[code].county == round_.county
    ]
