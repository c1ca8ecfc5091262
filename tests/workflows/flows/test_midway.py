"""退回补正 while departments score: parallel work ends together, what the return did not name stands, nothing is doubled."""

import pytest
from django.urls import reverse

from tests import stories, world
from workflows.applications.states import State
from workflows.dossiers.papers.scoring import department_sheets
from workflows.dossiers.reading import read_application, read_round
from workflows.engine.consulting import ask
from workflows.engine.errors import NotNow
from workflows.engine.models import Voice, WorkItem
from workflows.engine.steps import waits_at
from workflows.flows.agreement import disagreements
from workflows.flows.midway import return_midway
from workflows.scoring.models import Countersignature, DepartmentScore, ScoreSheet, VetoAnswer

pytestmark = pytest.mark.django_db

POINT = {"point-RJ-01": "户厕数与台账不符，请核实", "reason": "数据有误，请补正。"}


@pytest.fixture
def accepted(county, village_round):
    """甲一村, at its departments."""
    return world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )


def lead_of(case, code: str) -> str:
    return next(one.lead for one in case.spec.indicators if one.code == code)


def where(case, node: str) -> list[str]:
    return sorted(item.organisation.name for item in world.work(case, node))


def send_back(client, case, **changes):
    """The office's page."""
    return client.post(reverse("flows:return_midway", args=[case.pk]), {**POINT, **changes})


def back_at_scoring(county, case):
    """Corrected, handed in and accepted again."""
    return world.accept(county, world.hand_in(county, world.fresh(case)))


def scores(case) -> dict:
    """Indicator → score, author and version under the submission in force."""
    rows = DepartmentScore.objects.filter(submission=case.submissions.last()).current()
    return {row.indicator: (row.score, row.by_name, row.version) for row in rows}


def test_everything_parallel_ends_together_and_its_holders_are_told(county, accepted, signed_in):
    world.act(county, accepted, "joint_check")
    item = world.work(accepted, "score")[0]
    scorer, head = county.holder(item), county.people[f"{item.organisation.name}负责人"]
    ask(item=item, by=scorer, people=[head], question="这项怎么算？")
    office = signed_in(county.people["经办人"])
    assert "退回补正" in office.get(accepted.get_absolute_url()).content.decode()

    answer = send_back(office, accepted)

    case = world.fresh(accepted)
    assert answer.status_code == 302
    assert (case.state, waits_at(case)) == (State.COUNTY_RETURNED, {"fill_in"})
    assert list(disagreements(case)) == []
    assert not Voice.objects.waiting_for(head).exists()
    for person in (scorer, head):
        assert person.messages.filter(subject__startswith="暂不用办").count() == 1


def test_what_was_not_named_stands_and_what_was_is_scored_again(county, accepted, signed_in):
    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    world.act(county, accepted, "sign_scores", decision="sign")
    world.act(county, accepted, "joint_check")
    stood, checked = scores(accepted), VetoAnswer.objects.count()
    send_back(signed_in(county.people["经办人"]), accepted)

    case = back_at_scoring(county, accepted)

    assert where(case, "score") == [lead_of(case, "RJ-01")]
    assert scores(case) == {code: row for code, row in stood.items() if code != "RJ-01"}
    assert (waits_at(case) & {"joint_check"}, VetoAnswer.objects.count()) == (set(), 2 * checked)
    case = world.act(county, case, "score", given=world.by_the_rule(case))
    case = world.act(county, case, "sign_scores", decision="sign")
    assert {code: row[:2] for code, row in scores(case).items()} == {code: row[:2] for code, row in stood.items()}


