"""Who fills in, submits and recalls an application."""

from datetime import date

from django.db.models import F
from django.utils.timezone import localtime

from accounts import clock
from accounts.enums import Post, RegionLevel
from accounts.models import Region
from workflows.engine.actions import Action
from workflows.engine.models import Event, WorkItem
from workflows.engine.rights import RULES, Rule, Verdict, declare, the_applicant, the_county
from workflows.rounds.models import Kind, Round

from .beside import BESIDE
from .models import Application
from .states import CLOSED, EDITABLE, MOVES, State

#: Posts of the applicant's own level: one who acted on one of these does not judge the same application above.
APPLICANT_POSTS = frozenset({Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY})


def acted_for_the_applicant(user, application) -> str:
    """A village leader who is also a town official cannot sign both levels (domain rule 兼职回避)."""
    acted = Event.objects.filter(process_id=application.process_id, actor=user, post__in=APPLICANT_POSTS).exists()
    return "您已代表申报单位办理过这件申报，按回避规定不能再审核，请由其他同志办理。" if acted else ""


def intake_is_over(user, application) -> str:
    """Late is out of this round; an application returned for correction has its own limit."""
    if application.round.taking():
        return ""
    latest = application.submissions.last()
    if latest is not None and not taken_back(application, latest):
        return ""
    return "本批次申报已截止，不能再提交。请联系镇（街道）或县领导小组办公室。"


def taken_back(application, latest) -> bool:
    """Did the applicant itself recall what it had handed in last? Then it is a draft like any other."""
    recalls = Event.objects.filter(process_id=application.process_id, action=Action.RECALL)
    return recalls.filter(at__gt=latest.at).exists()


#: Years for which who was disqualified may not apply (domain 9, 弄虚作假).
BARRED_YEARS = 2


def barred_until(region: Region) -> date | None:
    """The day from which a disqualified applicant may apply again; ``None`` for whoever may today."""
    cheated = Application.objects.filter(region=region, state=State.DISQUALIFIED).values("process")
    event = Event.objects.filter(process__in=cheated, after=State.DISQUALIFIED).order_by("-pk").first()
    if event is None:
        return None
    day = years_after(localtime(event.at).date(), BARRED_YEARS)
    return day if day > clock.today() else None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def not_ones_own_to_recall(user, application) -> str:
    """What a village's township has recommended since is the township's to take back."""
    if application.state == State.SUBMITTED:
        return ""
    moves = Event.objects.filter(process_id=application.process_id, after=application.state).exclude(before=F("after"))
    last = moves.order_by("-pk").first()
    return "" if last and last.action == Action.SUBMIT else "镇（街道）已推荐到县，村里不能再撤回，可以请县里退回补正。"


def has_been_opened(user, application) -> str:
    """A sender takes back only what nobody has opened."""
    work = WorkItem.objects.open().filter(process_id=application.process_id).exclude(node__in=BESIDE)
    work = work.exclude(first_read_at=None)
    return "对方已经打开审核，不能再撤回。需要改的，请对方退回补正。" if work.exists() else ""


def could_not_come_back(user, application) -> str:
    """What is taken back must be handed in again within the intake."""
    return (
        "" if application.round.taking() else "本批次申报已截止，撤回后不能再提交。确需修改的，请镇（街道）退回补正。"
    )


declare(
    {
        Action.FILL_IN: Rule(
            who=(
                Post.VILLAGE_CLERK,
                Post.VILLAGE_SECRETARY,
                Post.TOWN_REVIEWER,
                Post.OFFICE_OPERATOR,
            ),
            where=the_applicant,
            when=EDITABLE,
        ),
        Action.SUBMIT: Rule(
            who=(Post.VILLAGE_SECRETARY, Post.TOWN_LEADER, Post.OFFICE_DIRECTOR),
            where=the_applicant,
            when={State.READY},
            unless=(intake_is_over,),
        ),
        Action.RECALL: Rule(
            who=(Post.VILLAGE_SECRETARY, Post.TOWN_LEADER),
            where=the_applicant,
            when={State.SUBMITTED, State.TOWN_RECOMMENDED},
            unless=(not_ones_own_to_recall, has_been_opened, could_not_come_back),
        ),
        Action.WITHDRAW: Rule(
            who=(Post.VILLAGE_SECRETARY, Post.TOWN_LEADER),
            where=the_applicant,
            when=frozenset(state for state, following in MOVES.items() if State.WITHDRAWN in following),
        ),
        # While it is with the applicant, the cover says who leads, and the commitment is signed with it.
        Action.CHANGE_LEADER: Rule(
            who=(Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY, Post.TOWN_REVIEWER, Post.TOWN_LEADER),
            where=the_applicant,
            when=frozenset(State) - CLOSED - EDITABLE,
        ),
        Action.SIGN_COMMITMENT: Rule(
            who=(Post.VILLAGE_SECRETARY, Post.TOWN_LEADER),
            where=the_applicant,
            when=frozenset(State) - CLOSED,
        ),
        Action.SUPPLY_DATA: Rule(
            who=(Post.DEPT_SCORER,),
            where=the_county,
            when={State.DRAFT},
            by_department=True,
        ),
    }
)


#: The level of region that applies in a round of each kind.
APPLICANT_LEVEL = {
    Kind.VILLAGE: RegionLevel.VILLAGE,
    Kind.TOWNSHIP: RegionLevel.TOWNSHIP,
    Kind.COUNTY: RegionLevel.COUNTY,
}


def may_start(user, round_: Round, region: Region) -> Verdict:
    """May this person begin an application of this region in this round?"""
    held = {appointment.post for appointment in user.current_appointments if appointment.region_id == region.pk}
    if not held & set(RULES[Action.FILL_IN].who):
        return Verdict(False, f"发起申报由{region.full_name}的填报人员办理。", 403)
    if region.county != round_.county or region.level != APPLICANT_LEVEL[Kind(round_.kind)]:
        return Verdict(False, f"{region.full_name}不属于本批次的申报对象。", 409)
    if not region.is_active:
        return Verdict(False, f"{region.full_name}已撤并，请由合并后的单位申报。", 409)
    if again := barred_until(region):
        return Verdict(False, f"{region.full_name}因弄虚作假被取消资格，{again:%Y年%-m月%-d日}以后才能再申报。", 409)
    if not round_.taking():
        return Verdict(False, "本批次还没有开始或已经截止，不能发起申报。", 409)
    if Application.objects.filter(round=round_, region=region).exists():
        return Verdict(False, "本批次已经发起过申报，请在“我的申报”中继续填报。", 409)
    return Verdict(True)
