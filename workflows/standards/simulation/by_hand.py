"""What people judge rather than count: checklists, levels, faults; and bonus, penalties and vetoes."""

from collections.abc import Mapping
from typing import Any

from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.simulation.chances import Chance, within
from workflows.standards.spec import Bonus, Spec

#: How often a bonus is claimed (by the best), a penalty found, a veto reported.
BONUS, PENALTY, VETO = 0.35, 0.12, 0.015
MOST_FAULTS = 4


def checked_by_hand(spec: Spec, merits: Mapping[str, float], chance: Chance) -> dict[str, dict]:
    found: dict[str, dict[str, Any]] = {"checks": {}, "levels": {}, "findings": {}}
    for one in spec.indicators:
        merit = merits[one.code]
        match one.how:
            case Checklist():
                found["checks"][one.code] = [item.no for item in one.how.items if chance.happens(_met(merit))]
            case Levels():
                best_first = sorted(one.how.levels, key=lambda level: -level.score)
                at = int(within(chance.about(1.35 * (1 - merit), 0.15), 0, 0.999) * len(best_first))
                found["levels"][one.code] = best_first[at].level
            case Deduct():
                found["findings"][one.code] = {
                    item.code: int(chance.between(0, (1 - merit) * MOST_FAULTS + 0.6)) for item in one.how.items
                }
    return found


def _met(merit: float) -> float:
    """A middling applicant meets most of what is asked."""
    return within(0.45 + 0.62 * merit)


def extras_of(spec: Spec, quality: float, chance: Chance) -> dict[str, Any]:
    found: dict[str, Any] = {
        "bonus": {one.code: [_level(one, chance)] for one in spec.bonus if chance.happens(BONUS * quality)},
        "penalties": {one.code: {chance.pick(one.items).words: 1} for one in spec.penalties if chance.happens(PENALTY)},
        "veto": [one.code for one in spec.veto if chance.happens(VETO * 2 / len(spec.veto))],
    }
    if spec.satisfaction_indicator is None and any(grade.satisfaction_gte is not None for grade in spec.grades):
        found["satisfaction"] = str(round(within(chance.about(82 + 14 * quality, 3), 0, 100), 1))
    return found


def _level(bonus: Bonus, chance: Chance) -> str:
    """Mostly the lower honours, the last in the list."""
    return chance.pick(bonus.levels[-2:]).words if chance.happens(0.8) else chance.pick(bonus.levels).words
