"""一票否决: one answer in the joint check ends an application, whatever its score; the facts stay where they are."""

from datetime import date

import pytest

from tests import stories, world
from workflows.applications.states import State
from workflows.engine.errors import Incomplete
from workflows.engine.models import Event
from workflows.engine.steps import waits_at

pytestmark = pytest.mark.django_db

FACTS = "2025年3月村委会主任被开除党籍"
VETO = {"clause": "FJ-01", "facts": FACTS, "document": "禾纪发〔2025〕3号", "happened_on": date(2025, 3, 1)}


def answer(item) -> str:
    """The discipline inspection finds something, the others nothing."""
    return "FJ-01" if item.organisation.name == "纪委监委" else ""


@pytest.fixture
def accepted(county, village_round):
    """甲一村, accepted by the county."""
    return world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )


def test_a_vetoed_village_keeps_its_score_and_loses_its_chance(county, village_round, accepted):
    steps = stories.scoring_steps(accepted)[:-1]
    stories.play(county, accepted, steps)
    world.act(county, accepted, "joint_check", **{**VETO, "clause": answer})

    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list()[:2])

    case = world.fresh(accepted)
    assert (case.state, waits_at(case)) == (State.VETOED, set())
    assert (case.final_score.vetoed, case.final_score.total > 0) == (True, True)
    assert not round_.rankings.get().rows.exists()


def test_the_history_names_the_clause_and_not_the_facts(county, village_round, accepted):
    stories.play(county, accepted, stories.scoring_steps(accepted)[:-1])
    world.act(county, accepted, "joint_check", **{**VETO, "clause": answer})
    stories.after_intake(county, village_round, stories.steps_to_the_list()[:1])

    history = list(Event.objects.filter(process_id=accepted.process_id).values_list("opinion", flat=True))

    assert "村干部严重违纪违法" in history
    assert not any(FACTS in opinion or "禾纪发" in opinion for opinion in history)


@pytest.mark.parametrize("lacking", ["facts", "document", "happened_on"])
def test_a_veto_rests_on_facts_a_document_and_a_date(county, accepted, lacking):
    with pytest.raises(Incomplete, match="事实、依据文号和发生时间"):
        world.act(county, accepted, "joint_check", **{**VETO, lacking: None if lacking == "happened_on" else ""})

    assert not accepted.veto_answers.exists()
