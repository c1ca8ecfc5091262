import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Channel, Post
from accounts.models import AuditEntry, Contact, Delivery, Letter, Message
from accounts.notify import notify
from accounts.outbox import letters
from tests.factories.accounts import ContactFactory, CountyFactory, TownshipFactory, UserFactory, VillageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]


@pytest.fixture
def here(settings, tmp_path):
    settings.OUTBOX = {**settings.OUTBOX, "folder": tmp_path}


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def operator(county):
    return UserFactory(county=county.county, holding=(Post.OFFICE_OPERATOR, county))


@pytest.fixture
def director(county):
    return UserFactory(county=county.county, holding=(Post.OFFICE_DIRECTOR, county))


@pytest.fixture
def clerk(county):
    village = VillageFactory(parent=TownshipFactory(parent=county))
    return UserFactory(county=county.county, holding=(Post.VILLAGE_CLERK, village))


def browse(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_office_writes_and_a_colleague_sends(client, operator, director, clerk):
    words = {"subject": "公告：开始申报", "body": "请按时申报。", "groups": ["villages"]}
    browse(client, operator).post("/outbox/new/", words)
    letter = Letter.objects.get()
    page = browse(client, director).get(f"/outbox/{letter.pk}/")
    client.post(f"/outbox/{letter.pk}/release/", {"seen": page.context["seen"]})

    assert "发给1人" in page.content.decode()
    assert list(Message.objects.values_list("user", "subject")) == [(clerk.pk, "公告：开始申报")]


def test_the_author_sees_whom_to_ask(client, operator, clerk):
    browse(client, operator).post("/outbox/new/", {"subject": "公告", "body": "一", "groups": ["villages"]})
    letter = Letter.objects.get()

    page = client.get(f"/outbox/{letter.pk}/").content.decode()

    assert "请办公室另一位同事" in page
    assert f"/outbox/{letter.pk}/release/" not in page
    assert client.post(f"/outbox/{letter.pk}/release/", {"seen": letter.fingerprint()}).status_code == 403


def test_a_letter_to_one_township_leaves_the_others_alone(client, operator, clerk, county):
    other = TownshipFactory(parent=county)
    words = {"subject": "公告", "body": "一", "groups": ["villages"], "township": other.code}

    page = browse(client, operator).post("/outbox/new/", words).content.decode()

    assert "名单是空的" in page
    assert not Letter.objects.exists()


def test_another_countys_letter_is_not_there(client, operator, county):
    letter = letters.draft(county="619999", subject="公告", audience="各村", people=[operator], by=None)

    assert browse(client, operator).get(f"/outbox/{letter.pk}/").status_code == 404
    assert client.post(f"/outbox/{letter.pk}/discard/").status_code == 404


def test_a_long_list_of_letters_costs_no_more_queries(client, operator, county):
    browse(client, operator)

    def cost(number):
        for _ in range(number):
            letters.draft(county=county.county, subject="公告", audience="各村", people=[operator], by=operator)
        with CaptureQueriesContext(connection) as queries:
            client.get("/outbox/")
        return len(queries)

    assert cost(1) == cost(3)


def test_a_long_list_of_people_costs_no_more_queries(client, operator, county):
    browse(client, operator)

    def cost(number):
        people = UserFactory.create_batch(number, holding=(Post.COUNTY_LEADER, county))
        letter = letters.draft(county=county.county, subject="公告", audience="县领导", people=people, by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/outbox/{letter.pk}/")
        return len(queries)

    assert cost(1) == cost(3)


def test_a_person_chooses_the_channels(client, clerk):
    browse(client, clerk).post("/profile/channels/", {"sms": "13900001111", "sms_active": "on", "email": ""})

    assert list(Contact.objects.values_list("user", "channel", "address", "active")) == [
        (clerk.pk, Channel.SMS, "13900001111", True)
    ]
    assert "13900001111" not in str(list(AuditEntry.objects.values()))


def test_an_emptied_address_is_forgotten(client, clerk):
    ContactFactory(user=clerk)

    browse(client, clerk).post("/profile/channels/", {"sms": "", "email": ""})

    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [({"sms": "0913-5521234"}, "手机号是11位数字"), ({"sms_active": "on"}, "要接收提醒，请先填写。")],
)
def test_what_cannot_be_reached_is_refused_with_words(client, clerk, given, words):
    page = browse(client, clerk).post("/profile/channels/", given).content.decode()

    assert words in page
    assert not Contact.objects.exists()


def test_a_channel_that_is_off_is_not_asked_for(client, clerk, settings):
    settings.OUTBOX = {**settings.OUTBOX, "sms": {"kind": "off"}, "email": {"kind": "off"}}

    assert "还没有开通" in browse(client, clerk).get("/profile/channels/").content.decode()


def test_the_administrator_sees_whom_but_not_what(client, county, clerk):
    keeper = UserFactory(county=county.county, holding=(Post.SYSTEM_ADMIN, county))
    ContactFactory(user=clerk, address="13900001111")
    notify([clerk], subject="侯家崾村的材料")
    Delivery.objects.update(state=Delivery.State.FAILED, problem="号码不存在")

    page = browse(client, keeper).get("/outbox/failures/").content.decode()
    client.post(f"/outbox/failures/{Delivery.objects.get().pk}/drop/")

    assert clerk.display_name in page
    assert "号码不存在" in page
    assert "侯家崾村" not in page
    assert "13900001111" not in page
    assert Delivery.objects.get().state == Delivery.State.DROPPED
