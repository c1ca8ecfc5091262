"""机构改革 mid-way: open work goes to the successor, what was done stays, and nothing is lost, doubled or stuck."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts import departments
from accounts.enums import Post
from accounts.models import Organisation, User
from tests import stories, world
from workflows.applications.states import State
from workflows.dossiers.papers.scoring import department_sheets
from workflows.dossiers.reading import read_application, read_round
from workflows.engine.actions import Action
from workflows.engine.consulting import ask, give_opinion
from workflows.engine.models import Event, Voice, WorkItem
from workflows.engine.passing_on import transfer
from workflows.engine.steps import perform, waits_at
from workflows.flows.agreement import disagreements
from workflows.flows.merging import take_over_all
from workflows.flows.midway import return_midway
from workflows.flows.stopping import resume, terminate
from workflows.rounds.models import Round
from workflows.scoring.models import DepartmentScore, Recusal, Substitution, VetoAnswer
from workflows.scoring.services.recusal import declare_recusal
from workflows.scoring.services.sheets import sheet
from workflows.scoring.services.substitutes import name_substitute

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 16)


@pytest.fixture
def accepted(county, village_round):
    """甲一村, at its departments."""
    return world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )


def merge(county, old, into, **options):
    departments.merge(
        old=Organisation.objects.get(name=old), into=Organisation.objects.get(name=into), on=TODAY, **options
    )
    world.declare_nothing(Round.objects.get())


def where(case, node) -> list[str]:
    """Departments whose work is open at a node."""
    return sorted(item.organisation.name for item in world.work(case, node))


def to_the_end_of_scoring(county, case):
    """Whatever is open is done, step by step, until the case waits for the lock."""
    data = {
        "score": {"given": world.by_the_rule(case)},
        "sign_scores": {"decision": "sign"},
        "sign_answers": {"decision": "sign"},
        "countersign": {"agrees": True},
        "countersign_again": {"agrees": True},
    }
    for _ in range(12):
        open_nodes = sorted(waits_at(case) & {*data, "joint_check", "answer_objections"})
        if not open_nodes:
            break
        case = world.act(county, case, open_nodes[0], **data.get(open_nodes[0], {}))
    return case


def scores(case) -> dict:
    """What stands in the end: indicator → score and author."""
    rows = DepartmentScore.objects.filter(submission=case.submissions.last()).current()
    return {row.indicator: (row.score, row.by_name) for row in rows}


def test_open_work_goes_to_a_department_that_had_none(county, accepted):
    merge(county, "政法委", "财政局")

    assert "政法委" not in where(accepted, "score")
    assert "财政局" in where(accepted, "score")
    case = to_the_end_of_scoring(county, accepted)
    assert (case.state, waits_at(case)) == (State.SCORING, {"await_lock"})
    entry = Event.objects.get(process_id=case.process_id, action=Action.MERGE_DEPARTMENT)
    assert (entry.opinion, entry.confidential) == ("政法委并入财政局，未办结的工作由财政局接着办", True)


def test_two_branches_become_one_sheet(county, accepted):
    before = where(accepted, "score")
    merge(county, "政法委", "农业农村局")

    assert where(accepted, "score") == [name for name in before if name != "政法委"]
    leads = {row.indicator.lead for row in sheet(accepted, county.departments["农业农村局"])}
    assert leads >= {"农业农村局", "政法委"}
    case = to_the_end_of_scoring(county, accepted)
    assert waits_at(case) == {"await_lock"}


def test_what_was_scored_is_kept_with_its_author(county, accepted):
    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    stood = scores(accepted)

    merge(county, "政法委", "农业农村局")

    assert scores(accepted) == stood
    assert where(accepted, "sign_scores").count("农业农村局") == 1
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}
    assert scores(accepted) == stood


def test_a_successor_that_has_signed_signs_for_the_added_lines(county, accepted):
    mine = {"农业农村局", "宣传部", "财政局", "公安局", "纪委监委"}
    for item in world.work(accepted, "score"):
        if item.organisation.name in mine:
            world.perform(item.task, by=county.holder(item), given=world.by_the_rule(accepted)(item))
    world.act(county, accepted, "sign_scores", decision="sign")
    merge(county, "政法委", "农业农村局")
    assert where(accepted, "score") == ["农业农村局"]

    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    sent_back = world.act(county, accepted, "sign_scores", decision="send_back", opinion="再核一遍")

    assert where(sent_back, "score") == ["农业农村局"]
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def test_an_application_that_waits_for_the_lock_is_signed_again(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村")
    stood = scores(case)

    merge(county, "政法委", "农业农村局")

    assert list(disagreements(world.fresh(case))) == []
    assert waits_at(to_the_end_of_scoring(county, case)) == {"await_lock"}
    assert scores(case) == stood


def test_a_lone_successor_keeps_the_signature(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村")

    merge(county, "政法委", "财政局")

    assert waits_at(to_the_end_of_scoring(county, case)) == {"await_lock"}


def test_people_come_along_or_the_merger_waits(county, accepted):
    held = county.departments["财政局"].appointments.filter(post=Post.DEPT_SCORER)
    held.update(until=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="财政局还没有部门评分员"):
        merge(county, "政法委", "财政局")
    assert "政法委" in where(accepted, "score")

    call_command("merge_department", "政法委", "财政局", "--county", world.COUNTY, "--on", "2026-03-16", "--people")
    item = WorkItem.objects.open().get(process_id=accepted.process_id, node="score", organisation__name="财政局")
    assert county.holder(item) == county.people["政法委评分员"]


def test_history_stays_and_a_second_run_finds_nothing(county, accepted):
    done = WorkItem.objects.filter(process_id=accepted.process_id, organisation__name="政法委", state=1).count()
    merge(county, "政法委", "农业农村局")

    assert take_over_all() == 0
    assert not WorkItem.objects.open().filter(organisation__name="政法委").exists()
    assert WorkItem.objects.filter(organisation__name="政法委", state=1).count() == done


def test_what_was_stopped_follows_when_it_is_resumed(county, accepted):
    director = county.people["主任"]
    terminate(application=accepted, by=director, reason="有举报需查清")
    merge(county, "政法委", "农业农村局")
    resume(application=world.fresh(accepted), by=director, reason="已查清")

    assert "政法委" not in where(accepted, "score")
    assert take_over_all() == 0
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def hire(county, name, department, post=Post.DEPT_SCORER):
    return world.hire(county, name, post, "禾塬县", department)


def item_of(case, node, department) -> WorkItem:
    return next(item for item in world.work(case, node) if item.organisation.name == department)


def test_what_was_passed_on_and_asked_goes_along(county, accepted):
    second, head = hire(county, "政法委评分员二", "政法委"), county.people["政法委负责人"]
    item = item_of(accepted, "score", "政法委")
    transfer(item=item, by=county.people["政法委评分员"], to=second.appointments.get(), reason="出差")
    ask(item=item, by=second, people=[head], question="网格员怎么算？")

    merge(county, "政法委", "农业农村局", people=True)

    work = item_of(accepted, "score", "农业农村局")
    assert (work.handed_to_id, work.consultations.count()) == (None, 1)
    voice = Voice.objects.get(consultation__work=work)
    give_opinion(voice=voice, by=User.objects.get(pk=head.pk), words="按台账。", agrees=True)
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def test_a_respondent_answers_for_the_one_merged_into_it_though_it_has_answered_for_itself(county, accepted):
    own = item_of(accepted, "joint_check", "公安局")
    perform(own.task, by=county.people["公安局联审员"])

    merge(county, "纪委监委", "公安局", people=True)

    assert where(accepted, "joint_check") == ["公安局"]
    found = {"clause": "FJ-01", "facts": "受到处分", "document": "禾纪发〔2025〕3号", "happened_on": date(2025, 3, 1)}
    perform(item_of(accepted, "joint_check", "公安局").task, by=county.people["纪委监委联审员"], **found)
    answers = VetoAnswer.objects.filter(application=accepted).order_by("pk")
    assert list(answers.values_list("organisation__name", "number", "clause")) == [
        ("公安局", 1, ""),
        ("公安局", 2, "FJ-01"),
    ]
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def test_who_was_asked_and_stays_behind_holds_nothing_up(county, accepted):
    item = item_of(accepted, "score", "政法委")
    ask(item=item, by=county.people["政法委评分员"], people=[county.people["政法委负责人"]], question="怎么算？")

    merge(county, "政法委", "农业农村局")

    assert not Voice.objects.waiting_for(county.people["政法委负责人"]).exists()
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def test_who_stands_in_for_a_recused_person_does_so_in_the_successor(county, accepted):
    scorer, deputy = county.people["政法委评分员"], county.people["政法委联审员"]
    declare_recusal(user=scorer, region=county.regions["甲一村"], reason="亲属")
    name_substitute(
        recusal=Recusal.objects.get(),
        organisation=county.departments["政法委"],
        post=Post.DEPT_SCORER,
        user=deputy,
        by=county.people["政法委负责人"],
    )

    merge(county, "政法委", "财政局", people=True)

    named = Substitution.objects.in_force().order_by("pk").values_list("organisation__name", "user_name")
    assert list(named) == [("政法委", "政法委联审员"), ("财政局", "政法委联审员")]
    item = item_of(accepted, "score", "财政局")
    assert WorkItem.objects.waiting_for(User.objects.get(pk=deputy.pk)).filter(pk=item.pk).exists()


def test_what_was_away_for_correction_comes_back_to_the_successor(county, accepted):
    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    world.act(county, accepted, "sign_scores", decision="sign")
    stood = scores(accepted)
    return_midway(application=accepted, by=county.people["经办人"], points={"RJ-01": "台账"}, reason="请补正。")
    merge(county, "政法委", "财政局")

    case = world.accept(county, world.hand_in(county, world.fresh(accepted)))

    assert take_over_all() == 0
    assert "政法委" not in where(case, "score")
    assert waits_at(to_the_end_of_scoring(county, case)) == {"await_lock"}
    assert scores(case) == stood


def test_papers_name_the_department_that_signed(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村")
    merge(county, "政法委", "财政局")
    case = to_the_end_of_scoring(county, case)
    stories.after_intake(county, village_round, [("lock_scores", {})])

    record = read_application(world.fresh(case), read_round(world.fresh(village_round)))
    papers = {paper.department: (paper.leader, len(paper.rows)) for paper in department_sheets(record)}

    assert "财政局" not in papers
    assert papers["政法委"][0] == "政法委负责人"
    assert all(rows for _, rows in papers.values())


def test_the_command_says_what_was_handed_over(county, accepted, capsys):
    call_command("merge_department", "政法委", "财政局", "--county", world.COUNTY, "--on", "2026-03-16")

    told = capsys.readouterr().out
    assert "未办结的工作已交财政局，涉及 1 件" in told
    assert "政法委还有 3 个在任岗位" in told
