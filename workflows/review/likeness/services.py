"""Who may compare, who may answer, and answering."""

from accounts.enums import Post
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.models import WorkItem
from workflows.engine.rights import RULES, Verdict, may

from ..models import LikenessAnswer, LikenessWord
from .asking import Question

#: Posts that review, accept, score, or watch over those who do.
COMPARE = frozenset(
    {
        Post.TOWN_REVIEWER, Post.TOWN_LEADER, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER,
        Post.DEPT_SCORER, Post.DEPT_LEADER, Post.AUDITOR,
    }
)  # fmt: skip
#: Steps of which answering is a part: whoever does the step now may answer.
STEPS = {
    "review_at_township": Action.REVIEW_AT_TOWNSHIP,
    "accept_at_county": Action.ACCEPT_AT_COUNTY,
    "score": Action.SCORE,
}


def may_compare(user, application: Application) -> Verdict:
    """Reviewers of an application that is in sight; never the applicant itself."""
    fills_in = {*RULES[Action.FILL_IN].who, *RULES[Action.SUBMIT].who}
    for held in user.current_appointments:
        if held.post in COMPARE and not (held.post in fills_in and held.region_id == application.region_id):
            return Verdict(True)
    return Verdict(False, "相似材料由审核、受理和评分的同志核对，您当前的岗位不能查看。", 403)


def work_of(user, application: Application) -> WorkItem | None:
    """The person's open step of which answering is a part."""
    items = WorkItem.objects.waiting_for(user).filter(process_id=application.process_id, node__in=STEPS)
    for item in items:
        if may(user, STEPS[item.node], application, organisation_id=item.organisation_id):
            return item
    return None


def require_work(user, application: Application) -> WorkItem:
    """The person's open step, or a refusal."""
    if item := work_of(user, application):
        return item
    raise NotNow("您这一步没有在办，不能答复。请从待办打开审核、受理或评分再答复。")


def answer(*, application: Application, by, question: Question, word: str, reason: str = "") -> LikenessAnswer:
    """Say what a likeness means. Earlier words stay; the last one counts. It advises and changes no score.

    :raises NotNow: the person's step is over, or was never his.
    """
    item = require_work(by, application)
    return LikenessAnswer.objects.create(
        application=application,
        file=question.mine.file,
        other_application=question.other.application if question.other else None,
        other_file=question.other.file if question.other else None,
        word=LikenessWord(word),
        reason=reason,
        by=by,
        by_name=by.display_name,
        post=item.post,
        organisation=item.organisation,
    )
