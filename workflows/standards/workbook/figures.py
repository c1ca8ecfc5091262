"""直线比例, 按差距扣分 and 完成比例 in a cell: a target, what a step costs, what it adds."""

import re
from collections.abc import Mapping

from workflows.standards.workbook.cells import NUMERAL, CellError, halved, joined, numeral, score

LINEAR = "请写成“满分线60；零分线20”"
STEP = "请写成“目标95；每低1扣0.2分”，越低越好的写“每高1扣0.2分”"
RATIO = "请写成“目标15”"

ENDS = re.compile(r"[;,。\n]+")
UNIT = r"(?:个百分点|百分点|万元|[%‰元亩户人个座处件份次公里吨米天条项家档])?"
FULL = re.compile(r"满分线?|得满分|得全分")
ZERO = re.compile(r"零分线|得?零分|不得分|得?0分")
NOISE = re.compile(
    r"扣完为止|最高(?:得)?[\d.]+分|\(?不足(?:一档|1个百分点|\d+个百分点)?(?:的)?按(?:一档|1个百分点|\d+个百分点)计\)?"
    r"|(?:其间|中间)?按(?:直线)?插值法?(?:计算|计分|折算)?|其间按(?:直线)?比例(?:折算|计分)?|中间按(?:直线)?比例(?:折算|计分)?|按比例计分?"
)
FEWER = ("低", "少", "差", "降低", "减少", "下降", "不足")
MORE = ("高", "多", "超", "超过", "超出", "上升", "增加", "提高")
MINUS = re.compile(
    rf"每(?:再)?({'|'.join(sorted(FEWER + MORE, key=len, reverse=True))})({NUMERAL})?{UNIT}扣({NUMERAL})分"
)
PLUS = re.compile(rf"每(?:再)?({'|'.join(sorted(MORE, key=len, reverse=True))})({NUMERAL})?{UNIT}加({NUMERAL})分")
BASE = re.compile(rf"(?:达到目标(?:值)?|达标|完成目标)[:为]?(?:得|计)?({NUMERAL})分")
TARGET = re.compile(
    r"(?:目标值?|达到|完成|不低于|不高于|以(?=.+为(?:基准|目标|标准)))[:为是]?(.+?)(?:为基准|为目标|为标准)?(?:(?:的|及以上)*得?(满分|[\d.]+分))?"
)


def read_linear(text: str, points: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in _pieces(text):
        piece = re.sub(rf"得{re.escape(points)}分$", "得满分", piece) if points else piece  # noqa: PLW2901
        key = "full_at" if FULL.search(piece) else "zero_at" if ZERO.search(piece) else ""
        numbers = re.findall(NUMERAL, FULL.sub("", piece) if key == "full_at" else ZERO.sub("", piece))
        if not key or len(numbers) != 1 or key in found:
            raise CellError(f"看不懂“{piece}”，{LINEAR}")
        found[key] = numeral(numbers[0])
    if len(found) != 2:
        raise CellError(f"满分线和零分线都要写，{LINEAR}")
    return found


def write_linear(row: Mapping[str, str]) -> str:
    return joined([f"满分线{row['full_at']}", f"零分线{row['zero_at']}"])


def read_step(text: str, points: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in _pieces(text):
        part = _step_part(piece, points)
        if twice := set(part) & set(found):
            raise CellError(f"“{piece}”和前面重复了（{'、'.join(sorted(twice))}），{STEP}")
        found |= part
    if not {"target", "per", "minus"} <= set(found):
        raise CellError(f"目标和每档扣几分都要写，{STEP}")
    return found


def _step_part(piece: str, points: str) -> dict[str, str]:
    if match := MINUS.fullmatch(piece):
        lower = {"better": "lower"} if match[1] in MORE else {}
        return {"per": numeral(match[2] or "1"), "minus": numeral(match[3]), **lower}
    if match := PLUS.fullmatch(piece):
        return {"over_target_per": numeral(match[2] or "1"), "over_target_plus": numeral(match[3])}
    if match := BASE.fullmatch(piece):
        return {"base": numeral(match[1])}
    if match := TARGET.fullmatch(piece):
        base = score(match[2], points) if match[2] else points
        return {"target": target(match[1]), **({"base": base} if base != points else {})}
    raise CellError(f"看不懂“{piece}”，{STEP}")


def write_step(row: Mapping[str, str]) -> str:
    parts = [f"目标{row['target']}"]
    if row.get("base") is not None:
        parts.append(f"达到目标得{row['base']}分")
    parts.append(f"每{'高' if row.get('better') == 'lower' else '低'}{row['per']}扣{row['minus']}分")
    if row.get("over_target_plus") is not None:
        parts.append(f"每超{row.get('over_target_per') or row['per']}加{row['over_target_plus']}分")
    return joined(parts)


def read_ratio(text: str, points: str = "") -> dict[str, str]:
    said = halved(text).replace(" ", "").rstrip("。;,")
    match = re.fullmatch(
        r"(?:(?:得分=)?实际值?[÷/])?(?:目标值?|任务数?)?[:为是]?(.+?)(?:[×*x](?:分值|[\d.]+)分?)?", said
    )
    if not match:
        raise CellError(f"看不懂“{text}”，{RATIO}")
    return {"target": target(match[1])}


def write_ratio(row: Mapping[str, str]) -> str:
    return f"目标{row['target']}"


def target(said: str) -> str:
    """A figure, with or without its unit, or a formula over data items where each applicant has its own target."""
    match = re.fullmatch(rf"({NUMERAL}){UNIT}", said)
    return numeral(match[1]) if match else said


def _pieces(text: str) -> list[str]:
    """Half width, without what every scheme says anyway."""
    said = NOISE.sub("", halved(text).replace(" ", "").replace("，", ","))
    return [piece for piece in ENDS.split(said) if piece.strip("()")]
