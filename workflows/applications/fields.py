"""Names of a draft's fields: one path a field, the same on the form, in an autosave and in the memory of who changed it.

``cover.leader_name`` · ``data.hh_res.value`` · ``answers.V-CY-01.checked`` · ``statements.CY`` · ``procedure.notice_to``
"""

from dataclasses import dataclass
from typing import Any

#: Fields of the cover, of a data item, of an indicator's answer.
COVER = ("leader_name", "contact_phone")
DATA = ("value", "previous", "remark")
ANSWER = ("checked", "level", "findings", "remark")
#: The democratic procedure's fields, in the order of the form.
PROCEDURE = (
    "branch_met_on", "branch_due", "branch_present", "branch_agreed", "committees_met_on", "assembly_met_on",
    "assembly_due", "assembly_present", "assembly_agreed", "resolution", "notice_from", "notice_to", "notice_place",
    "notice_objections",
)  # fmt: skip


@dataclass(frozen=True)
class Path:
    """Where a field lies: its section, the row in it (data item, indicator, dimension), the part of the row."""

    section: str
    key: str
    part: str = ""

    @classmethod
    def read(cls, text: str) -> "Path":
        """Of a field's name; ValueError where no field can have this name."""
        section, _, rest = text.partition(".")
        if section in {"data", "answers"}:
            key, _, part = rest.rpartition(".")
            if key and part in (DATA if section == "data" else ANSWER):
                return cls(section, key, part)
        elif rest and (
            section == "statements"
            or (section == "cover" and rest in COVER)
            or (section == "procedure" and rest in PROCEDURE)
        ):
            return cls(section, rest)
        raise ValueError(f"no field is called {text!r}")

    def __str__(self) -> str:
        return ".".join(filter(None, (self.section, self.key, self.part)))


def flatten(changes: dict) -> dict[Path, Any]:
    """Changes by section as one mapping from path to value.

    A data item may be a mapping of some of its parts, or ``(value, previous, remark)``.
    """
    fields: dict[Path, Any] = {}
    for section in ("cover", "statements", "procedure"):
        for key, value in changes.get(section, {}).items():
            fields[Path.read(f"{section}.{key}")] = value
    for section in ("data", "answers"):
        for key, parts in changes.get(section, {}).items():
            named = parts if isinstance(parts, dict) else dict(zip(DATA, parts, strict=True))
            for part, value in named.items():
                fields[Path.read(f"{section}.{key}.{part}")] = value
    return fields


def check_known(spec, paths) -> None:
    """A code that the standard does not have is a mistake of the caller, found before anything is written."""
    known = {
        "data": spec.item_by_code,
        "answers": spec.indicator_by_code,
        "statements": spec.dimension_by_code,
    }
    for path in paths:
        if path.section in known and path.key not in known[path.section]:
            raise ValueError(f"the standard has no {path}")
