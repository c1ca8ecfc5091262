"""Whose round and department an address speaks of: what lies out of a person's sight does not exist for them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.enums import Post
from accounts.models import Organisation
from workflows.engine.errors import NotNow, NotYou
from workflows.engine.models import StandIn
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

#: Posts that read a department's scores; the first of them gives them.
READERS = (Post.DEPT_SCORER, Post.DEPT_LEADER)


def office_of(user, round_id: int, organisation_id: int) -> tuple[Round, Organisation]:
    """The round and the department, for its scorer and its head and who stands in for them; else there is nothing."""
    if not posts_in(user, organisation_id):
        raise Http404("没有这个部门的评分事项。")
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    rounds = Round.objects.exclude(state=RoundState.DRAFT).select_related("standard__content")
    return get_object_or_404(rounds, pk=round_id, county=organisation.county), organisation


def posts_in(user, organisation_id: int) -> set[str]:
    """The person's posts in the department that read its scores, also those in which somebody is stood in for."""
    held = {one.post for one in user.current_appointments if one.organisation_id == organisation_id}
    held |= set(StandIn.objects.of(user).filter(organisation=organisation_id).values_list("post", flat=True))
    return held.intersection(READERS)


def require_scorer(user, round_: Round, organisation: Organisation) -> None:
    """Only the scorer brings figures in, and only while the round is being scored."""
    if not may_score(user, organisation):
        raise NotYou("由本部门评分员导入。")
    if round_.state not in (RoundState.OPEN, RoundState.REVIEWING):
        raise NotNow("本批次已经锁分，不能再导入。")


def may_score(user, organisation: Organisation) -> bool:
    """Does the person score for the department?"""
    return Post.DEPT_SCORER in posts_in(user, organisation.pk)
