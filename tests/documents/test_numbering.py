"""文号 without gaps."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from documents import numbering

SERIES = {"county": "619921", "issuer": "禾农领办发", "kind": "request", "year": 2024}


@pytest.mark.django_db
def test_numbers_follow_one_another():
    assert [numbering.take_next(**SERIES) for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"county": "619922"}, {"issuer": "石政字"}, {"kind": "decision"}, {"year": 2025}])
def test_every_county_issuer_kind_and_year_counts_for_itself(other):
    numbering.take_next(**SERIES)

    assert numbering.take_next(**{**SERIES, **other}) == 1


@pytest.mark.django_db
def test_a_number_comes_back_when_its_document_fails():
    def fail_to_print():
        with transaction.atomic():
            numbering.take_next(**SERIES)
            raise OSError("no paper")

    with pytest.raises(OSError, match="no paper"):
        fail_to_print()

    assert numbering.take_next(**SERIES) == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_is_never_taken_alone():
    with pytest.raises(transaction.TransactionManagementError):
        numbering.take_next(**SERIES)


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_leave_no_gap_and_no_double():
    def take_three(_):
        try:
            return [take_in_its_own_transaction() for _ in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        taken = [number for numbers in pool.map(take_three, range(6)) for number in numbers]

    assert sorted(taken) == list(range(1, 19))


def take_in_its_own_transaction() -> int:
    with transaction.atomic():
        return numbering.take_next(**SERIES)


def test_the_written_form():
    assert numbering.written("禾发", 2024, 3) == "禾发〔2024〕3号"
