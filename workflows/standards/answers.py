"""What is known of one applicant: data, checks, levels, findings and so on, as a form, a snapshot or a JSON file gives it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from workflows.standards.decimals import number, plain, shown, whole

FLAG_WORDS = ("是", "否")

T = TypeVar("T")
Numbers = Mapping[str, Decimal]
Counts = Mapping[str, Mapping[str, int]]


class AnswersError(ValueError):
    """Answers that cannot be read or do not fit the standard: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class VetoEvent:
    """A veto reported by a department; with its date, the look-back can leave it out."""

    code: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Absent is not zero: what nobody entered is missing, an empty list or mapping was looked at and found empty.

    `object` holds facts of the applicant (`is_key_support: true`) and, where needed, `targets` {indicator: number},
    `eligible` {condition: true/false} as a person checked it, and `deadline` (closing date, for look-backs).
    """

    level: str = ""
    object: Mapping[str, Any] = field(default_factory=dict)
    data: Numbers = field(default_factory=dict)
    values: Numbers = field(default_factory=dict)
    checks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    findings: Counts = field(default_factory=dict)
    bonus: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    penalties: Counts = field(default_factory=dict)
    veto: tuple[VetoEvent, ...] = ()
    satisfaction: Decimal | None = None
    not_applicable: frozenset[str] = frozenset()
    # Items answered with 是/否 rather than a number: only a yes-or-no item may be.
    said_yes_or_no: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    # Read out of `object` when the answers are made.
    facts: Numbers = field(init=False, repr=False, compare=False)
    targets: Numbers = field(init=False, repr=False, compare=False)
    checked_by_hand: Mapping[str, bool] = field(init=False, repr=False, compare=False)
    deadline: date | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        amounts = {key: one for key, one in self.object.items() if _is_fact(one)}
        facts = _each(amounts, "object", as_amount)
        targets = _each(self.object.get("targets"), "object.targets", number)
        by_hand = _each(self.object.get("eligible"), "object.eligible", _flag)
        deadline = _at("object.deadline", _day, self.object.get("deadline"))
        for name, value in (
            ("facts", facts),
            ("targets", targets),
            ("checked_by_hand", by_hand),
            ("deadline", deadline),
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def from_json(cls, raw: Any) -> "Answers":
        """The answers in a JSON object; AnswersError says what is wrong and at which key."""
        if not isinstance(raw, Mapping):
            raise AnswersError("应当是一个 { … } 对象")
        if unknown := [str(key) for key in raw if key not in READ]:
            raise AnswersError(f"不认识的字段：{'、'.join(map(shown, unknown[:5]))}")
        read = {key: READ[key](value, key) for key, value in raw.items() if value is not None}
        return cls(
            **read, said_yes_or_no=frozenset(key for key, one in (raw.get("data") or {}).items() if _is_flag(one))
        )

    def to_json(self) -> dict:
        """The same object again; numbers as decimal strings, so that no reader makes floats of them."""
        return {
            "level": self.level,
            "object": {key: _plain(value) for key, value in self.object.items()},
            "data": {key: plain(value) for key, value in self.data.items()},
            "values": {key: plain(value) for key, value in self.values.items()},
            "checks": {key: sorted(value) for key, value in self.checks.items()},
            "levels": dict(self.levels),
            "findings": {key: dict(value) for key, value in self.findings.items()},
            "bonus": {key: list(value) for key, value in self.bonus.items()},
            "penalties": {key: dict(value) for key, value in self.penalties.items()},
            "veto": [{"code": one.code, "on": one.on.isoformat()} if one.on else one.code for one in self.veto],
            "satisfaction": None if self.satisfaction is None else plain(self.satisfaction),
            "not_applicable": sorted(self.not_applicable),
        }


def _is_flag(value: object) -> bool:
    return isinstance(value, bool) or value in FLAG_WORDS


def _is_fact(value: object) -> bool:
    return isinstance(value, int | Decimal) or value in FLAG_WORDS


def as_amount(value: object) -> Decimal:
    """A number, or 是/否 as 1/0."""
    if value in FLAG_WORDS:
        value = value == "是"
    return Decimal(int(value)) if isinstance(value, bool) else number(value)


def _at(where: str, read: Callable[[Any], T], value: object) -> T:
    try:
        return read(value)
    except ValueError as error:
        raise error if isinstance(error, AnswersError) else AnswersError(f"{where}：{error}") from None


def _each(raw: object, where: str, read: Callable[[Any], T]) -> dict[str, T]:
    """A mapping whose values are all read the same way; null is the same as absent."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise AnswersError(f"{where}：应当是“编号: 内容”的对象")
    return {str(key): _at(f"{where}.{shown(key)}", read, value) for key, value in raw.items() if value is not None}


def _list(raw: object) -> Iterable:
    if not isinstance(raw, list | tuple | set | frozenset):
        raise ValueError("应当是一列 [ … ]")
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError(f"应当是文字，现在是“{shown(raw)}”")
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"应当是 true 或 false，现在是“{shown(raw)}”")
    return raw


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(raw))


def _numbers_of_items(raw: object) -> frozenset[int]:
    return frozenset(whole(one) for one in _list(raw))


def _day(raw: object) -> date | None:
    if raw is None or type(raw) is date:
        return raw
    try:
        return date.fromisoformat(_text(raw))
    except ValueError:
        raise ValueError(f"应当是“2025-10-31”这样的日期，现在是“{shown(raw)}”") from None


def _veto(raw: object) -> VetoEvent:
    if not isinstance(raw, Mapping):
        return VetoEvent(_text(raw))
    if set(raw) - {"code", "on"}:
        raise ValueError("应当是编号，或 {code, on}")
    return VetoEvent(_text(raw.get("code")), _day(raw.get("on")))


def _object(raw: object, where: str) -> Mapping:
    if not isinstance(raw, Mapping):
        raise AnswersError(f"{where}：应当是一个 {{ … }} 对象")
    return raw


def _counts(raw: object, where: str) -> dict[str, dict[str, int]]:
    outer = _each(raw, where, lambda inner: inner)
    return {key: _each(inner, f"{where}.{key}", whole) for key, inner in outer.items()}


def _veto_list(raw: object, where: str) -> tuple[VetoEvent, ...]:
    rows = _at(where, _list, raw)
    return tuple(_at(f"{where}[{n}]", _veto, one) for n, one in enumerate(rows))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return value.isoformat() if isinstance(value, date) else value


READ: dict[str, Callable[[object, str], Any]] = {
    "level": lambda raw, where: _at(where, _text, raw),
    "object": _object,
    "data": lambda raw, where: _each(raw, where, as_amount),
    "values": lambda raw, where: _each(raw, where, number),
    "checks": lambda raw, where: _each(raw, where, _numbers_of_items),
    "levels": lambda raw, where: _each(raw, where, _text),
    "findings": _counts,
    "bonus": lambda raw, where: _each(raw, where, _texts),
    "penalties": _counts,
    "veto": _veto_list,
    "satisfaction": lambda raw, where: _at(where, number, raw),
    "not_applicable": lambda raw, where: frozenset(_at(where, _texts, raw)),
}
