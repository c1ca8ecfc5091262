"""The sections of a form as the village's secretary confirms them: what each says, under its hash."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

import rfc8785
from django.urls import reverse
from django.utils.timezone import localtime

from workflows.rounds.models import Kind

from .content import content_of
from .fields import Path
from .helping import was_helped
from .models import Application, SectionCheck
from .questions import basics_of, items_of
from .wording import words_for


@dataclass(frozen=True)
class Section:
    """One section, what was last said of it, and who typed it."""

    key: str
    name: str
    url: str
    digest: str
    last: SectionCheck | None = None
    typed_by: tuple[str, ...] = field(default=())

    @property
    def confirmed(self) -> bool:
        """Confirmed as it stands now."""
        return self.last is not None and self.last.confirmed and self.last.digest == self.digest

    @property
    def sent_back(self) -> bool:
        """Sent back, and nobody has touched it since."""
        return self.last is not None and not self.last.confirmed and self.last.digest == self.digest

    @property
    def changed(self) -> bool:
        """Looked at before, and changed since."""
        return self.last is not None and self.last.digest != self.digest


def sections_of(application: Application) -> list[Section]:
    """Every section with its state, in the order of the form."""
    content = content_of(application)
    last = {check.section: check for check in application.section_checks.all()}
    typed = typists(application)
    names = section_names(application)
    return [
        Section(
            key=key,
            name=name,
            url=url_of(application, key),
            digest=digest_of(application, content, key),
            last=last.get(key),
            typed_by=tuple(typed[key]),
        )
        for key, name in names.items()
    ]


def section_names(application: Application) -> dict[str, str]:
    """Key → what the section is called."""
    kind = application.round.kind
    return {
        "cover": "封面和基本情况",
        **{one.code: one.name for one in application.spec.dimensions},
        "statements": "创建情况",
        **({"procedure": words_for(kind).title} if kind != Kind.COUNTY else {}),
    }


def url_of(application: Application, key: str) -> str:
    """Where the section is written."""
    if key in {"cover", "statements", "procedure"}:
        return reverse(f"applications:{key}", args=[application.pk])
    first = application.spec.indicators_of_dimension[key][0]
    return reverse("applications:indicator", args=[application.pk, first.code])


def digest_of(application: Application, content: dict, key: str) -> str:
    """The hash of what a section says; any change of it is another hash."""
    return hashlib.sha256(rfc8785.dumps(part_of(application, content, key))).hexdigest()


def part_of(application: Application, content: dict, key: str) -> dict:
    """The content of one section."""
    spec = application.spec
    if key == "cover":
        basics = [item.code for item in basics_of(spec)]
        return {name: content[name] for name in ("leader_name", "contact_phone")} | {"data": pick(content, basics)}
    if key == "statements":
        return content["statements"]
    if key == "procedure":
        return {"procedure": content["procedure"], "photos": content["photos"]}
    indicators = spec.indicators_of_dimension[key]
    codes = {one.code for one in indicators}
    return {
        "data": pick(content, [item.code for one in indicators for item in items_of(spec, one)]),
        "answers": {code: answer for code, answer in content["answers"].items() if code in codes},
        "evidence": [entry for entry in content["evidence"] if entry["indicator"] in codes],
    }


def pick(content: dict, items: list[str]) -> dict:
    return {code: content["data"][code] for code in items if code in content["data"]}


def typists(application: Application) -> dict[str, dict[str, None]]:
    """Section → names of those who last typed a field of it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    homes = homes_of_items(application)
    indicators = application.spec.indicator_by_code
    for mark in application.marks.select_related("by").order_by("version", "pk"):
        path = Path.read(mark.field)
        if path.section == "data":
            keys = homes.get(path.key, ("cover",))
        elif path.section == "answers":
            keys = (indicators[path.key].dimension,) if path.key in indicators else ()
        else:
            keys = (path.section,)
        for key in keys:
            found[key][mark.by.display_name] = None
    return found


def homes_of_items(application: Application) -> dict[str, tuple[str, ...]]:
    """Data item → the dimensions whose indicators need it."""
    spec = application.spec
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in spec.indicators:
        for item in items_of(spec, one):
            found[item.code][one.dimension] = None
    return {code: tuple(keys) for code, keys in found.items()}


def unconfirmed(application: Application) -> list[Section]:
    """Sections that the village's secretary has still to confirm; none where nobody filled in for it."""
    if not was_helped(application):
        return []
    return [section for section in sections_of(application) if not section.confirmed]


def helped_by(application: Application) -> dict:
    """Who filled in for the village, and who confirmed which section when; empty where nobody did."""
    helpings = list(application.helpings.exclude(taken_up_at=None).select_related("taken_up_by"))
    if not helpings:
        return {}
    names = section_names(application)
    checks = {check.section: check for check in application.section_checks.filter(confirmed=True)}
    return {
        "place": application.township.full_name,
        "by": list(dict.fromkeys(one.taken_up_by.display_name for one in helpings)),
        "reason": helpings[-1].reason,
        "confirmed": [
            {"section": names[key], "by": check.by_name, "at": localtime(check.at).isoformat(timespec="minutes")}
            for key, check in checks.items()
            if key in names
        ],
    }
