import pytest

from accounts.outbox import ways

ROBOT = {"name": "县办群", "county": "619921", "kind": "feishu", "url": "https://example.com/hook/secret-key"}
GATEWAY = {"kind": "mas", "url": "https://10.1.1.1/", "account": "a", "secret": "s", "sign": "q", "template": "e"}


def test_the_default_calls_nobody(outbox):
    kinds = {way.kind for way in ways.personal_ways().values()}

    assert kinds == {"file"}
    assert ways.robots_of("619921") == {}
    assert list(ways.problems()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sms": {**GATEWAY, "kind": "pigeon"}}, "MESSAGE_SMS 只能是 off、file、aliyun、mas。"),
        ({"sms": {**GATEWAY, "secret": ""}}, "MESSAGE_SMS 设为 mas 时还须填写 secret。"),
        ({"sms": {**GATEWAY, "url": "http://sms.example.com/"}}, "MESSAGE_SMS 的地址须以 https 开头"),
        ({"email": {"kind": "smtp"}}, "MESSAGE_EMAIL 设为 smtp 时还须填写 EMAIL_URL。"),
        ({"robots": [{"kind": "feishu"}]}, "MESSAGE_ROBOTS 第1个须写明 name、county、kind。"),
        ({"robots": [ROBOT, ROBOT]}, "MESSAGE_ROBOTS 第2个的 name 过长或与另一个重复。"),
    ],
)
def test_a_wrong_configuration_is_told_before_anybody_waits(outbox, changes, words):
    outbox(**changes)

    [problem] = ways.problems()
    assert problem.startswith(words)
    assert "secret-key" not in problem


def test_a_sound_configuration_is_silent(outbox):
    outbox(sms=GATEWAY, robots=[ROBOT, {**ROBOT, "name": "二"}])

    assert list(ways.problems()) == []


def test_the_address_of_the_system_is_named_where_it_is_known(outbox):
    outbox(site="https://shifan.example.gov.cn")

    assert ways.words_outside("到期提醒") == "乡村振兴示范创建系统：到期提醒。请登录查看：https://shifan.example.gov.cn"
