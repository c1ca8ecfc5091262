"""The table of posts: where each is held and what goes with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.enums import Post, RegionLevel

PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE = RegionLevel


@dataclass(frozen=True)
class PostSpec:
    """``levels`` are the levels of region the post may be held at, the usual one first."""

    levels: tuple[RegionLevel, ...]
    needs_organisation: bool = False
    read_only: bool = False
    administrator: bool = False

    @property
    def level(self) -> RegionLevel:
        return self.levels[0]


POSTS: dict[Post, PostSpec] = {
    Post.VILLAGE_CLERK: PostSpec((VILLAGE,)),
    Post.VILLAGE_SECRETARY: PostSpec((VILLAGE,)),
    Post.TOWN_REVIEWER: PostSpec((TOWNSHIP,)),
    Post.TOWN_LEADER: PostSpec((TOWNSHIP,)),
    Post.DEPT_SCORER: PostSpec((COUNTY,), needs_organisation=True),
    Post.DEPT_LEADER: PostSpec((COUNTY,), needs_organisation=True),
    Post.VETO_RESPONDENT: PostSpec((COUNTY,), needs_organisation=True),
    Post.OFFICE_OPERATOR: PostSpec((COUNTY,)),
    Post.OFFICE_DIRECTOR: PostSpec((COUNTY,)),
    Post.COUNTY_LEADER: PostSpec((COUNTY,)),
    Post.PROVINCE_REVIEWER: PostSpec((PROVINCE, CITY), read_only=True),
    Post.AUDITOR: PostSpec((COUNTY, CITY, PROVINCE), read_only=True),
    Post.SYSTEM_ADMIN: PostSpec((COUNTY, CITY, PROVINCE), administrator=True),
    Post.SECURITY_ADMIN: PostSpec((COUNTY, CITY, PROVINCE), administrator=True),
    Post.AUDIT_ADMIN: PostSpec((COUNTY, CITY, PROVINCE), administrator=True),
}

ADMINISTRATORS = frozenset(post for post, spec in POSTS.items() if spec.administrator)
DEPARTMENT_POSTS = frozenset(post for post, spec in POSTS.items() if spec.needs_organisation)


def compatible(post: Post, held: Iterable[Post]) -> bool:
    """An administrator holds one post and no business of the county (三员分立)."""
    others = {Post(other) for other in held} - {Post(post)}
    return not others or not ({Post(post), *others} & ADMINISTRATORS)
