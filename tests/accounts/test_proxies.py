from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from accounts import clock
from accounts.appointments import appoint
from accounts.enums import Post
from accounts.models import AuditEntry, Message, Proxy
from accounts.notify import notify
from accounts.proxies import colleagues_of, end, entrust
from tests.factories.accounts import CountyFactory, OrganisationFactory, TownshipFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 9, 0)


@pytest.fixture
def now():
    with clock.at(MONDAY):
        yield


@pytest.fixture
def township():
    return TownshipFactory()


def official(post: Post, region, name: str, organisation=None):
    user = UserFactory(display_name=name)
    appoint(user=user, post=post, region=region, organisation=organisation, since=date(2026, 1, 1))
    return user


@pytest.fixture
def leader(township):
    return official(Post.TOWN_LEADER, township, "张镇长")


@pytest.fixture
def reviewer(township):
    return official(Post.TOWN_REVIEWER, township, "李审核")


def away(principal, deputy, first=16, last=20):
    """Away from one day of March to another, both included."""
    return entrust(
        principal=principal,
        deputy=deputy,
        since=date(2026, 3, first),
        last_day=date(2026, 3, last),
        reason="外出培训",
    )


def test_a_deputy_holds_the_posts_of_the_principal_for_these_days(now, leader, reviewer):
    away(leader, reviewer)

    assert [held.post for held in reviewer.current_appointments] == [Post.TOWN_REVIEWER, Post.TOWN_LEADER]
    assert [held.post for held in reviewer.own_appointments] == [Post.TOWN_REVIEWER]
    assert reviewer.current_appointments[1].user == leader
    with clock.at(datetime(2026, 3, 21, 0, 1)):
        assert [held.post for held in reviewer.current_appointments] == [Post.TOWN_REVIEWER]


def test_a_proxy_is_not_handed_on(now, leader, reviewer, township):
    clerk = official(Post.TOWN_REVIEWER, township, "王审核")
    away(leader, reviewer)

    away(reviewer, clerk)

    assert {held.user for held in clerk.current_appointments} == {clerk, reviewer}


def test_it_is_audited_and_told(now, leader, reviewer):
    proxy = away(leader, reviewer)

    entry = AuditEntry.objects.about(proxy).get()
    assert (entry.verb, entry.actor, entry.detail["代理人"]) == ("委托代理", leader, "李审核")
    assert Message.objects.of(reviewer).get().subject == "张镇长请您代理"


def test_who_is_away_has_messages_read_by_the_deputy(now, leader, reviewer):
    away(leader, reviewer)
    Message.objects.all().delete()

    notify([leader], subject="请签发")

    assert {message.user for message in Message.objects.all()} == {leader, reviewer}


def test_only_colleagues_of_the_same_place_stand_in(now, leader, reviewer):
    stranger = official(Post.TOWN_LEADER, TownshipFactory(), "外镇长")

    assert list(colleagues_of(leader)) == [reviewer]
    with pytest.raises(ValidationError, match="同一单位"):
        away(leader, stranger)


def test_departments_are_places_of_their_own(now):
    county = CountyFactory()
    farming, finance = OrganisationFactory(county=county.county), OrganisationFactory(county=county.county)
    head = official(Post.DEPT_LEADER, county, "负责人", farming)
    scorer = official(Post.DEPT_SCORER, county, "评分员", farming)
    official(Post.DEPT_SCORER, county, "别局评分员", finance)

    assert list(colleagues_of(head)) == [scorer]


def test_an_administrators_post_is_never_handed_over(now, leader, township):
    county = CountyFactory()
    admin = official(Post.SECURITY_ADMIN, county, "安全管理员")
    colleague = official(Post.OFFICE_OPERATOR, county, "经办人")
    Proxy.objects.create(
        principal=admin, deputy=colleague, since=date(2026, 3, 1), until=date(2026, 4, 1), reason="试", made_by=admin
    )

    assert [held.post for held in colleague.current_appointments] == [Post.OFFICE_OPERATOR]
    assert not colleagues_of(admin).exists()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(15, 20, "不能早于今天"), (18, 17, "结束日不能早于起始日")],
)
def test_days_that_make_no_sense_are_refused(now, leader, reviewer, first, last, words):
    with pytest.raises(ValidationError, match=words):
        away(leader, reviewer, first, last)


def test_an_absence_has_one_deputy(now, leader, reviewer, township):
    away(leader, reviewer)

    with pytest.raises(ValidationError, match="已委托李审核代理（3月16日至3月20日）"):
        away(leader, official(Post.TOWN_LEADER, township, "副镇长"), 20, 24)


def test_the_principal_ends_it_at_once(now, leader, reviewer):
    proxy = away(leader, reviewer)

    end(proxy=proxy, by=leader)

    reviewer.forget_appointments()
    assert [held.post for held in reviewer.current_appointments] == [Post.TOWN_REVIEWER]
    with pytest.raises(ValidationError, match="已经结束"):
        end(proxy=proxy, by=leader)


def test_nobody_else_ends_it(now, leader, reviewer):
    proxy = away(leader, reviewer)

    with pytest.raises(ValidationError, match="委托人本人"):
        end(proxy=proxy, by=reviewer)


def test_one_that_has_not_begun_is_taken_back_whole(now, leader, reviewer):
    proxy = away(leader, reviewer, 23, 24)

    end(proxy=proxy, by=leader)

    with clock.at(datetime(2026, 3, 23, 9, 0)):
        assert not Proxy.objects.current().exists()
