"""The side menu: what each post finds there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.enums import Post

VILLAGE = {Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY}
TOWNSHIP = {Post.TOWN_REVIEWER, Post.TOWN_LEADER}
DEPARTMENT = {Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT}
OFFICE = {Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR}
READERS = {Post.COUNTY_LEADER, Post.AUDITOR, Post.PROVINCE_REVIEWER}


@dataclass(frozen=True)
class Entry:
    """One line of the menu and the posts that have it; no posts means everybody."""

    label: str
    url_name: str
    icon: str
    posts: frozenset[Post] = frozenset()


GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry("待办", "inbox:home", icon="inbox"),
            Entry("已办", "inbox:done", icon="checks"),
            Entry("我的申报", "applications:mine", icon="file-text", posts=frozenset(VILLAGE | TOWNSHIP | OFFICE)),
        ),
    ),
    (
        "评定",
        (
            Entry(
                "批次总览", "rounds:list", icon="layout-grid", posts=frozenset(TOWNSHIP | OFFICE | READERS | DEPARTMENT)
            ),
            Entry(
                "申报进度",
                "applications:list",
                icon="list-details",
                posts=frozenset(TOWNSHIP | OFFICE | READERS | DEPARTMENT),
            ),
            Entry("本镇核对", "review:township", icon="layout-grid", posts=frozenset(TOWNSHIP)),
            Entry("部门评分", "scoring:desk", icon="building", posts=frozenset(DEPARTMENT)),
            Entry("回避和替代", "scoring:recusals", icon="ban", posts=frozenset(OFFICE | {Post.DEPT_LEADER})),
            Entry(
                "公示与异议",
                "publicity:list",
                icon="speakerphone",
                posts=frozenset(OFFICE | READERS | TOWNSHIP | VILLAGE),
            ),
            Entry("材料汇编", "dossiers:list", icon="books", posts=frozenset(OFFICE | READERS)),
            Entry(
                "评定标准",
                "workshop:list",
                icon="list-numbers",
                posts=frozenset(OFFICE | DEPARTMENT | {Post.COUNTY_LEADER, Post.AUDITOR}),
            ),
        ),
    ),
    (
        "管理",
        (
            Entry("群发消息", "accounts:outbox", icon="send", posts=frozenset(OFFICE)),
            Entry("未送达", "accounts:failures", icon="bell", posts=frozenset({Post.SYSTEM_ADMIN})),
            Entry("账号管理", "accounts:people", icon="id-badge-2", posts=frozenset({Post.SYSTEM_ADMIN})),
            Entry("岗位任免", "accounts:appointments", icon="users", posts=frozenset({Post.SECURITY_ADMIN})),
            Entry("审计日志", "accounts:audit_log", icon="history", posts=frozenset({Post.AUDIT_ADMIN, Post.AUDITOR})),
        ),
    ),
)


def menu_for(request: HttpRequest, held, waiting: str) -> list[dict]:
    """Groups of the menu for the posts a person holds."""
    posts = {Post(appointment.post) for appointment in held}
    groups = []
    for title, entries in GROUPS:
        items = [item_of(request, entry, waiting) for entry in entries if not entry.posts or entry.posts & posts]
        if items:
            groups.append({"title": title, "items": items})
    light_one([item for group in groups for item in group["items"]])
    return groups


def light_one(items: list[dict]) -> None:
    """A page lies under one line: under the longest address that it begins with."""
    longest = max((item["url"] for item in items if item["active"]), key=len, default="")
    for item in items:
        item["active"] = item["url"] == longest


def item_of(request: HttpRequest, entry: Entry, waiting: str) -> dict:
    """One line, with its count and whether the page lies under it."""
    url = reverse(entry.url_name)
    active = request.path == url if url == "/" else request.path.startswith(url)
    is_todo = entry.url_name == "inbox:home"
    return {
        "label": entry.label,
        "url": url,
        "icon": entry.icon,
        "count": waiting if is_todo else "",
        "hot": is_todo,
        "active": active,
    }
