"""文号: gapless per county, issuer, kind and year."""

from django.db import transaction

from documents.models import NumberSeries


def take_next(*, county: str, issuer: str, kind: str, year: int) -> int:
    """The next number of the series. Call it in the transaction that stores the document: a rollback gives it back.

    The series' row stays locked until that transaction ends, so two issuers never share or skip a number.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken only together with its document")
    NumberSeries.objects.get_or_create(county=county, issuer=issuer, kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(county=county, issuer=issuer, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def written(issuer: str, year: int, number: int) -> str:
    """``禾农领办函〔2026〕3号``: hexagonal brackets, no 第, no leading zero (GB/T 9704 7.2.5)."""
    return f"{issuer}〔{year}〕{number}号"
