"""The pages of 转办, 征求意见, 抄送."""

import pytest
from django.urls import reverse

from accounts.enums import Post
from tests import world
from workflows.engine.models import Copy, Voice


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.fixture
def page(submitted):
    [item] = world.work(submitted, "review_at_township")
    return reverse("inbox:colleagues", args=[item.pk])


@pytest.fixture
def reviewer(county, signed_in):
    return signed_in(county.people["甲镇审核员"])


def test_alone_on_a_post_one_is_led_to_the_proxy(reviewer, page):
    shown = reviewer.get(page).content.decode()

    assert "这个岗位现在只有您一人" in shown
    assert reverse("accounts:proxies") in shown


def test_work_is_passed_on_and_taken_back(county, reviewer, page):
    second = world.hire(county, "甲镇二审核", Post.TOWN_REVIEWER, "甲镇")

    told = reviewer.post(
        page, {"do": "transfer", "transfer-to": second.appointments.get().pk, "transfer-reason": "出差"}, follow=True
    ).content.decode()
    assert "已转甲镇二审核办理" in told
    assert "已转给<b>甲镇二审核</b>办理" in reviewer.get(page).content.decode()

    step = reviewer.get(page.removesuffix("colleagues/")).content.decode()
    assert "这项工作已转给甲镇二审核办理" in step

    assert "已收回" in reviewer.post(page, {"do": "take_back"}, follow=True).content.decode()


def test_a_colleague_finds_it_marked(county, submitted, client, page):
    second = world.hire(county, "甲镇二审核", Post.TOWN_REVIEWER, "甲镇")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(county.people["甲镇审核员"], backend=backend)
    client.post(page, {"do": "transfer", "transfer-to": second.appointments.get().pk, "transfer-reason": "出差"})

    client.force_login(second, backend=backend)

    assert "转给您办" in client.get(reverse("inbox:home")).content.decode()


def test_without_a_reason_nothing_is_passed_on(county, reviewer, page):
    second = world.hire(county, "甲镇二审核", Post.TOWN_REVIEWER, "甲镇")

    answer = reviewer.post(page, {"do": "transfer", "transfer-to": second.appointments.get().pk})

    assert answer.status_code == 422
    assert "原因：请填写这一项" in answer.content.decode()


def test_every_form_carries_its_token(county, reviewer, page):
    world.hire(county, "甲镇二审核", Post.TOWN_REVIEWER, "甲镇")

    shown = reviewer.get(page).content.decode()

    posts = shown.count('method="post"')
    assert posts == shown.count("csrfmiddlewaretoken")


def test_who_is_asked_answers_and_the_asker_reads_it(county, client, page):
    backend = "django.contrib.auth.backends.ModelBackend"
    reviewer, leader = county.people["甲镇审核员"], county.people["甲镇镇长"]
    client.force_login(reviewer, backend=backend)
    asked = {"do": "ask", "ask-people": [leader.pk], "ask-question": "台账是否属实？", "ask-need": "all"}
    assert "已发出" in client.post(page, asked, follow=True).content.decode()

    client.force_login(leader, backend=backend)
    voice = Voice.objects.get()
    question = reverse("inbox:opinion", args=[voice.consultation_id])
    assert "台账是否属实？" in client.get(reverse("inbox:home")).content.decode()
    assert "台账是否属实？" in client.get(question).content.decode()
    refused = client.post(question, {"agrees": "no", "words": ""})
    assert refused.status_code == 422
    assert "不同意的，请写明理由" in refused.content.decode()
    client.post(question, {"agrees": "no", "words": "缺2组台账。"})
    assert "您已于" in client.get(question).content.decode()

    client.force_login(reviewer, backend=backend)
    assert "缺2组台账。" in client.get(page).content.decode()


def test_a_question_is_taken_back(county, reviewer, page):
    leader = county.people["甲镇镇长"]
    reviewer.post(page, {"do": "ask", "ask-people": [leader.pk], "ask-question": "属实吗？", "ask-need": "all"})

    told = reviewer.post(page, {"do": "stop", "voice": Voice.objects.get().pk}, follow=True).content.decode()

    assert "不再征求甲镇镇长的意见" in told


def test_a_copy_is_found_and_read(county, client, page, submitted):
    backend = "django.contrib.auth.backends.ModelBackend"
    leader = county.people["甲镇镇长"]
    client.force_login(county.people["甲镇审核员"], backend=backend)
    client.post(page, {"do": "copy", "copy-people": [leader.pk], "copy-words": "请知悉。"})

    client.force_login(leader, backend=backend)
    assert "请知悉。" in client.get(reverse("inbox:copies")).content.decode()
    answer = client.post(reverse("inbox:open_copy", args=[Copy.objects.get().pk]))

    assert answer.url == reverse("inbox:track", args=[submitted.process_id])
    assert Copy.objects.get().read_at is not None


def test_a_stranger_does_not_find_the_question(county, signed_in, reviewer, page):
    reviewer.post(
        page,
        {"do": "ask", "ask-people": [county.people["甲镇镇长"].pk], "ask-question": "属实吗？", "ask-need": "all"},
    )
    question = reverse("inbox:opinion", args=[Voice.objects.get().consultation_id])

    assert signed_in(county.people["乙镇审核员"]).get(question).status_code == 404
