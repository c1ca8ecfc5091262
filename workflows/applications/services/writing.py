"""How a draft is written: under the lock of its row, only what differs, and remembering who changed which field."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts import clock
from workflows.engine.errors import NotNow
from workflows.engine.rights import require

from ..fields import Path, check_known
from ..helping import may_write
from ..models import Application, DataValue, DemocraticProcedure, FieldMark, IndicatorAnswer, Statement
from ..unlocking import require_open

Fields = dict[Path, Any]
#: Where each section's rows lie, and the column that names the row.
ROWS = {
    "data": (DataValue, "item"),
    "answers": (IndicatorAnswer, "indicator"),
    "statements": (Statement, "dimension"),
}


@dataclass(frozen=True)
class Edit:
    """Which change of which browser a save carries: one that comes again, or after a later one, changes nothing."""

    device: str
    sequence: int


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed meanwhile: what stands there now, and who wrote it."""

    path: Path
    value: Any
    by_name: str


class Stale(NotNow):
    """Somebody else changed the same field meanwhile; nothing was overwritten."""

    def __init__(self, version: int, conflicts: list[Conflict]):
        super().__init__("别人刚刚改过同一栏内容，您填的还在页面上。请看一看别人填的，再决定保留哪一份。")
        self.version, self.conflicts = version, conflicts


def hold(application: Application, *, by) -> Application:
    """The draft as it stands now, its row locked: until this transaction ends nobody submits it or writes into it."""
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    held.round = application.round  # read before: its standard is parsed once
    require(may_write(by, held))
    return held


def write(held: Application, *, by, fields: Fields, seen: int | None = None, edit: Edit | None = None) -> int:
    """Write what differs into a held draft; returns its version.

    :param seen: the version that the person saw; ``None`` for whoever has seen everything (an import).
    :param edit: which change of which browser it is, where the browser says so.
    :raises Stale: one of the fields was changed by somebody else since then, to something else.
    """
    check_known(held.spec, fields)
    if edit:
        fields = not_overtaken(held, fields, by=by, edit=edit)
    stored = stored_values(held, fields)
    changed = {path: value for path, value in fields.items() if stored[path] != value}
    if seen is not None:
        refuse_overwriting(held, changed, stored, seen=seen, by=by, edit=edit)
    if not changed:
        return held.version
    require_open(held, changed)
    put(held, changed)
    cover = {path.key: value for path, value in changed.items() if path.section == "cover"}
    moment = clock.now()
    Application.objects.filter(pk=held.pk).update(version=F("version") + 1, saved_at=moment, **cover)
    held.refresh_from_db(fields=["version", "saved_at", "leader_name", "contact_phone"])
    remember(held, changed, by=by, edit=edit)
    return held.version


def not_overtaken(held: Application, fields: Fields, *, by, edit: Edit) -> Fields:
    """Without the fields for which the same browser has brought this change, or a later one, already.

    A request that a weak network delivers twice, or long after the next one, must not bring an old value back.
    """
    marks = FieldMark.objects.filter(application=held, field__in=map(str, fields), by=by, device=edit.device)
    brought = dict(marks.values_list("field", "sequence"))
    marks.filter(sequence__lt=edit.sequence).update(sequence=edit.sequence)
    return {path: value for path, value in fields.items() if brought.get(str(path), -1) < edit.sequence}


def stored_values(application: Application, fields: Fields) -> Fields:
    """What stands in these fields now; ``None`` (an empty text, for texts) where nothing does."""
    rows = {
        section: {getattr(row, key): row for row in model.objects.filter(application=application)}
        for section, (model, key) in ROWS.items()
        if any(path.section == section for path in fields)
    }
    return {path: stored_value(application, rows, path) for path in fields}


def stored_value(application: Application, rows: dict, path: Path) -> Any:
    """One field's value; a row that is not there answers with what a fresh one would hold."""
    if path.section == "cover":
        return getattr(application, path.key)
    if path.section == "procedure":
        return getattr(application.procedure, path.key)
    model, _ = ROWS[path.section]
    return getattr(rows[path.section].get(path.key) or model(), path.part or "text")


def refuse_overwriting(
    held: Application, changed: Fields, stored: Fields, *, seen: int, by, edit: Edit | None = None
) -> None:
    """A field that another person, or the same one in another browser, changed since the version seen stays."""
    names = {str(path): path for path in changed}
    marks = FieldMark.objects.filter(application=held, field__in=names, version__gt=seen).select_related("by")
    conflicts = [
        Conflict(names[mark.field], stored[names[mark.field]], written_by(mark, by))
        for mark in marks
        if mark.by_id != by.pk or elsewhere(mark, edit)
    ]
    if conflicts:
        raise Stale(held.version, conflicts)


def elsewhere(mark: FieldMark, edit: Edit | None) -> bool:
    """Was it written in another browser? Without scripts nobody can say, and the person is trusted."""
    return bool(edit and mark.device and mark.device != edit.device)


def written_by(mark: FieldMark, reader) -> str:
    """``李建国``, or that it was oneself."""
    return "您自己（在另一台设备上）" if mark.by_id == reader.pk else mark.by.display_name


def put(application: Application, changed: Fields) -> None:
    """Write the rows, one statement a table for what is new and one for what changes."""
    for section, (model, key) in ROWS.items():
        rows: dict[str, dict] = {}
        for path, value in changed.items():
            if path.section == section:
                rows.setdefault(path.key, {})[path.part or "text"] = value
        if rows:
            put_rows(application, model, key, rows)
    procedure = {path.key: value for path, value in changed.items() if path.section == "procedure"}
    if procedure:
        DemocraticProcedure.objects.filter(application=application).update(**procedure)


def put_rows(application: Application, model, key: str, rows: dict[str, dict]) -> None:
    """Make the rows that are missing, change those that are there."""
    known = {getattr(row, key): row for row in model.objects.filter(application=application, **{f"{key}__in": rows})}
    fresh = [
        model(application=application, **{key: code}, **parts) for code, parts in rows.items() if code not in known
    ]
    model.objects.bulk_create(fresh)
    for code, row in known.items():
        for name, value in rows[code].items():
            setattr(row, name, value)
    if known:
        model.objects.bulk_update(known.values(), sorted({name for code in known for name in rows[code]}))


def remember(application: Application, changed: Fields, *, by, edit: Edit | None = None) -> None:
    """Who changed these fields, at which version, in which browser."""
    moment = clock.now()
    where = {"device": edit.device, "sequence": edit.sequence} if edit else {"device": "", "sequence": 0}
    FieldMark.objects.bulk_create(
        [
            FieldMark(application=application, field=str(path), version=application.version, by=by, at=moment, **where)
            for path in changed
        ],
        update_conflicts=True,
        unique_fields=["application", "field"],
        update_fields=["version", "by", "at", "device", "sequence"],
    )
