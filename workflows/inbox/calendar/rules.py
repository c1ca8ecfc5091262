"""Who keeps the calendar: the county's office, and the system administrator."""

from dataclasses import dataclass

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, Verdict, declare, may, the_county

declare(
    {
        Action.EDIT_CALENDAR: Rule(
            who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.SYSTEM_ADMIN), where=the_county
        ),
    }
)


@dataclass(frozen=True)
class CountyCalendar:
    """What the right is asked about: the calendar as one county works by it."""

    county: str
    process_id: None = None


def may_edit(user) -> tuple[Verdict, str]:
    """May this person enter days, and for which county's office?"""
    verdict = Verdict(False, "工作日历由县领导小组办公室、系统管理员维护。", 403)
    for county in sorted({held.county for held in user.current_appointments if held.county}):
        verdict = may(user, Action.EDIT_CALENDAR, CountyCalendar(county))
        if verdict:
            return verdict, county
    return verdict, ""
