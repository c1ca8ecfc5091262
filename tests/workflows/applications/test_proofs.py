"""Named proofs: which are there, which are missing, and to which a file is filed."""

import pytest

from tests import world
from tests.pictures import picture
from workflows.applications.content import content_of
from workflows.applications.models import EvidenceLink
from workflows.applications.proofs import asked_by, missing_proofs, proofs_of
from workflows.applications.services.evidence import attach, bind

pytestmark = pytest.mark.django_db
SEVERAL = world.STANDARD.replace("[收益分配报表]", "[收益分配报表, 财务账页, 平台截图]")


@pytest.fixture
def draft(county):
    """甲一村's application under a standard whose first indicator names three proofs."""
    round_ = world.round_of(county, "village", text=SEVERAL)
    application = world.begin_application(
        round_=round_, region=county.regions["甲一村"], by=county.people["甲一村填报员"]
    )
    return world.fresh(application)


@pytest.fixture
def clerk(county):
    return county.people["甲一村填报员"]


@pytest.fixture
def add(draft, clerk):
    """``add(proves, mark)`` binds a picture to the first indicator."""

    def bound(proves: str, mark: str = "甲"):
        return attach(application=draft, by=clerk, indicator="CY-01", upload=picture(mark), proves=proves)

    return bound


def listed(application):
    return proofs_of(content_of(world.fresh(application)), application.spec.indicator_by_code["CY-01"])


def test_each_named_proof_is_ticked_off_by_its_own_files(draft, add):
    add("财务账页", "甲")
    add("财务账页", "乙")
    add("会议照片", "丙")

    proofs = listed(draft)

    assert [(one.number, one.name, len(one.entries)) for one in proofs.named] == [
        (1, "收益分配报表", 0),
        (2, "财务账页", 2),
        (3, "平台截图", 0),
    ]
    assert (proofs.done, proofs.total, len(proofs.others)) == (1, 3, 1)
    assert proofs.missing == ("收益分配报表", "平台截图")
    assert proofs.words == "还缺收益分配报表、平台截图"


def test_nothing_is_missing_of_an_indicator_that_names_no_proof(draft):
    indicator = draft.spec.indicator_by_code["CY-01"]

    assert missing_proofs({"evidence": []}, indicator) == ("收益分配报表", "财务账页", "平台截图")
    assert proofs_of({"evidence": []}, asked_by(draft.spec, "JF-01")).total == 1


def test_one_file_may_serve_two_named_proofs_of_an_indicator(draft, add):
    first, second = add("收益分配报表"), add("财务账页")

    assert first.file == second.file
    assert (first.evidence_no, second.evidence_no) == ("CY-01-1", "CY-01-2")
    assert listed(draft).done == 2


def test_the_same_file_for_the_same_proof_is_one_link(add):
    assert add("收益分配报表") == add("收益分配报表")


def test_a_file_of_other_material_is_filed_anew_once_its_proof_is_known(draft, add):
    other = add("其他材料")

    assert add("平台截图") == other
    assert [(link.proof, link.proves) for link in draft.evidence.all()] == [("平台截图", "平台截图")]


def test_a_named_proof_sent_again_as_other_material_stays_what_it_is(draft, add):
    named = add("平台截图")

    assert add("其他材料") == named


def test_a_link_from_before_proofs_were_named_counts_by_its_words(draft, add, clerk):
    add("财务账页")
    EvidenceLink.objects.update(proof="")
    old = content_of(world.fresh(draft))
    for entry in old["evidence"]:
        del entry["proof"]

    assert missing_proofs(old, draft.spec.indicator_by_code["CY-01"]) == ("收益分配报表", "平台截图")

    link = bind(application=draft, by=clerk, indicator="CY-01", file=draft.evidence.get().file, proves="平台截图")
    assert (link.number, listed(draft).done) == (2, 2)


def test_the_frozen_content_says_which_proof_a_file_serves(draft, add):
    add("财务账页")

    [entry] = content_of(world.fresh(draft))["evidence"]

    assert {key: entry[key] for key in ("no", "indicator", "proof", "proves")} == {
        "no": "CY-01-1",
        "indicator": "CY-01",
        "proof": "财务账页",
        "proves": "财务账页",
    }
