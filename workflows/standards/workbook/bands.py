"""分档 in a cell: “≥95：10分；≥90且<95：8分”, and the many ways in which people write the same."""

import re
from collections.abc import Mapping, Sequence

from workflows.standards.workbook.cells import NUMERAL, CellError, halved, numeral, on_lines, pieces, score

SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<"}

#: Words before or after a limit. 以上、以下 include it, 不足、超过 do not (民法典第一千二百五十九条).
BEFORE = {
    "gte": ("≥", ">=", "=>", "≧", "达到", "达", "不低于", "不少于", "不小于", "至少", "大于等于", "大于或等于", "满"),
    "gt": (">", "高于", "大于", "超过", "多于"),
    "lte": ("≤", "<=", "=<", "≦", "不高于", "不超过", "不大于", "不多于", "至多", "小于等于", "小于或等于"),
    "lt": ("<", "低于", "小于", "不足", "少于", "不到", "未达到", "未达", "达不到", "不满"),
}
AFTER = {
    "gte": ("及以上", "以上", "(含)以上", "(含)及以上", "或以上"),
    "lte": ("及以下", "以下", "(含)以下", "(含)及以下", "或以下", "以内", "(含)以内"),
    "gt": ("(不含)以上",),
    "lt": ("(不含)以下",),
}
#: 超过15(含15) means from 15 on.
INCLUDED = {"gt": "≥", "lt": "≤"}
BY_WORD = {
    **{("before", word): key for key, words in BEFORE.items() for word in words},
    **{("after", word): key for key, words in AFTER.items() for word in words},
}
SCORE = rf"({NUMERAL}分?|得?满分|不得分|零分|不计分)"
#: The limit, then a colon, 得 or the end of a word, then the score.
PARTS = re.compile(rf"(.+?)(?:[:,→ ]*(?:得|计|为|给)|[:,→ ]+|(?<=[^\d.>≥≧<≤≦=\-])){SCORE}")
REST = re.compile(r"(其余|其他|其它|否则)(的|情形|情况|均|都)*[:,]?(为|得|计)?(0分?|不得分|零分)")
UNITS = re.compile(r"个?百分点|万元|平方米|平方公里|公里|人次|[%‰分元亩户人个座处件份次吨米年天条项家只]")
SUBJECTS = re.compile(r"^(?:指标值|完成率|普及率|覆盖率|比例|占比|[xX]|在|为|的)+")
LIKE = "请写成“≥95：10分”，两头都有的写成“≥90且<95：8分”"


def read_bands(text: str, points: str = "") -> list[dict[str, str]]:
    """Each piece a band; what no band reaches earns nothing anyway, so that 其余不得分 adds none."""
    parts = [part for piece in pieces(text.replace("。", "；")) for part in _parts(piece, points)]
    found = [_band(part, points) for part in parts if not REST.fullmatch(_said(part))]
    if not found:
        raise CellError(f"一档也没有写，{LIKE}")
    return found


def write_bands(bands: Sequence[Mapping[str, str]]) -> str:
    return on_lines(f"{limits_said(band)}：{band['score']}分" for band in bands)


def limits_said(band: Mapping[str, str]) -> str:
    return "且".join(f"{SIGNS[key]}{band[key]}" for key in SIGNS if band.get(key) is not None)


def _said(piece: str) -> str:
    """Half width; a space stays only where it parts a limit from its score: ≥95 10分."""
    said = re.sub(r"(?<![\d%)]) | (?!\d)", "", halved(piece))
    return re.sub(r"([:,→ ])[:,→ ]+", r"\1", said)


def _parts(piece: str, points: str) -> list[str]:
    """90以上得10分，80以上得8分: bands parted by commas, where every part is one."""
    parts = [part.strip() for part in re.split("[,，]", piece)]
    return parts if len(parts) > 1 and all(_is_band(part, points) for part in parts) else [piece]


