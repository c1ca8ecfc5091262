"""A department of the demonstration county brings its own ledger: one village reports more than it shows."""

from decimal import Decimal

from accounts.models import Organisation
from documents.workbooks import write_csv
from workflows.applications.models import Application
from workflows.rounds.models import Round
from workflows.scoring.ledgers.headings import items_for
from workflows.scoring.ledgers.keeping import opened, save_ledger, take
from workflows.scoring.ledgers.mapping import mapping_of
from workflows.scoring.services.sheets import names_of

from .cast import signs_in

DEPARTMENT = "农业农村局"
#: What its ledger says against what the last of the villages reported.
SHARE = Decimal("0.9")
#: Data items in the ledger at most.
COLUMNS = 6


def bring_ledger(round_: Round) -> None:
    """The ledger of all villages that are being scored, through the same steps as its page."""
    organisation = Organisation.objects.get(county=round_.county, name=DEPARTMENT)
    scorer = signs_in("dept_scorer", f"{round_.county}000000", organisation.code)
    data = write_csv(rows_of(round_, organisation))
    token = take(round_=round_, organisation=organisation, data=data, name="户厕和产业台账.csv", by=scorer)
    sent = opened(token, round_, organisation)
    mapping = mapping_of(sent, round_, organisation, {})
    save_ledger(
        round_=round_, organisation=organisation, sent=sent, head=mapping.head, matched=mapping.matched, by=scorer
    )


def rows_of(round_: Round, organisation: Organisation) -> list[list]:
    """Header, then a village a row: what it reported, and nine tenths of that for the last one."""
    scoring = list(round_.applications.filter(state="scoring").select_related("region__parent").order_by("pk"))
    items = items_for(round_.standard.spec, names_of(organisation))[:COLUMNS]
    rows: list[list] = [["区划代码", "乡镇", "村名", *(f"{item.name}（{item.unit}）" for item in items)]]
    for application in scoring:
        share = SHARE if application is scoring[-1] else Decimal(1)
        reported = values_of(application)
        region = application.region
        figures = [(reported[item.code] * share).quantize(Decimal(1)) for item in items if item.code in reported]
        rows.append([region.pk, region.parent.name, region.name, *figures])
    return rows


def values_of(application: Application) -> dict[str, Decimal]:
    """Data items as the village filled them in."""
    filled = application.data_values.exclude(value=None)
    return dict(filled.values_list("item", "value"))
