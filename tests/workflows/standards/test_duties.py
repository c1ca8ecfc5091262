"""Which part of a standard is whose."""

from tests.workflows.standards.builders import model_spec
from workflows.standards import duties

VILLAGE = model_spec("village")


def test_lead_departments_in_the_order_of_the_standard():
    assert duties.leads(VILLAGE)[:4] == ("农业农村局", "人社局", "乡村振兴局", "自然资源局")
    assert duties.leads(VILLAGE)[-1] == "县委办"  # bonus and penalty lines only
    assert len(duties.leads(VILLAGE)) == 17


def test_every_line_belongs_to_one_lead():
    leads = duties.leads(VILLAGE)

    assert sum(len(duties.indicators_of(VILLAGE, name)) for name in leads) == 43
    assert sum(len(duties.bonuses_of(VILLAGE, name)) for name in leads) == 6
    assert sum(len(duties.penalties_of(VILLAGE, name)) for name in leads) == 3


def test_cooperating_departments():
    assert duties.countersigners_of(VILLAGE, "公安局") == ("政法委",)
    assert [one.code for one in duties.cooperations_of(VILLAGE, "市场监管局")] == ["V-RJ-02"]
    assert "市场监管局" in duties.cooperating(VILLAGE)


def test_respondents_of_the_veto_check():
    assert duties.respondents(VILLAGE)[:2] == ("纪委监委", "公安局")
    assert [one.code for one in duties.vetoes_of(VILLAGE, "公安局")] == ["V-FJ-02", "V-FJ-09"]


def test_sources_of_the_data():
    assert duties.sources(VILLAGE)[:3] == ("公安局", "镇(街道)", "自然资源局")
