"""Makes the trace of a line, and of the total, for one reader."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import Http404

from workflows.applications.models import Application
from workflows.applications.proofs import proof_of, proofs_of
from workflows.review.desk import files_of
from workflows.review.reading import Line, Reading, reading_of
from workflows.standards.decimals import plain
from workflows.standards.explaining import how_computed
from workflows.standards.spec import Bonus, Dimension, Indicator, Penalty, Spec

from ..models import DepartmentScore
from .brief import data_of, explained, explained_given, gain_of, target_of
from .inputs import authors_of, fields_of, inputs_of, names_asked
from .ledgers import ledgers_read_by
from .scores import Scores
from .trace import Proofs, TotalTrace, Trace, TracedDimension, TracedExtra, TracedLine


def standard_words(application: Application) -> str:
    """Name and version: the question is frozen with the answer."""
    standard = application.round.standard
    return f"{standard.name}（编号{standard.code}，第{standard.version}版）"


# --- one line -------------------------------------------------------------------------------------------------


def trace_of(application: Application, code: str, user) -> Trace:
    """Everything behind one line; 404 for a code that the standard does not have."""
    spec, reading = application.spec, reading_of(application)
    scores = Scores(application, reading, user)
    line = next((one for one in reading.lines if one.code == code), None)
    if line is not None:
        return indicator_trace(application, line, reading, scores)
    for kind, items in (("bonus", spec.bonus), ("penalty", spec.penalties)):
        for item in items:
            if item.code == code:
                return extra_trace(application, item, kind, reading, scores)
    raise Http404("评定标准里没有这一项。")


def indicator_trace(application: Application, line: Line, reading: Reading, scores: Scores) -> Trace:
    spec, indicator, content = application.spec, line.indicator, reading.content
    authors = authors_of(application, reading.submission, fields_of(indicator))
    target = target_of(spec, indicator, data_of(content))
    codes = [one.code for one in spec.indicators]
    at = codes.index(indicator.code)
    given = scores.given.get(indicator.code)
    return Trace(
        application=application,
        code=indicator.code,
        name=indicator.name,
        points=indicator.points,
        rule=indicator.rule,
        standard=standard_words(application),
        dimension=spec.dimension_by_code[indicator.dimension].name,
        applies=line.applicable,
        value="" if line.value is None or not indicator.formula else f"{plain(line.value)}{indicator.unit}",
        formula=how_computed(spec, indicator, data_of(content)),
        target="" if target is None else f"{plain(target)}{indicator.unit}",
        explanation=line.explanation,
        sentence=sentence_of(spec, line, reading, given, full=line.explanation),
        more=gain_of(spec, line, content),
        inputs=inputs_of(
            spec,
            indicator,
            reading,
            content_before(application, reading),
            authors,
            ledgers_read_by(application, names_asked(indicator), scores.user),
        ),
        said=line.said,
        said_by=said_by(indicator, authors),
        remark=line.remark,
        proofs=proofs_with_files(application, indicator, line.evidence, content),
        scores=scores.of_line(indicator.code, line),
        previous=codes[at - 1] if at else "",
        following=codes[at + 1] if at + 1 < len(codes) else "",
    )


def sentence_of(spec: Spec, line: Line, reading: Reading, given: DepartmentScore | None, *, full: str = "") -> str:
    """The line in a sentence, with what the department gave where the reader may know."""
    parts = [explained(spec, line, reading.content, full=full)]
    if given is not None and given.applicable:
        parts.append(explained_given(line, given.score, given.suggested, given.reason))
    return "；".join(part for part in parts if part)


def content_before(application: Application, reading: Reading) -> dict | None:
    """What the submission before this one said."""
    earlier = application.submissions.filter(number__lt=reading.submission.number).select_related("snapshot").last()
    return earlier.snapshot.content if earlier else None


def said_by(indicator: Indicator, authors) -> str:
    """Who ticked, chose or counted."""
    names = [authors[field][0] for field in fields_of(indicator) if field in authors and field.startswith("answers.")]
    return "、".join(dict.fromkeys(names))


def proofs_with_files(
    application: Application, asked: Indicator | Bonus, evidence: list[dict], content: dict
) -> Proofs:
    """Named proofs, each with the files that can be opened."""
    files: dict[str, list[dict]] = {}
    for entry, file in zip([one for one in evidence if one["id"]], files_of(application, evidence), strict=True):
        name = proof_of(asked, proof=entry.get("proof", ""), proves=entry["proves"])
        files.setdefault(name, []).append(file)
    return Proofs(proofs_of(content, asked), files)


def extra_trace(application: Application, item: Bonus | Penalty, kind: str, reading: Reading, scores: Scores) -> Trace:
    """A bonus or penalty item: no data behind it, only what the department found."""
    return Trace(
        application=application,
        code=item.code,
        name=item.name,
        points=item.max if isinstance(item, Bonus) else item.max_deduct,
        rule=item.rule,
        standard=standard_words(application),
        kind=kind,
        dimension="加分项" if kind == "bonus" else "倒扣项",
        explanation=found_words(scores, item.code),
        scores=scores.of_line(item.code, None),
    )


def found_words(scores: Scores, code: str) -> str:
    """What the department found, in the words of the standard."""
    row = scores.given.get(code)
    basis = row.basis if row else None
    if isinstance(basis, dict):
        return "、".join(f"{words}{count}次" for words, count in basis.items())
    return "、".join(basis or ())


# --- the total ------------------------------------------------------------------------------------------------


def total_of(application: Application, user) -> TotalTrace:
    """The total, its dimensions, their lines: as far as the reader may see them."""
    spec, reading = application.spec, reading_of(application)
    scores = Scores(application, reading, user)
    final = scores.final
    return TotalTrace(
        application=application,
        standard=standard_words(application),
        total=final.total if final else reading.total,
        sum=sum_words(final),
        is_locked=final is not None,
        locked_by=final.locked_by.display_name if final else "",
        locked_at=final.locked_at if final else None,
        dimensions=tuple(dimension_of(spec, one, lines, reading, scores) for one, lines in reading.dimensions),
        extras=tuple(extras_of(spec, scores)),
        missing=tuple(line.code for line in reading.lines if line.applicable and line.self_score is None),
    )


def sum_words(final) -> str:
    """基础分＋加分－扣分＝总分, in figures."""
    if final is None:
        return ""
    words = f"基础分{plain(final.base)}＋加分{plain(final.bonus)}－扣分{plain(final.penalty)}＝{plain(final.total)}"
    return f"{words}（扣完为止）" if final.base + final.bonus < final.penalty else words


def dimension_of(
    spec: Spec, dimension: Dimension, lines: list[Line], reading: Reading, scores: Scores
) -> TracedDimension:
    """Locked: the county's sum; before that the applicant's own."""
    rows = tuple(line_of(spec, line, reading, scores) for line in lines)
    if scores.final is not None:
        found = scores.final.dimensions.get(dimension.code, {}).get("score")
        score = None if found is None else Decimal(found)
        pairs = [(row.points, row.given, row.applies) for row in rows]
    else:
        score = next((one.score for one in reading.parts if one.code == dimension.code), None)
        pairs = [(row.points, row.own, row.applies) for row in rows]
    return TracedDimension(dimension.name, dimension.points, score, dimension_words(dimension, pairs, score), rows)


def dimension_words(dimension: Dimension, rows: list[tuple], score: Decimal | None) -> str:
    """12.4（9项相加）, or how it was pro-rated: 14.2÷16.5×18＝15.49."""
    counted = [(points, got) for points, got, applies in rows if applies]
    if not counted:
        return "各项都不适用，不计入总分"
    if score is None or any(got is None for _, got in counted):
        return "还有指标没有得分，暂不能合计"
    got = sum((one for _, one in counted), Decimal(0))
    if len(counted) == len(rows):
        return f"{len(counted)}项相加"
    judged = sum((points for points, _ in counted), Decimal(0))
    out = len(rows) - len(counted)
    return f"{out}项不适用：{plain(got)}÷{plain(judged)}×{plain(dimension.points)}＝{plain(score)}"


def line_of(spec: Spec, line: Line, reading: Reading, scores: Scores) -> TracedLine:
    given = scores.given.get(line.code)
    ruled = scores.applies_finally(line.code)
    applies = line.applicable if ruled is None else ruled
    return TracedLine(
        code=line.code,
        name=line.indicator.name,
        points=line.indicator.points,
        applies=applies,
        own=line.self_score if line.applicable else None,
        town=scores.town(line.code),
        given=given.score if given and applies else None,
        sentence=sentence_of(spec, line, reading, given, full="满分"),
    )


def extras_of(spec: Spec, scores: Scores) -> Iterator[TracedExtra]:
    """Bonus and penalty items that a department found and the reader may see."""
    for sign, items in (("＋", spec.bonus), ("－", spec.penalties)):
        for item in items:
            row = scores.given.get(item.code)
            if row is not None and row.score:
                words = "；".join(part for part in (found_words(scores, item.code), row.reason) if part)
                yield TracedExtra(item.code, item.name, sign, row.score, words)
