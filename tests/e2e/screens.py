"""Every screen of the product: each address of the matrix that shows a page, and who looks at it.

Taken from ``tests/architecture/pages.py``, so that a new address is looked at by itself. An address that shows no page
is named here with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.pages import PAGES, Page
from tests.architecture.stage import PEOPLE
from tests.architecture.test_urls import label

APPLICANTS, TOWNSHIPS = ("clerk", "secretary"), ("reviewer", "leader")
#: Who has 大字版 tried on every screen: the people of villages and townships.
LARGE_TYPE = {*APPLICANTS, *TOWNSHIPS}

#: Addresses that answer a GET with something else than a page.
NO_SCREEN = {
    "inbox:diagram": "a picture",
    "inbox:document": "a PDF",
    "inbox:healthz": "JSON for the watchman",
    "service_worker": "a script",
    "applications:preview_pdf": "a PDF",
    "applications:file": "a photograph",
    "applications:thumbnail": "a photograph",
    "review:visit_photo": "a photograph",
    "review:request": "a PDF",
    "scoring:drift_export": "a workbook",
    "scoring:grid_rows": "rows of the grid, shown in scoring:grid",
    "scoring:grid_drawer": "a part of the drawer, shown in scoring:grid",
    "scoring:workbook": "a workbook",
    "scoring:ledger_template": "a workbook",
    "scoring:ledger_export": "a workbook",
    "scoring:kept_file": "a workbook",
    "workshop:template": "a workbook",
    "workshop:sent": "the file as it was sent",
    "workshop:export": "a workbook",
    "workshop:trial_export": "a workbook",
    "ranking:table": "a PDF",
    "publicity:paper": "a PDF",
    "publicity:result_paper": "a PDF",
    "publicity:reply": "a PDF",
    "publicity:office_reply": "a PDF",
    "dossiers:progress": "a part of dossiers:list",
    "dossiers:download": "a PDF",
    "dossiers:handover": "an archive",
    "dossiers:handover_slip": "a PDF",
}

#: Who looks, where the first reader would see an empty page, or where several see different pages.
SEEN_BY = {
    "inbox:home": ("clerk", "reviewer", "scorer", "operator", "director", "county leader", "system admin"),
    "inbox:done": ("reviewer",),
    "inbox:begun": ("clerk", "operator"),
    "inbox:copies": ("secretary",),
    "inbox:calendar_now": ("operator",),
    "inbox:case scoring": ("clerk", "operator"),
    "inbox:track scoring process": ("clerk", "director"),
    "inbox:round running round": ("clerk", "operator"),
    "inbox:round round in preparation": ("operator",),
    "accounts:audit_log": ("audit admin",),
    "accounts:proxies": ("secretary", "scorer"),
    "rounds:list": ("clerk", "operator"),
    "applications:list": ("reviewer", "operator"),
    "applications:helping": ("reviewer",),
    "applications:cover helped": ("reviewer",),
    "review:likeness submitted": ("reviewer",),
    "review:visits submitted": ("reviewer",),
    "review:visits reviewed": ("reviewer",),
    "review:township": ("reviewer",),
    "review:own_pack": ("reviewer",),
    "scoring:desk": ("scorer",),
    "scoring:sign_batch": ("head",),
    "scoring:countersign_batch": ("head",),
    "scoring:joint_check_batch": ("respondent",),
    "scoring:four scoring": ("clerk", "operator"),
    "scoring:drift": ("operator",),
    "dossiers:list": ("clerk", "operator"),
}


@dataclass(frozen=True)
class Screen:
    """A page and who looks at it; nobody in particular looks at a public one."""

    page: Page
    role: str

    @property
    def large_type(self) -> bool:
        return self.role in LARGE_TYPE or self.page.public

    def __str__(self) -> str:
        return f"{label(self.page)} ({self.role or 'anybody'})"


def screens() -> Iterator[Screen]:
    """Each screen once for everybody who sees it differently."""
    for page in {label(page): page for page in PAGES}.values():
        if page.name in NO_SCREEN or page.without_get or not (page.public or page.reads):
            continue
        for role in lookers(page):
            yield Screen(page, role)


def lookers(page: Page) -> tuple[str, ...]:
    """Who looks at a page."""
    if page.public:
        return ("",)
    chosen = SEEN_BY.get(label(page)) or SEEN_BY.get(page.name)
    return chosen or (next(role for role in PEOPLE if role in page.reads),)
