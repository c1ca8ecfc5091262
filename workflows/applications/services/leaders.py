"""负责人变动 mid-way: registered by the applicant, and the new leader signs the commitment again."""

from datetime import date

from django.db import transaction

from accounts import clock
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import WorkItem
from workflows.engine.rights import may, require
from workflows.engine.signatures import signing_name
from workflows.engine.steps import locked, open_beside
from workflows.engine.transition import note

from ..models import Application, Commitment, LeaderChange


@transaction.atomic
def change_leader(*, application: Application, by, name: str, since: date, reason: str) -> LeaderChange:
    """Register the new leader; the piece of work to sign again lies with the applicant's signing post.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    with locked(application):
        application.refresh_from_db(fields=["state"])
    require(may(by, Action.CHANGE_LEADER, application))
    name, former = name.strip(), leader_of(application)
    if not name or not reason.strip():
        raise Incomplete("请填写新负责人的姓名和变动原因。")
    if name == former:
        raise Incomplete(f"{former}已经是负责人，不用变更。")
    if since > clock.today():
        raise Incomplete("接任日期在今天以后，请在接任后登记。")
    change = LeaderChange.objects.create(
        application=application, former_name=former, name=name, since=since, reason=reason.strip(), by=by
    )
    words = f"负责人由{former}变为{name}（{since:%Y-%m-%d}起）：{reason.strip()}"
    note(application, by=by, action=Action.CHANGE_LEADER, because=words)
    if not WorkItem.objects.open().filter(process_id=application.process_id, node="sign_commitment").exists():
        open_beside(application, "sign_commitment")
    return change


@transaction.atomic
def sign_again(*, case: Application, by, opinion: str = "") -> None:
    """The new leader's step: the commitment to truth, under his own name."""
    last = case.commitments.latest("signed_at", "pk")
    if last.signer_id == by.pk:
        raise NotNow("承诺书由新负责人本人重新签署。新负责人还没有账号或岗位的，请联系安全管理员办理任免。")
    Commitment.objects.create(application=case, signer=by, signer_name=signing_name(by, Action.SIGN_COMMITMENT, case))
    note(case, by=by, action=Action.SIGN_COMMITMENT, because=opinion or "已重新签署真实性承诺书")


def leader_of(application: Application) -> str:
    """Who answers for it now."""
    last = application.leader_changes.last()
    return last.name if last else application.leader_name


def leaders_of(application: Application) -> list[str]:
    """Everybody who has answered for it, the present one first: the joint check looks at former ones too."""
    changes = list(application.leader_changes.all())
    return list(dict.fromkeys([leader_of(application), *(one.former_name for one in reversed(changes))]))
