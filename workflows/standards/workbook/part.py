"""One sheet of the workbook."""

from dataclasses import dataclass, field

from workflows.standards.workbook.columns import Column


@dataclass(frozen=True)
class Part:
    """One sheet: a list of the standard. `key` in the body, `title` of the sheet, `words` for one row."""

    key: str
    title: str
    words: str
    columns: tuple[Column, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()
    examples: tuple[dict[str, str], ...] = field(default=())

    @property
    def shown(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.hidden)

    @property
    def id_key(self) -> str:
        return self.columns[0].keys[0]

    def title_of(self, key: str) -> str:
        """What the clerk calls a field."""
        return next((column.title for column in self.columns if key in column.keys and not column.hidden), key)
