"""A dossier of an application that is still at work: sealed scores stay out, what is to come is named."""

import pytest

from documents.pack_spec import Sheet
from workflows.dossiers.sections import spec_of

from .conftest import record_of

pytestmark = pytest.mark.django_db


def test_before_the_lock_nothing_of_the_scores_is_in_a_draft(at_work):
    spec = spec_of(record_of(at_work), volume="")

    assert spec.classification == "内部资料　过程稿"
    assert spec.pending == (
        "部门评分表和会签意见",
        "一票否决联审结论",
        "县级评分汇总表",
        "县级公示及结果",
        "县委、县政府审定意见",
    )
    sheets = [part for section in spec.sections for part in section.parts if isinstance(part, Sheet)]
    assert not any("评分员" in sheet.paper.html() for sheet in sheets)
    assessed = next(sheet.paper for sheet in sheets if sheet.title == "自评得分表")
    assert {row.department_score for one in assessed.dimensions for row in one.indicators} == {None}
