import pytest

from accounts.enums import Post
from tests.factories.accounts import UserFactory, VillageFactory

pytestmark = pytest.mark.django_db


def test_a_person_sees_the_own_posts(client):
    village = VillageFactory(name="侯家崾村", parent__name="石岭镇")
    client.force_login(UserFactory(holding=(Post.VILLAGE_CLERK, village)))

    page = client.get("/profile/").content.decode()

    assert "村级填报员" in page
    assert "石岭镇侯家崾村" in page


def test_without_a_post_the_page_tells_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "请县里的安全管理员给您办理任职" in client.get("/profile/").content.decode()


def test_large_text_is_kept_with_the_person_and_in_the_browser(client):
    user = UserFactory()
    client.force_login(user)

    response = client.post("/profile/", {"phone": "0913-5521234", "large_text": "on"})

    user.refresh_from_db()
    assert (user.large_text, user.phone) == (True, "0913-5521234")
    assert response.cookies["big"].value == "1"


def test_single_keys_are_on_until_they_are_switched_off(client):
    user = UserFactory()
    client.force_login(user)
    before = client.get("/profile/").content.decode()

    client.post("/profile/", {"phone": ""})

    user.refresh_from_db()
    after = client.get("/profile/").content.decode()
    assert not user.single_keys
    assert ['data-single-keys="off"' in page for page in (before, after)] == [False, True]


def test_nothing_else_can_be_changed(client):
    user = UserFactory(display_name="李建国")
    client.force_login(user)

    client.post("/profile/", {"display_name": "王强", "county": "619921", "is_superuser": "on"})

    user.refresh_from_db()
    assert (user.display_name, user.county, user.is_superuser) == ("李建国", "", False)
