"""代填: a village asks or is taken up by its township, which fills in; the village's secretary confirms.

Filling in for a village is no judgement on it: the township's reviewer may review it afterwards, and everybody who
reads the application sees who typed it and who confirmed it.
"""

from accounts.enums import Post
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, Verdict, declare, may, the_applicant, the_township
from workflows.rounds.models import Kind

from .models import Application, Helping
from .states import EDITABLE


def is_no_village(user, application) -> str:
    return "" if application.round.kind == Kind.VILLAGE else "只有村级申报可以由镇（街道）代填。"


def is_asked_already(user, application) -> str:
    return "已经请镇（街道）代填了，不用再请。" if application.helpings.open().exists() else ""


def is_under_way(user, application) -> str:
    return "这件申报已经在代填了。" if application.helpings.under_way().exists() else ""


def nobody_took_it_up(user, application) -> str:
    return "" if application.helpings.under_way().exists() else "还没有开始代填，请先在“代填”里点“开始代填”。"


def was_never_helped(user, application) -> str:
    return "" if was_helped(application) else "这件申报没有由镇（街道）代填，不用逐部分确认。"


def was_helped(application: Application) -> bool:
    """Has the township filled in at any time?"""
    return application.helpings.exclude(taken_up_at=None).exists()


declare(
    {
        Action.ASK_FOR_HELP: Rule(
            who=(Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY),
            where=the_applicant,
            when=EDITABLE,
            unless=(is_no_village, is_asked_already),
        ),
        Action.TAKE_UP_FILLING: Rule(
            who=(Post.TOWN_REVIEWER,),
            where=the_township,
            when=EDITABLE,
            unless=(is_no_village, is_under_way),
        ),
        Action.FILL_FOR: Rule(
            who=(Post.TOWN_REVIEWER,),
            where=the_township,
            when=EDITABLE,
            unless=(is_no_village, nobody_took_it_up),
        ),
        Action.CONFIRM_FILLED: Rule(
            who=(Post.VILLAGE_SECRETARY,),
            where=the_applicant,
            when=EDITABLE,
            unless=(was_never_helped,),
        ),
    }
)


def may_write(user, application: Application) -> Verdict:
    """May this person write into the draft: as its applicant, or filling in for it?"""
    own = may(user, Action.FILL_IN, application)
    if own or own.status != 403:
        return own
    return helping if (helping := may(user, Action.FILL_FOR, application)) else own


def helping_of(application: Application) -> Helping | None:
    """The help that was asked for or is under way."""
    return application.helpings.open().select_related("asked_by", "taken_up_by").first()
