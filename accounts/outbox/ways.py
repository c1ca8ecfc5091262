"""What the administrator has configured: the only reader of ``settings.OUTBOX``."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from accounts.enums import Channel
from accounts.models import Contact
from accounts.outbox.adapters import aliyun, files, mail, mas, robots
from accounts.outbox.calling import is_allowed
from accounts.outbox.outcomes import Outcome, Parcel

OFF = "off"
#: Which kinds each channel may be set to; ``file`` everywhere.
ADAPTERS: dict[str, dict[str, ModuleType]] = {
    Channel.EMAIL: {"file": files, "smtp": mail},
    Channel.SMS: {"file": files, "aliyun": aliyun, "mas": mas},
    Channel.ROBOT: {"file": files, "wecom": robots, "dingtalk": robots, "feishu": robots},
}
#: What has to be filled in.
NEEDED = {
    "aliyun": ("url", "account", "secret", "sign", "template"),
    "mas": ("url", "account", "secret", "sign", "template"),
    "wecom": ("url",),
    "dingtalk": ("url",),
    "feishu": ("url",),
}


@dataclass(frozen=True)
class Way:
    """A channel as configured; a robot has a name and belongs to a county."""

    channel: Channel
    kind: str
    given: dict[str, Any]
    name: str = ""

    @property
    def adapter(self) -> ModuleType:
        return ADAPTERS[self.channel][self.kind]

    @property
    def is_trial(self) -> bool:
        """Written to a file only."""
        return self.kind == "file"

    @property
    def is_repeatable(self) -> bool:
        return self.adapter.REPEATABLE

    def send(self, parcel: Parcel) -> Outcome:
        return self.adapter.send(parcel, self.given)


def personal_ways() -> dict[Channel, Way]:
    """Those by which a single person can be reached."""
    found = {}
    for channel in Contact.PERSONAL:
        given = settings.OUTBOX[channel.value]
        if given["kind"] != OFF:
            found[channel] = Way(channel, given["kind"], completed(given))
    return found


def robots_of(county: str) -> dict[str, Way]:
    """The county's work groups, by name."""
    return {
        one["name"]: Way(Channel.ROBOT, one["kind"], completed(one), one["name"])
        for one in settings.OUTBOX["robots"]
        if one.get("county") == county and one["kind"] != OFF
    }


def completed(given: dict[str, Any]) -> dict[str, Any]:
    site = settings.OUTBOX["site"]
    return {**given, "folder": settings.OUTBOX["folder"], "domain": urlsplit(site).hostname or "shifan.invalid"}


def bulk_limit() -> int:
    return settings.OUTBOX["bulk"]


def words_outside(subject: str) -> str:
    """What leaves the house: who speaks, what about, where to read it. Never the text itself."""
    site = settings.OUTBOX["site"]
    where = f"请登录查看：{site}" if site else "请登录系统查看。"
    return f"{settings.SYSTEM_NAME}：{subject}。{where}"


def problems() -> Iterator[str]:
    """What is wrong with the configuration, one sentence each; no value is repeated."""
    for channel, variable in ((Channel.EMAIL, "MESSAGE_EMAIL"), (Channel.SMS, "MESSAGE_SMS")):
        yield from wrong_with(channel, settings.OUTBOX[channel.value], variable)
    names = set()
    for number, robot in enumerate(settings.OUTBOX["robots"], 1):
        label = f"MESSAGE_ROBOTS 第{number}个"
        if not isinstance(robot, dict) or not all(robot.get(key) for key in ("name", "county", "kind")):
            yield f"{label}须写明 name、county、kind。"
            continue
        if len(robot["name"]) > 40 or (robot["county"], robot["name"]) in names:
            yield f"{label}的 name 过长或与另一个重复。"
        names.add((robot["county"], robot["name"]))
        yield from wrong_with(Channel.ROBOT, robot, label)


def wrong_with(channel: Channel, given: dict[str, Any], label: str) -> Iterator[str]:
    kind = given["kind"]
    if kind != OFF and kind not in ADAPTERS[channel]:
        yield f"{label} 只能是 off、{'、'.join(ADAPTERS[channel])}。"
        return
    missing = [name for name in NEEDED.get(kind, ()) if not given.get(name)]
    if missing:
        yield f"{label} 设为 {kind} 时还须填写 {'、'.join(missing)}。"
    elif "url" in NEEDED.get(kind, ()) and not is_allowed(given["url"]):
        yield f"{label} 的地址须以 https 开头（本机和内网地址可用 http），不能带用户名。"
    if kind == "smtp" and "smtp" not in settings.EMAIL_BACKEND:
        yield "MESSAGE_EMAIL 设为 smtp 时还须填写 EMAIL_URL。"
