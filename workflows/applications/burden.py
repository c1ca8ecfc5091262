"""减负说明: what a form asks and why, what it does not ask because the county has it, and what filling it in took."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from workflows.rounds.models import Round
from workflows.standards.methods import BY_VALUE
from workflows.standards.spec import DataItem, Spec

from .asking import asked_once
from .models import Application, EvidenceLink, FieldMark, KnownValue, SitePhoto
from .questions import items_of
from .services.carrying_over import PROFILE

#: Who has no ledger of the county's: the applicant and the township say it themselves.
OWN = ("镇", "村", "申报")
#: A pause longer than this is not time spent on the form.
PAUSE = timedelta(minutes=10)
#: Parts of a field that may be given and are not asked.
NOT_ASKED = (".previous", ".remark")
#: So many of the newest applications tell what filling in took.
SAMPLE = 60


@dataclass(frozen=True)
class Question:
    """One figure that is asked: why, from where, and whether the county has it already."""

    item: DataItem
    used_for: tuple[str, ...]
    held: bool
    department: bool


@dataclass(frozen=True)
class Asked:
    """What the form of a round asks."""

    fields: int
    figures: int
    answers: int
    texts: int
    procedure: int
    computed: int
    proofs: int
    must_prove: int
    held: int
    departments: int

    def compared(self, before: "Asked | None") -> list[tuple[str, int, str]]:
        """Name, how many, and ``多 3`` or ``少 2`` than in the round before."""
        names = {
            "fields": "要填的栏目", "figures": "其中数据", "answers": "其中打勾、评等次", "texts": "其中文字和联系人",
            "procedure": "其中民主程序", "proofs": "列明的佐证材料", "must_prove": "必须有佐证的指标",
            "computed": "系统自动算分、不用填分的指标", "held": "县里已有、直接带出的数据",
        }  # fmt: skip
        return [
            (
                words,
                getattr(self, name),
                "" if before is None else difference(getattr(self, name), getattr(before, name)),
            )
            for name, words in names.items()
        ]


def difference(now: int, before: int) -> str:
    if now == before:
        return "一样"
    return f"多 {now - before}" if now > before else f"少 {before - now}"


def asked_by_form(spec: Spec, kind: str) -> Asked:
    """Counted from the standard: the same standard is the same burden."""
    paths = asked_once(spec, kind)
    kinds = Counter(path.section for path in paths)
    rows = questions(spec)
    return Asked(
        fields=len(paths),
        figures=kinds["data"],
        answers=kinds["answers"],
        texts=kinds["statements"] + kinds["cover"],
        procedure=kinds["procedure"],
        computed=sum(isinstance(one.how, BY_VALUE) for one in spec.indicators),
        proofs=sum(len(one.evidence) for one in spec.indicators),
        must_prove=sum(bool(one.evidence) for one in spec.indicators),
        held=sum(row.held for row in rows),
        departments=sum(row.department for row in rows),
    )


def questions(spec: Spec) -> list[Question]:
    """Every figure with the indicators that need it."""
    used: dict[str, list[str]] = defaultdict(list)
    for one in spec.indicators:
        for item in items_of(spec, one):
            used[item.code].append(f"{one.code} {one.name}")
    return [
        Question(
            item=item,
            used_for=tuple(used[item.code]),
            held=item.code in PROFILE,
            department=bool(item.source) and not item.source.startswith(OWN),
        )
        for item in spec.data_items
    ]


def round_before(round_: Round) -> Round | None:
    """The last round of the same kind in the same county."""
    earlier = Round.objects.filter(county=round_.county, kind=round_.kind).exclude(pk=round_.pk)
    rows = earlier.select_related("standard__content").order_by("-year", "-number", "-pk")
    return next((one for one in rows if (one.year, one.number) < (round_.year, round_.number)), None)


@dataclass(frozen=True)
class Spent:
    """What filling in took, in the middle of those that were handed in."""

    applications: int
    typed: float
    tapped: float
    files: float
    minutes: float


def spent_on(round_: Round) -> Spent | None:
    """Measured from who saved which field when; ``None`` while nothing was handed in."""
    handed_in = Application.objects.filter(round=round_).exclude(snapshot=None).order_by("-pk")
    chosen = list(handed_in.values_list("pk", flat=True)[:SAMPLE])
    if not chosen:
        return None
    times: dict[int, list[datetime]] = {pk: [] for pk in chosen}
    saved: Counter[int] = Counter()
    for pk, field, at in FieldMark.objects.filter(application__in=chosen).values_list("application_id", "field", "at"):
        times[pk].append(at)
        saved[pk] += not field.endswith(NOT_ASKED)
    tapped = counted(KnownValue.objects.filter(application__in=chosen).exclude(confirmed_at=None), "pk")
    files = counted(EvidenceLink.objects.filter(application__in=chosen), "file_id")
    photos = counted(SitePhoto.objects.filter(application__in=chosen), "file_id")
    return Spent(
        applications=len(chosen),
        typed=median(max(0, saved[pk] - tapped[pk]) for pk in chosen),
        tapped=median(tapped[pk] for pk in chosen),
        files=median(files[pk] + photos[pk] for pk in chosen),
        minutes=median(minutes_of(times[pk]) for pk in chosen),
    )


def counted(rows, column: str) -> Counter:
    """How many different ones each application has."""
    pairs = set(rows.values_list("application_id", column))
    return Counter(pk for pk, _ in pairs)


def minutes_of(times: Iterable[datetime]) -> float:
    """Time between savings, without the pauses; a minute for each stretch of work."""
    moments = sorted(times)
    if not moments:
        return 0
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    worked = sum((gap for gap in gaps if gap <= PAUSE), timedelta())
    stretches = 1 + sum(gap > PAUSE for gap in gaps)
    return round(worked.total_seconds() / 60 + stretches)
