"""One mapping of a standard's file, with the words for where it stands, so that every complaint names its place."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from workflows.standards.decimals import number, whole
from workflows.standards.formula import Condition, Formula, FormulaError

T = TypeVar("T")
_ABSENT = object()


class ReadingError(ValueError):
    """A standard that cannot be read; `complaints` says, one a line, what is wrong and where."""

    def __init__(self, *complaints: str):
        self.complaints = complaints
        super().__init__("\n".join(complaints))


class Place:
    """Asks for keys by name; `close()` complains of keys nobody asked for, which are mostly misspelt ones."""

    def __init__(self, raw: object, words: str):
        if not isinstance(raw, Mapping):
            raise ReadingError(f"{words}：应当是“名称: 内容”的形式，现在是“{str(raw)[:40]}”")
        self.raw, self.words = raw, words
        self.asked: set[str] = set()

    def error(self, words: str) -> ReadingError:
        return ReadingError(f"{self.words}：{words}")

    def has(self, key: str) -> bool:
        return self.raw.get(key) is not None

    def get(self, key: str, default: object = _ABSENT) -> Any:
        self.asked.add(key)
        value = self.raw.get(key)
        if value is not None:
            return value
        if default is _ABSENT:
            raise self.error(f"缺少“{key}”")
        return default

    def text(self, key: str, default: object = _ABSENT) -> str:
        value = self.get(key, default)
        if not isinstance(value, str | int | Decimal) or isinstance(value, bool):
            raise self.error(f"“{key}”应当是文字")
        text = str(value).strip()
        if not text and default is _ABSENT:
            raise self.error(f"“{key}”不能为空")
        return text

    def maybe_text(self, key: str) -> str | None:
        """None where nothing is said; an empty text says something."""
        return self.text(key, "") if self.has(key) else self.get(key, None)

    def choice(self, key: str, options: Iterable[str], default: object = _ABSENT) -> str:
        value = self.text(key, default)
        if value and value not in options:
            raise self.error(f"“{key}”只能是{'、'.join(options)}，现在是“{value}”")
        return value

    def flag(self, key: str) -> bool:
        value = self.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"“{key}”应当是 true 或 false")
        return value

    def number(self, key: str, default: object = _ABSENT, *, least: int | None = None) -> Decimal:
        value = self._checked(key, number, self.get(key, default))
        if least is not None and value < least:
            raise self.error(f"“{key}”不能小于{least}")
        return value

    def positive(self, key: str) -> Decimal:
        value = self.number(key)
        if value <= 0:
            raise self.error(f"“{key}”应当大于0")
        return value

    def maybe_number(self, key: str, *, least: int | None = None) -> Decimal | None:
        if not self.has(key):
            self.asked.add(key)
            return None
        return self.number(key, least=least)

    def whole(self, key: str, default: object = _ABSENT) -> int:
        return self._checked(key, whole, self.get(key, default))

    def formula(self, key: str) -> Formula:
        return self._checked(key, Formula.read, self.text(key))

    def condition(self, key: str) -> Condition:
        return self._checked(key, Condition.read, self.text(key))

    def maybe_condition(self, key: str) -> Condition | None:
        return self.condition(key) if self.has(key) else self.get(key, None)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple) or not all(isinstance(one, str | int) for one in value):
            raise self.error(f"“{key}”应当是一列文字")
        return tuple(str(one).strip() for one in value)

    def rows(self, key: str, words: str, *, required: bool = True) -> list["Place"]:
        """The mappings of a list, each called by its code, or by its number where it has none."""
        value = self.get(key, _ABSENT if required else [])
        if not isinstance(value, list | tuple):
            raise self.error(f"“{key}”应当是一列")
        if required and not value:
            raise self.error(f"“{key}”一行也没有")
        return [Place(row, self._row_words(row, words, n)) for n, row in enumerate(value, 1)]

    def _row_words(self, row: object, words: str, n: int) -> str:
        code = row.get("code") if isinstance(row, Mapping) else None
        return f"{words} {code}" if code else f"{self.words}第{n}个{words}"

    def close(self) -> None:
        unknown = [str(key) for key in self.raw if key not in self.asked]
        if unknown:
            raise self.error(f"不认识的字段：{'、'.join(unknown)}")

    def _checked(self, key: str, read: Callable[[Any], T], value: object) -> T:
        try:
            return read(value)
        except FormulaError as error:
            raise self.error(f"“{key}”的{error}") from None
        except ValueError as error:
            raise self.error(f"“{key}”{error}") from None


def read_all(places: Iterable[Place], read: Callable[[Place], T]) -> tuple[T, ...]:
    """Reads every row and complains of all bad ones at once: a clerk corrects a table in one go."""
    found: list[T] = []
    complaints: list[str] = []
    for place in places:
        try:
            found.append(read(place))
            place.close()
        except ReadingError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise ReadingError(*complaints)
    return tuple(found)


def no_twins(codes: Iterable[str], words: str) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ReadingError(f"{words} {code}：编号重复")
        seen.add(code)