def _is_band(part: str, points: str) -> bool:
    try:
        return bool(REST.fullmatch(_said(part)) or _band(part, points))
    except CellError:
        return False


def _band(piece: str, points: str) -> dict[str, str]:
    parts = PARTS.fullmatch(_said(piece))
    if not parts:
        raise CellError(f"看不懂“{piece}”，{LIKE}")
    return {**_limits(parts[1], piece), "score": score(parts[2], points)}


def _limits(said: str, piece: str) -> dict[str, str]:
    """≥60且<90, 60(含)至90, 60≤x<90, 60以上90以下, 60～90."""
    bare = re.sub(r"(?<=[\d)])[-—–~]+(?=\d)", "至", UNITS.sub("", said.replace(" ", "")))
    bare = re.sub(rf"({NUMERAL})((?:至{NUMERAL})?)\(含\1\)", r"\1(含)\2", bare)  # 15(含15), 10至15(含10)
    numbers = re.findall(NUMERAL, bare)
    if len(numbers) == 1:
        return dict([_one(bare, piece)])
    if len(numbers) == 2:
        return _both(bare, piece)
    raise CellError(f"看不懂“{piece}”里的界限，{LIKE}")


def _one(said: str, piece: str) -> tuple[str, str]:
    match = re.search(NUMERAL, said)
    before, after = (said[: match.start()], said[match.end() :]) if match else ("", "")
    after = re.sub(r"[的者]+$", "", after)
    before = _comparing(before)
    if before and after.startswith("(含)"):
        before, after = INCLUDED.get(BY_WORD.get(("before", before), ""), before), after.removeprefix("(含)")
    words = [("before", before)] * bool(before) + [("after", after)] * bool(after)
    keys = {BY_WORD.get(word) for word in words}
    if match is None or None in keys or len(keys) != 1:
        raise CellError(f"看不懂“{piece}”里的界限，{LIKE}")
    return str(keys.pop()), numeral(match[0])


def _comparing(before: str) -> str:
    """Of 卫生户厕普及率达到 the 达到; a subject that could turn the sense around is not passed over."""
    word = max((word for place, word in BY_WORD if place == "before" and before.endswith(word)), key=len, default="")
    subject = SUBJECTS.sub("", before.removesuffix(word))
    return word if not re.search(r"[不未没无低高少多超小大于\d<>≤≥=]", subject) else before


def _both(said: str, piece: str) -> dict[str, str]:
    if sign := re.fullmatch(rf"({NUMERAL})([≤<])[^\d≤<]*([≤<])({NUMERAL})", said):
        low, high = "gte" if sign[2] == "≤" else "gt", "lte" if sign[3] == "≤" else "lt"
        return {low: numeral(sign[1]), high: numeral(sign[4])}
    if span := re.fullmatch(rf"在?({NUMERAL})(\(不?含\))?[至到]({NUMERAL})(\(不?含\))?(?:之间)?的?", said):
        return _span(*span.groups())
    parts = re.fullmatch(
        rf"(\D*{NUMERAL}(?:\(不?含\))?[及或]?(?:以上|以下|以内)?)[且、,并又但]*(\D*{NUMERAL}\D*)", said
    )
    found = dict([_one(parts[1], piece), _one(parts[2], piece)]) if parts else {}
    if len({key[0] for key in found}) != 2:
        raise CellError(f"看不懂“{piece}”里的两个界限，{LIKE}")
    return found


def _span(low: str, low_said: str | None, high: str, high_said: str | None) -> dict[str, str]:
    """Both edges belong to 60至90, and where two bands meet the better one counts; 含 on one side only leaves the other out."""
    low_in = low_said == "(含)" or (low_said is None and high_said != "(含)")
    high_in = high_said == "(含)" or (high_said is None and low_said != "(含)")
    return {"gte" if low_in else "gt": numeral(low), "lte" if high_in else "lt": numeral(high)}
