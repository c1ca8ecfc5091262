import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/sign-in/"


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": username, "password": password}, **extra)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_the_door_opens_with_name_and_password(client):
    user = UserFactory()

    response = sign_in(client, user.username)

    assert (response.status_code, response["Location"]) == (302, reverse("inbox:home"))
    assert verbs() == ["登录"]


def test_it_stays_shut_with_a_wrong_password(client):
    user = UserFactory()

    response = sign_in(client, user.username, "wrong")

    assert response.status_code == 200
    assert "忘了密码请找县办公室的系统管理员" in response.content.decode()
    assert verbs() == ["登录失败"]


def test_a_mistyped_name_is_not_kept(client):
    sign_in(client, "My-secret-password")

    assert AuditEntry.objects.get().detail == {"账号": "（不存在的账号）"}


def test_five_failures_lock_the_account_at_this_address(client):
    user = UserFactory()
    for _ in range(4):
        assert sign_in(client, user.username, "wrong").status_code == 200

    locked = sign_in(client, user.username, "wrong")

    assert locked.status_code == 429
    assert "账号已暂时锁定" in locked.content.decode()
    assert sign_in(client, user.username).status_code == 429
    assert verbs()[:5] == ["登录失败"] * 4 + ["账号锁定"]


def test_a_rival_elsewhere_locks_nobody_out(client):
    user = UserFactory()
    for _ in range(6):
        sign_in(client, user.username, "wrong", REMOTE_ADDR="10.9.9.9")

    assert sign_in(client, user.username, REMOTE_ADDR="10.1.1.1").status_code == 302


def test_one_address_is_not_locked_as_a_whole(client):
    unlucky, other = UserFactory(), UserFactory()
    for _ in range(6):
        sign_in(client, unlucky.username, "wrong")

    assert sign_in(client, other.username).status_code == 302


def test_success_forgets_earlier_failures(client):
    user = UserFactory()
    for _ in range(2):
        for _ in range(4):
            sign_in(client, user.username, "wrong")

        assert sign_in(client, user.username).status_code == 302
        client.logout()


def test_a_closed_account_stays_out(client):
    assert sign_in(client, UserFactory(is_active=False).username).status_code == 200


def test_pages_are_closed_to_strangers(client):
    response = client.get("/profile/")

    assert response["Location"] == f"{LOGIN}?next=/profile/"


def test_nobody_is_led_away_after_signing_in(client):
    response = client.post(
        f"{LOGIN}?next=https://evil.example/", {"username": UserFactory().username, "password": PASSWORD}
    )

    assert response["Location"] == reverse("inbox:home")


def test_large_text_is_remembered_for_the_person(client):
    assert sign_in(client, UserFactory(large_text=True).username).cookies["big"].value == "1"
    client.logout()
    assert sign_in(client, UserFactory().username).cookies["big"].value == "0"


def test_signing_out_is_recorded(client):
    client.force_login(UserFactory())

    assert client.post("/sign-out/")["Location"] == LOGIN
    assert verbs() == ["退出"]


def people_of_the_demonstration():
    return {"demo_accounts": [{"username": "lijg", "name": "李建国", "post": "村级填报员", "place": "石岭镇"}]}


def test_the_page_may_show_more(client, settings):
    settings.SIGN_IN_CONTEXT = f"{__name__}.people_of_the_demonstration"

    assert "李建国" in client.get(LOGIN).content.decode()


NEW = {"old_password": PASSWORD, "new_password1": "Maize-terrace-31", "new_password2": "Maize-terrace-31"}


def test_a_password_is_changed_and_keeps_this_session(client):
    user = UserFactory()
    client.force_login(user)

    response = client.post("/password/", NEW)

    user.refresh_from_db()
    assert response["Location"] == "/profile/"
    assert user.check_password("Maize-terrace-31")
    assert client.get("/profile/").status_code == 200
    assert verbs() == ["修改密码"]


@pytest.mark.parametrize("weak", ["short1", "1234567890", "password123"])
def test_a_weak_password_is_refused(client, weak):
    client.force_login(UserFactory())

    response = client.post("/password/", NEW | {"new_password1": weak, "new_password2": weak})

    assert response.status_code == 200
    assert response.context["form"].has_error("new_password2")
    assert "有几处要改" in response.content.decode()


def test_an_initial_password_opens_only_the_page_to_change_it(client):
    user = UserFactory(initial_password=True)
    client.force_login(user)

    assert client.get("/profile/")["Location"] == "/password/"
    assert "您用的是初始密码" in client.get("/password/").content.decode()

    assert client.post("/password/", NEW)["Location"] == reverse("inbox:home")
    assert client.get("/profile/").status_code == 200
