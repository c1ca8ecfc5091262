from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def tried(*arguments: str) -> str:
    out = StringIO()
    call_command("try_channel", *arguments, stdout=out)
    return out.getvalue()


def test_by_default_a_file_is_written(outbox, tmp_path):
    assert "没有真正发出" in tried("sms", "13900001111")
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_a_robot_is_tried_by_its_name(outbox, gateway):
    outbox(robots=[{"name": "县办", "county": "619921", "kind": "wecom", "url": gateway.url}])

    assert "已送出" in tried("robot", "县办", "--county", "619921")
    assert "测试消息" in gateway.calls[0].json["text"]["content"]


def test_a_refusal_is_told_in_words(outbox, gateway):
    outbox(robots=[{"name": "县办", "county": "619921", "kind": "wecom", "url": gateway.url}])
    gateway.answers = [(200, {"errcode": 93000})]

    with pytest.raises(CommandError, match="93000"):
        tried("robot", "县办", "--county", "619921")


def test_what_is_not_configured_is_told(outbox):
    with pytest.raises(CommandError, match="没有配置"):
        tried("robot", "县办")
