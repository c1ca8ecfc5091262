"""Who prepares, publishes and withdraws a standard; reading is ``Standard.objects.visible_to``."""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, Verdict, declare, may, the_county
from workflows.standards.models import READS_STANDARDS, Standard

OFFICE = (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR)

declare(
    {
        Action.EDIT_STANDARD: Rule(who=OFFICE, where=the_county, when={Standard.State.DRAFT}),
        Action.PUBLISH_STANDARD: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={Standard.State.DRAFT}),
        Action.WITHDRAW_STANDARD: Rule(who=(Post.OFFICE_DIRECTOR,), where=the_county, when={Standard.State.PUBLISHED}),
    }
)


def may_bring(user) -> tuple[Verdict, str]:
    """May this person bring a standard, and for which county? Asked before there is one to ask about."""
    verdict = Verdict(False, "编制评定标准由办公室经办人、办公室主任办理。", 403)
    for held in user.current_appointments:
        verdict = may(user, Action.EDIT_STANDARD, Standard(county=held.county))
        if verdict:
            return verdict, held.county
    return verdict, ""


def may_read(user) -> Verdict:
    """May this person read standards at all?"""
    if any(held.post in READS_STANDARDS for held in user.current_appointments):
        return Verdict(True)
    return Verdict(False, "评定标准由县级办公室、部门、县领导和审计员查看；申报单位在申报页面里查看本批次的标准。", 403)
