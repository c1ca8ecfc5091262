"""Answers in the words of the standard, and the scores that a standard offers, for whoever reads a submission."""

from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.explaining import how_computed, limits
from workflows.standards.methods import Bands, Checklist, Deduct, Levels
from workflows.standards.spec import Indicator, Spec


@dataclass(frozen=True)
class Said:
    """One line of an answer: an item of a checklist, the level chosen, a fault that was counted."""

    text: str
    ok: bool
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """A score that the standard itself names, with the condition under which it is given."""

    score: Decimal
    words: str


def said_of(indicator: Indicator, answer: dict) -> tuple[Said, ...]:
    """What was ticked, chosen or counted, item by item."""
    how = indicator.how
    if isinstance(how, Checklist) and answer.get("checked") is not None:
        return tuple(Said(f"（{item.no}）{item.words}", item.no in answer["checked"]) for item in how.items)
    if isinstance(how, Levels) and answer.get("level"):
        return tuple(
            Said(f"{level.level}：{level.words}" if level.words else level.level, True)
            for level in how.levels
            if level.level == answer["level"]
        )
    if isinstance(how, Deduct) and answer.get("findings") is not None:
        counts = answer["findings"]
        return tuple(fault(item, counts.get(item.code, counts.get(item.words, 0))) for item in how.items)
    return ()


def fault(item, count: int) -> Said:
    """A kind of fault and how often the applicant found it."""
    return Said(item.words, not count, f"{count}{item.per.removeprefix('每')}" if count else "没有发现")


def formula_of(spec: Spec, indicator: Indicator, content: dict) -> str:
    """The formula in words and in figures; empty where nothing is computed from several items."""
    if indicator.formula is None or len(indicator.inputs) < 2:
        return ""
    values = {code: row["value"] for code, row in content["data"].items()}
    return how_computed(spec, indicator, {code: Decimal(value) if value else None for code, value in values.items()})


def choices_of(indicator: Indicator) -> list[Choice]:
    """Scores that the standard names, the best first; none where any number may result."""
    how, found = indicator.how, []
    if isinstance(how, Bands):
        found = [Choice(band.score, limits(band, indicator.unit)) for band in how.bands]
        if all(choice.score for choice in found):
            found.append(Choice(Decimal(0), "未达最低一档"))
    elif isinstance(how, Levels):
        found = [Choice(level.score, level.level) for level in how.levels]
    elif isinstance(how, Checklist) and how.scale:
        found = [Choice(score, f"符合{count}项") for count, score in how.scale]
        if all(choice.score for choice in found):
            found.append(Choice(Decimal(0), "不足上述项数"))
    return found
