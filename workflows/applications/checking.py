"""只核对变化: what was said before, as cards to be tapped: 没变, or 改."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from workflows.standards import mapping
from workflows.standards.results import Scored
from workflows.standards.scoring import score

from .asking import asked_once, cover_fields, indicator_fields
from .content import answers_from, content_of
from .fields import Path
from .inputs import input_for
from .models import Application, EvidenceLink, KnownValue
from .pages import values_of
from .presenting import words_of
from .services.carrying_over import last_application
from .services.checking import as_stored
from .shelves import file_url, thumb_url
from .unlocking import locked_in


@dataclass(frozen=True)
class Fact:
    """One field: what was said before, where and when, and what stands in the draft now."""

    path: Path
    label: str
    words: str
    source: str
    as_of: date | None
    decided: bool
    same: bool
    now: str


@dataclass(frozen=True)
class OldProof:
    """A file that proved the same thing last time; ticked, it proves it again."""

    pk: int
    name: str
    proves: str
    url: str
    thumb: str


@dataclass(frozen=True)
class Card:
    """One page of the form with what is known of it."""

    key: str
    section: str
    code: str
    title: str
    url: str
    facts: tuple[Fact, ...]
    proofs: tuple[OldProof, ...] = ()
    scored: Scored | None = None

    @property
    def open(self) -> tuple[Fact, ...]:
        """What nobody has decided yet."""
        return tuple(fact for fact in self.facts if not fact.decided)

    @property
    def done(self) -> bool:
        return not self.open

    @property
    def changed(self) -> bool:
        """Was it decided that something is not as it was?"""
        return self.done and any(not fact.same for fact in self.facts)

    @property
    def origin(self) -> str:
        """Where it comes from, in one line, where all of it comes from one place."""
        places = {(fact.source, fact.as_of) for fact in self.facts}
        if len(places) != 1:
            return ""
        source, day = places.pop()
        return f"{source}（{day.year}年{day.month}月{day.day}日）" if day else source


@dataclass(frozen=True)
class Group:
    """The cards of one part of the form."""

    key: str
    name: str
    cards: tuple[Card, ...]

    @property
    def done(self) -> int:
        return sum(card.done for card in self.cards)


class Checking:
    """Everything known of a draft; the application should come ``with_content``."""

    def __init__(self, application: Application):
        self.application = application
        self.spec = application.spec

    @cached_property
    def known(self) -> dict[str, KnownValue]:
        """By field; only fields that this year's standard still asks for."""
        asked = set(map(str, asked_once(self.spec, self.application.round.kind)))
        return {row.field: row for row in self.application.known_values.all() if row.field in asked}

    @cached_property
    def typed(self) -> set[str]:
        """Fields that somebody has filled in since the draft was made."""
        return set(self.application.marks.values_list("field", flat=True)) if self.known else set()

    @cached_property
    def approved(self) -> set[str]:
        """Data items and indicators that a return leaves as they are: there is nothing to decide about them."""
        return set(locked_in(self.application, [Path.read(field) for field in self.known])) if self.known else set()

    @cached_property
    def values(self) -> dict[Path, Any]:
        return values_of(self.application, [Path.read(field) for field in self.known])

    @cached_property
    def scored(self) -> dict[str, Scored]:
        """What each indicator would earn, were everything open as it was."""
        content = content_of(self.application)
        for field, row in self.known.items():
            path = Path.read(field)
            if path.section in {"data", "answers"} and not self.fact(path).decided:
                content[path.section].setdefault(path.key, {}).update({path.part: row.value})
        content["answers"] = {
            code: {"checked": None, "level": "", "findings": None, **answer}
            for code, answer in content["answers"].items()
        }
        result = score(self.spec, answers_from(content, level=self.application.round.level))
        return {row.code: row for row in result.indicators}

    @cached_property
    def old_proofs(self) -> dict[str, list[OldProof]]:
        """Last time's files by this year's indicator, without those that prove it again already."""
        before = last_application(self.application)
        if before is None:
            return {}
        then = self.application.round.standard.codes_in(before.round.standard, mapping.indicators)
        bound = {(link.indicator, link.file_id) for link in self.application.evidence.all()}
        by_code: dict[str, list[EvidenceLink]] = {}
        for link in before.evidence.select_related("file"):
            by_code.setdefault(link.indicator, []).append(link)
        return {
            code: [proof_of_old(before, link) for link in by_code.get(known, ()) if (code, link.file_id) not in bound]
            for code, known in then.items()
        }

    def fact(self, path: Path) -> Fact:
        row, now = self.known[str(path)], self.values[path]
        approved = path.section in {"data", "answers"} and path.key in self.approved
        decided = approved or str(path) in self.typed or row.confirmed_at is not None
        same = now == as_stored(path, row.value)
        return Fact(
            path=path,
            label=str(input_for(self.application, path).label),
            words=words_of(self.spec, path, row.value),
            source=row.source,
            as_of=row.as_of,
            decided=decided,
            same=same,
            now=words_of(self.spec, path, now),
        )

    def facts(self, paths: Iterable[Path]) -> tuple[Fact, ...]:
        return tuple(self.fact(path) for path in paths if str(path) in self.known)

    @cached_property
    def groups(self) -> list[Group]:
        """The parts of the form in which something is known."""
        groups = [
            Group("cover", "封面和基本情况", self.cover_cards()),
            *(Group(one.code, one.name, self.indicator_cards(one.code)) for one in self.spec.dimensions),
            Group("statements", "创建情况", self.statement_cards()),
        ]
        return [group for group in groups if group.cards]

    @cached_property
    def cards(self) -> list[Card]:
        return [card for group in self.groups for card in group.cards]

    def cover_cards(self) -> tuple[Card, ...]:
        facts = self.facts(cover_fields(self.spec))
        url = reverse("applications:cover", args=[self.application.pk])
        return (Card("cover", "cover", "", "封面和基本情况", url, facts),) if facts else ()

    def indicator_cards(self, dimension: str) -> tuple[Card, ...]:
        cards = []
        for one in self.spec.indicators_of_dimension[dimension]:
            if facts := self.facts(indicator_fields(self.spec, one.code)):
                url = reverse("applications:indicator", args=[self.application.pk, one.code])
                proofs = tuple(self.old_proofs.get(one.code, ()))
                row = self.scored[one.code]
                cards.append(Card(one.code, dimension, one.code, one.name, url, facts, proofs, row))
        return tuple(cards)

    def card_of(self, code: str) -> Card | None:
        """What is known of one indicator."""
        if not self.known:
            return None
        cards = self.indicator_cards(self.spec.indicator_by_code[code].dimension)
        return next((card for card in cards if card.key == code), None)

    def statement_cards(self) -> tuple[Card, ...]:
        url = reverse("applications:statements", args=[self.application.pk])
        return tuple(
            Card(f"statements.{one.code}", "statements", "", one.name, f"{url}#id_statements.{one.code}", facts)
            for one in self.spec.dimensions
            if (facts := self.facts([Path("statements", one.code)]))
        )

    @property
    def done(self) -> int:
        return sum(card.done for card in self.cards)

    @property
    def total(self) -> int:
        return len(self.cards)

    @property
    def open(self) -> int:
        """How many cards still wait for a tap."""
        return self.total - self.done

    @property
    def share(self) -> int:
        """How many per cent of all fields of the form a person confirmed by a tap."""
        asked = asked_once(self.spec, self.application.round.kind)
        tapped = [row for field, row in self.known.items() if row.confirmed_at and self.fact(Path.read(field)).same]
        return len(tapped) * 100 // len(asked)


def proof_of_old(before: Application, link: EvidenceLink) -> OldProof:
    """A file of the last application; it is opened there."""
    return OldProof(link.pk, link.file.name, link.proves, file_url(before, link.file), thumb_url(before, link.file))


def carried_by(application: Application) -> dict[str, dict]:
    """Field → where it comes from, of what a person confirmed to be as it was, and what is so still."""
    checking = Checking(application)
    return {
        field: {"source": row.source, "as_of": row.as_of.isoformat() if row.as_of else None}
        for field, row in checking.known.items()
        if row.confirmed_at and checking.fact(Path.read(field)).same
    }
