"""What the reviewer's page shows: the submission item by item, each with its verdict's fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from workflows.applications.models import Application, DemocraticProcedure, SitePhoto
from workflows.applications.proofs import ProofList, tick_off
from workflows.standards.spec import Bonus

from .anomalies import Anomaly
from .likeness.asking import Question, Questions
from .models import IndicatorVerdict, Opinion, SiteCheck, Stage
from .reading import Line, Reading
from .wording import Choice, choices_of

#: Fields of a verdict that only the township's form has.
MORE = ("cause", "pointer")


@dataclass(frozen=True)
class Beside:
    """What a reviewer should know beside the submission: doubts, and what the visit on the spot found."""

    anomalies: tuple[Anomaly, ...] = ()
    findings: Mapping[str, str] = field(default_factory=dict)
    visit: SiteCheck | None = None

    def at(self, code: str) -> list[Anomaly]:
        """Those of one place."""
        return [one for one in self.anomalies if code in one.places]


@dataclass(frozen=True)
class Item:
    """One indicator on the desk: what was submitted, what was asked before, and the fields of the verdict."""

    line: Line
    passes: object
    score: object
    problem: object
    files: list[dict]
    asked: IndicatorVerdict | None = None
    reviewed: IndicatorVerdict | None = None
    questions: list[Question] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)
    cause: object = None
    pointer: object = None

    @property
    def doubts(self) -> list[Anomaly]:
        """What is odd here."""
        return self.beside.at(self.line.code)

    @property
    def found(self) -> str:
        """What the visit found here."""
        return self.beside.findings.get(self.line.code, "")

    @property
    def choices(self) -> list[Choice]:
        """Scores to pick from, the applicant's own first."""
        own = self.line.self_score
        others = [choice for choice in choices_of(self.line.indicator) if choice.score != own]
        return ([Choice(own, "同意自评")] if own is not None else []) + others[:4]

    @property
    def stands(self) -> str:
        """The mark in front of it: done, wrong (to be changed), changed since the last submission."""
        word = self.passes.value() if self.passes else ""
        return {"yes": "done", "no": "wrong"}.get(word, "changed" if self.line.changed else "")

    @property
    def typed_score(self) -> object:
        """The score that is no choice of the list."""
        value = self.score.value()
        picked = {str(choice.score) for choice in self.choices}
        return "" if value is None or str(value) in picked else value

    @property
    def has_errors(self) -> bool:
        return any(one.errors for one in (self.passes, self.score, self.problem))


@dataclass(frozen=True)
class Group:
    """A dimension and its items."""

    dimension: object
    items: list[Item]
    statement: str = ""
    rest: object = None

    @property
    def judged(self) -> int:
        return sum(item.stands in ("done", "wrong") for item in self.items)


@dataclass(frozen=True)
class Desk:
    """The whole page."""

    reading: Reading
    groups: list[Group]
    facts: list[tuple[str, str]] = field(default_factory=list)
    photos: list[dict] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    returned: Opinion | None = None
    questions: Questions = field(default_factory=Questions)
    bonus: list["BonusProofs"] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)


@dataclass(frozen=True)
class BonusProofs:
    """A bonus item for which the applicant sent proofs up."""

    item: Bonus
    files: list[dict]
    proofs: ProofList
    questions: list[Question]


def desk_of(
    application: Application, reading: Reading, form, questions: Questions, beside: Beside | None = None
) -> Desk:
    """Lay the submission out beside the form's fields.

    :param questions: files that are met again elsewhere.
    :param beside: what is odd about it, and what the visit found.
    """
    beside = beside or Beside()
    opinions = list(application.opinions.prefetch_related("verdicts"))
    returned = next((one for one in reversed(opinions) if one.decision == "return"), None)
    asked = {row.indicator: row for row in returned.verdicts.all() if not row.passes} if returned else {}
    reviewed = {row.indicator: row for row in verdicts_of_township(opinions, reading)}
    around = Around(asked, reviewed, questions, beside)
    groups = [
        Group(
            dimension,
            [item_of(application, line, form, around) for line in lines],
            reading.content["statements"].get(dimension.code, ""),
            form[f"rest-{dimension.code}"],
        )
        for dimension, lines in reading.dimensions
    ]
    photos = [photo_of(application, entry) for entry in reading.photos]
    bonus = bonus_of(application, reading, questions)
    return Desk(reading, groups, facts_of(reading.content), photos, opinions, returned, questions, bonus, beside)


