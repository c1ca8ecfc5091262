import pytest

from accounts.enums import Post
from accounts.posts import ADMINISTRATORS, DEPARTMENT_POSTS, POSTS, compatible


def test_every_post_has_its_line_in_the_table():
    assert set(POSTS) == set(Post)


def test_the_separated_administrators():
    assert {Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN} == ADMINISTRATORS
    assert {Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT} == DEPARTMENT_POSTS


@pytest.mark.parametrize(
    ("post", "held", "fits"),
    [
        (Post.SYSTEM_ADMIN, [], True),
        (Post.SYSTEM_ADMIN, [Post.SYSTEM_ADMIN], True),
        (Post.SYSTEM_ADMIN, [Post.SECURITY_ADMIN], False),
        (Post.AUDIT_ADMIN, [Post.SECURITY_ADMIN], False),
        (Post.SYSTEM_ADMIN, [Post.VILLAGE_CLERK], False),
        (Post.VILLAGE_CLERK, [Post.AUDIT_ADMIN], False),
        (Post.AUDIT_ADMIN, [Post.AUDITOR], False),
        (Post.VILLAGE_SECRETARY, [Post.TOWN_REVIEWER], True),
        (Post.DEPT_SCORER, [Post.DEPT_LEADER, Post.VETO_RESPONDENT], True),
    ],
)
def test_an_administrator_holds_nothing_else(post, held, fits):
    assert compatible(post, held) is fits
