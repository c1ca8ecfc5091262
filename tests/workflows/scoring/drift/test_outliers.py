"""What lies far out, and what does not."""

from decimal import Decimal

from tests.workflows.scoring.drift.test_differences import line
from workflows.scoring.drift.outliers import far_applicants, far_lines


def test_a_line_far_from_what_the_indicator_usually_sees_is_named():
    lines = [line(n, "a", 10, 10 - n % 2) for n in range(9)] + [line(9, "a", 10, 2)]

    [found] = far_lines(lines)

    assert (found.application_id, found.line.code, found.difference, found.usual) == (9, "a", -80, Decimal("-5.00"))
    assert found.z < Decimal("-3.5")


def test_where_nearly_all_are_alike_the_odd_one_is_found():
    lines = [line(n, "a", 10, 10) for n in range(19)] + [line(19, "a", 10, 5)]

    assert [one.application_id for one in far_lines(lines)] == [19]


def test_a_small_difference_is_not_worth_a_look():
    assert far_lines([line(n, "a", 10, 10) for n in range(19)] + [line(19, "a", 10, 9)]) == []


def test_an_applicant_cut_all_over_is_named_as_a_whole():
    lines = [line(n, code, 10, 10 - (n % 3) / 10) for n in range(12) for code in "abcd"]
    lines += [line(99, code, 10, 8) for code in "abcd"]

    assert [(one.application_id, one.difference) for one in far_applicants(lines)] == [(99, -20)]


def test_a_few_have_no_middle_to_be_far_from():
    assert far_lines([line(1, "a", 10, 10), line(2, "a", 10, 0)]) == []