def bonus_of(application: Application, reading: Reading, questions: Questions) -> list[BonusProofs]:
    """Bonus items with proofs: the departments score them, whoever reviews looks at the papers."""
    return [
        BonusProofs(item, files_of(application, entries), tick_off(item, entries), questions.at(item.code))
        for item in application.spec.bonus
        if (entries := reading.bonus.get(item.code))
    ]


def verdicts_of_township(opinions: list[Opinion], reading: Reading) -> list[IndicatorVerdict]:
    """What the township said about this very submission."""
    own = [one for one in opinions if one.stage == Stage.TOWNSHIP and one.submission_id == reading.submission.pk]
    return list(own[-1].verdicts.all()) if own else []


@dataclass(frozen=True)
class Around:
    """What is known of every indicator besides what was submitted: asked for before, said by the township, odd."""

    asked: Mapping[str, IndicatorVerdict]
    reviewed: Mapping[str, IndicatorVerdict]
    questions: Questions
    beside: Beside


def item_of(application: Application, line: Line, form, around: Around) -> Item:
    """One indicator with its fields."""
    code = line.code
    fields = [form[f"{name}-{code}"] for name in ("passes", "score", "problem")]
    more = {name: form[f"{name}-{code}"] if f"{name}-{code}" in form.fields else None for name in MORE}
    questions = around.questions.at(code)
    return Item(
        line,
        *fields,
        files=files_of(application, line.evidence, questions),
        asked=around.asked.get(code),
        reviewed=around.reviewed.get(code),
        questions=questions,
        beside=around.beside,
        **more,
    )


def files_of(application: Application, evidence: list[dict], questions: Sequence[Question] = ()) -> list[dict]:
    """Proofs as the viewer takes them, with the other indicators that a file proves, and where it is met again."""
    alike = {question.mine.file.pk: question for question in reversed(questions)}
    address = reverse("review:likeness", args=[application.pk])
    return [
        {
            **file_of(application, entry, f"{entry['no']} {entry['proves']}"),
            "also": entry.get("also", ""),
            "alike": alike[entry["id"]].sentence if entry["id"] in alike else "",
            "alike_url": f"{address}#q-{alike[entry['id']].key}" if entry["id"] in alike else "",
        }
        for entry in evidence
        if entry["id"]
    ]


def file_of(application: Application, entry: dict, name: str) -> dict:
    """One file with its address."""
    place = [application.pk, entry["id"]]
    is_image = entry["media_type"].startswith("image/")
    known = {key: entry.get(key) for key in ("taken_at", "place", "uploaded_by", "uploaded_at", "size")}
    return {
        "name": name,
        "url": reverse("applications:file", args=place),
        "thumb": reverse("applications:thumbnail", args=place) if is_image else "",
        "kind": "image" if is_image else "pdf",
        **known,
    }


def photo_of(application: Application, entry: dict) -> dict:
    """A scan or photograph of the democratic procedure."""
    kind = SitePhoto.Kind(entry["kind"]).label
    return (
        file_of(application, entry, f"{kind} {entry['caption']}".strip()) if entry["id"] else {"name": kind, "url": ""}
    )


def facts_of(content: dict) -> list[tuple[str, str]]:
    """The democratic procedure in words: label and value, as they were submitted."""
    names = {one.name: str(one.verbose_name) for one in DemocraticProcedure._meta.fields}
    return [(names[key], spoken(value)) for key, value in in_order(content["procedure"]) if value]


def checks_of(opinion: Opinion) -> list[tuple[str, str]]:
    """The site check and the local notice of an opinion in words."""
    check, notice = opinion.site_check, opinion.notice
    period = [spoken(day) for day in (notice.get("from"), notice.get("to")) if day]
    return [
        ("实地核查", spoken(check.get("on") or "—")),
        ("核查人员", "、".join(check.get("people", ())) or "—"),
        ("抽查户数", f"{check['households']}户" if check.get("households") is not None else "—"),
        ("发现的问题", check.get("findings") or "没有"),
        ("镇级公示", " 至 ".join(period) or "—"),
    ]


def in_order(procedure: dict) -> list[tuple[str, str | None]]:
    """In the order of the form, not of the snapshot's sorted keys."""
    return [(one.name, procedure[one.name]) for one in DemocraticProcedure._meta.fields if one.name in procedure]


def spoken(value: str) -> str:
    """A date as offices write it; anything else as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.year}年{day.month}月{day.day}日"
