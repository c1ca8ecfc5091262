"""What an applicant is told when its application moves (站内信); officials find their work in the inbox."""

from django.template.loader import render_to_string

from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from workflows.engine.models import Event

from .states import State

#: States whose arrival the applicant is told of, with the subject of the message; the text is a template of its name.
SUBJECTS: dict[str, str] = {
    State.TOWN_RETURNED: "申报被退回补正",
    State.COUNTY_RETURNED: "申报被退回补正",
    State.NOT_RECOMMENDED: "申报未获推荐",
    State.NOT_ACCEPTED: "申报未被受理",
    State.TOWN_RECOMMENDED: "镇（街道）已推荐",
    State.SCORING: "县级已受理",
    State.WITHDRAWN: "已放弃申报",
    State.LAPSED: "申报逾期未提交",
    State.VETOED: "申报触发一票否决",
    State.PROPOSED: "进入拟推荐名单",
    State.NOT_SELECTED: "本批次未入选",
    State.NAMED: "已获命名",
    State.RECOGNISED: "已获认定",
    State.NOT_RECOGNISED: "未获认定",
    State.NOT_APPROVED: "未通过审定",
    State.DISQUALIFIED: "申报资格被取消",
    State.TERMINATED: "申报被终止办理",
}
#: Who is told, at the applicant's own place.
TOLD = (
    Post.VILLAGE_CLERK,
    Post.VILLAGE_SECRETARY,
    Post.TOWN_REVIEWER,
    Post.TOWN_LEADER,
    Post.OFFICE_OPERATOR,
    Post.OFFICE_DIRECTOR,
)


def tell_applicant(application, event: Event) -> None:
    """One message a person, in the transaction of the move that it tells of."""
    subject = "申报恢复办理" if event.before == State.TERMINATED != event.after else SUBJECTS.get(event.after)
    if subject is None:
        return
    held = Appointment.objects.current().filter(post__in=TOLD, region_id=application.region_id)
    context = {"application": application, "event": event}
    body = render_to_string("messages/application_moved.txt", context)
    notify(
        held.people(), subject=f"{subject}：{application.round.title}", body=body, url=application.get_absolute_url()
    )