def test_consent_stands_where_its_lines_do_and_an_objection_is_said_anew(county, village_round, signed_in):
    case = world.to_the_lock(county, village_round, "甲一村")
    before = set(Countersignature.objects.filter(application=case).values_list("organisation__name", flat=True))
    send_back(signed_in(county.people["经办人"]), case)
    case = back_at_scoring(county, case)

    case = world.act(county, case, "score", given=world.by_the_rule(case))
    case = world.act(county, case, "sign_scores", decision="sign")

    kept = Countersignature.objects.filter(submission=case.submissions.last())
    again = set(where(case, "countersign"))
    assert set(kept.values_list("organisation__name", flat=True)) == before - again
    if again:
        case = world.act(county, case, "countersign", agrees=True)
    assert (case.state, waits_at(case)) == (State.SCORING, {"await_lock"})
    assert ScoreSheet.objects.filter(submission=case.submissions.last()).count() == len(
        {row.organisation_id for row in DepartmentScore.objects.filter(submission=case.submissions.last())}
    )


def test_the_village_may_change_only_what_was_named(county, accepted, signed_in):
    send_back(signed_in(county.people["经办人"]), accepted)

    page = signed_in(county.people["甲一村填报员"]).get(reverse("applications:edit", args=[accepted.pk]))

    assert "户厕数与台账不符，请核实" in page.content.decode()


def test_a_second_return_waits_for_the_director_while_departments_go_on(county, accepted, signed_in):
    office, director = signed_in(county.people["经办人"]), county.people["主任"]
    send_back(office, accepted)
    case = back_at_scoring(county, accepted)
    open_before = where(case, "score")

    send_back(office, case, reason="还是不对。")

    case = world.fresh(case)
    assert (case.state, where(case, "score")) == (State.SCORING, open_before)
    (approval,) = world.work(case, "approve_midway")
    with pytest.raises(NotNow, match="正在等"):
        return_midway(application=case, by=county.people["经办人"], points={"RJ-01": "改"}, reason="再退")
    answer = signed_in(director).post(
        reverse("inbox:task", args=[approval.pk]), {"decision": "approve_return", "opinion": "同意。"}
    )
    case = world.fresh(case)
    assert (answer.status_code, case.state, waits_at(case)) == (302, State.COUNTY_RETURNED, {"fill_in"})
    case = back_at_scoring(county, case)
    with pytest.raises(NotNow, match="已退回补正2次"):
        return_midway(application=case, by=county.people["经办人"], points={"RJ-01": "改"}, reason="再退")


def test_a_refused_second_return_changes_nothing_for_the_departments(county, accepted, signed_in):
    office = signed_in(county.people["经办人"])
    send_back(office, accepted)
    case = back_at_scoring(county, accepted)
    before = {item.pk for item in WorkItem.objects.open().filter(process_id=case.process_id)}
    send_back(office, case)

    case = world.act(county, case, "approve_midway", decision="refuse_return", opinion="按现有材料评。")

    assert case.state == State.SCORING
    assert {item.pk for item in WorkItem.objects.open().filter(process_id=case.process_id)} == before


def test_without_a_point_nothing_is_returned_and_nobody_else_returns(county, accepted, signed_in):
    nothing = send_back(signed_in(county.people["经办人"]), accepted, **{"point-RJ-01": " "})
    stranger = send_back(signed_in(county.people["农业农村局评分员"]), accepted)

    assert (nothing.status_code, stranger.status_code) == (422, 403)
    assert world.fresh(accepted).state == State.SCORING


def test_a_round_ends_as_if_nothing_had_been_returned(county, village_round, signed_in):
    straight = world.to_the_lock(county, village_round, "乙一村")
    case = world.to_the_lock(county, village_round, "甲一村")
    send_back(signed_in(county.people["经办人"]), case)
    case = back_at_scoring(county, case)
    for node, data in (("score", {"given": world.by_the_rule(case)}), ("sign_scores", {"decision": "sign"}),
                       ("countersign", {"agrees": True})):  # fmt: skip
        case = world.act(county, case, node, **data)

    stories.after_intake(county, village_round, [("lock_scores", {})])

    case = world.fresh(case)
    assert case.state == State.SCORE_LOCKED
    assert case.final_score.total == straight.final_score.total
    record = read_application(case, read_round(world.fresh(village_round)))
    papers = [paper.department for paper in department_sheets(record)]
    assert sorted(papers) == sorted(set(papers))
    assert sum(len(paper.rows) for paper in department_sheets(record)) >= len(case.spec.indicators)
