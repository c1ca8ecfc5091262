"""The rules a second time, as plainly as the standards' own sentences: fractions, the raw file, no shared code.

Slow and short on purpose. It reads what a county wrote, never the Spec, and knows nothing of Decimal.
"""

import ast
import math
import operator
from fractions import Fraction

OPEN = "open"  # no score yet
NOT_APPLICABLE = "n/a"
SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}
COMPARED = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class Undefined(ArithmeticError):
    """A denominator of zero (argument 0) or below (argument -1)."""


def half_up(amount: Fraction, places: int) -> Fraction:
    """四舍五入, away from zero for negative amounts too."""
    whole = math.floor(abs(amount) * 10**places + Fraction(1, 2))
    return Fraction(whole if amount >= 0 else -whole, 10**places)


def figure(text: str, data: dict) -> Fraction | None:
    return worked_out(ast.parse(str(text), mode="eval").body, data)


def worked_out(node: ast.expr, data: dict):
    """A number, True, False, or None for what is not known."""
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.Name):
        return data.get(node.id)
    if isinstance(node, ast.BoolOp):
        answers = [truth(one, data) for one in node.values]
        decisive = isinstance(node.op, ast.Or)
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        answer = truth(node.operand, data)
        return None if answer is None else not answer
    if isinstance(node, ast.UnaryOp):
        below_zero = worked_out(node.operand, data)
        return None if below_zero is None else -below_zero
    if isinstance(node, ast.Compare):
        return compared(node, data)
    return divided(node, data) if isinstance(node.op, ast.Div) else reckoned(node, data)


def truth(node: ast.expr, data: dict) -> bool | None:
    answer = worked_out(node, data)
    return None if answer is None else bool(answer)


def compared(node: ast.Compare, data: dict) -> bool | None:
    try:
        left, right = worked_out(node.left, data), worked_out(node.comparators[0], data)
    except Undefined:
        return None
    return None if left is None or right is None else COMPARED[type(node.ops[0])](left, right)


def divided(node: ast.BinOp, data: dict) -> Fraction | None:
    below = worked_out(node.right, data)
    if below is not None and below <= 0:
        raise Undefined(0 if below == 0 else -1)
    above = worked_out(node.left, data)
    return None if above is None or below is None else above / below


def reckoned(node: ast.BinOp, data: dict) -> Fraction | None:
    left, right = worked_out(node.left, data), worked_out(node.right, data)
    return None if left is None or right is None else SIGNS[type(node.op)](left, right)


# The methods, one sentence of the standards each.


def bands(row, points, value, target):
    """达到 … 得 … 分: of the bands the value is in, the best."""
    tests = {"gte": operator.ge, "gt": operator.gt, "lte": operator.le, "lt": operator.lt}
    earned = [
        Fraction(str(band["score"]))
        for band in row["bands"]
        if all(tests[key](value, Fraction(str(limit))) for key, limit in band.items() if key in tests)
    ]
    return max(earned, default=Fraction(0))


def linear(row, points, value, target):
    """其间按直线比例折算."""
    full, zero = Fraction(str(row["full_at"])), Fraction(str(row["zero_at"]))
    share = (value - zero) / (full - zero)
    return points * min(max(share, Fraction(0)), Fraction(1))


def step(row, points, value, target):
    """每低一档(不足按一档计)扣, 扣完为止; 超过目标每满一档加."""
    per, minus = Fraction(str(row["per"])), Fraction(str(row["minus"]))
    base = Fraction(str(row.get("base", points)))
    short = value - target if row.get("better") == "lower" else target - value
    if short > 0:
        return max(Fraction(0), base - math.ceil(short / per) * minus)
    if "over_target_plus" not in row:
        return base
    over = Fraction(str(row.get("over_target_per", per)))
    return min(points, base + math.floor(-short / over) * Fraction(str(row["over_target_plus"])))


def ratio(row, points, value, target):
    """得分=实际值÷目标×分值, 最高满分, 零或负值不得分."""
    if target <= 0:
        raise Undefined(0)
    return min(max(value / target * points, Fraction(0)), points)


BY_VALUE = {"bands": bands, "linear": linear, "step": step, "ratio": ratio}


def checklist(row, points, met):
    if "scale" in row:
        return max((Fraction(str(s)) for n, s in row["scale"].items() if len(met) >= int(n)), default=Fraction(0))
    return min(points, sum(Fraction(str(item["score"])) for item in row["items"] if item["no"] in met))


def deduction(row, points, counts):
    off = Fraction(0)
    for item in row["items"]:
        count = counts.get(item["code"], counts.get(item["words"], 0))
        lost = count * Fraction(str(item["minus"]))
        off += lost if item.get("max") is None else min(lost, Fraction(str(item["max"])))
    return max(Fraction(0), points - off)


def indicator(row: dict, given: dict, data: dict) -> tuple:
    """(value, score): score is a fraction, OPEN or NOT_APPLICABLE."""
    code, points = row["code"], Fraction(str(row["points"]))
    vouched = code in given.get("values", {})
    if code in given.get("not_applicable", []):
        return None, NOT_APPLICABLE
    if "applicable_if" in row:
        applies = truth(ast.parse(row["applicable_if"], mode="eval").body, data)
        if applies is False:
            return None, NOT_APPLICABLE
        if applies is None and not vouched:
            return None, OPEN
    for case in row.get("special", []):
        holds = truth(ast.parse(case["when"], mode="eval").body, data)
        if holds:
            return "any", half_up(Fraction(str(case["score"])), 2)
        if holds is None and not vouched:
            return None, OPEN
    if row["method"] in BY_VALUE:
        return by_value(row, given, data, points)
    return by_hand(row, given, points)


def by_value(row, given, data, points):
    code = row["code"]
    try:
        value = Fraction(str(given.get("values", {}).get(code))) if code in given.get("values", {}) else None
        value = figure(row["formula"], data) if value is None else value
        own = given.get("object", {}).get("targets", {}).get(code)
        target = figure(row["target"] if own is None else own, data) if row["method"] in ("step", "ratio") else 0
        if value is None:
            return None, OPEN
        value = half_up(value, 2)
        if target is None:
            return value, OPEN
        return value, half_up(BY_VALUE[row["method"]](row, points, value, half_up(Fraction(target), 2)), 2)
    except Undefined as error:
        rule = row.get("zero_denominator") if error.args[0] == 0 else None
        return None, {"na": NOT_APPLICABLE, "full": points, "zero": Fraction(0)}.get(rule, OPEN)


def by_hand(row, given, points):
    code = row["code"]
    if row["method"] == "checklist" and code in given.get("checks", {}):
        met = set(given["checks"][code])
        return Fraction(len(met)), half_up(checklist(row, points, met), 2)
    if row["method"] == "levels" and code in given.get("levels", {}):
        score = next(level["score"] for level in row["levels"] if level["level"] == given["levels"][code])
        return None, half_up(Fraction(str(score)), 2)
    if row["method"] == "deduct_from_points" and code in given.get("findings", {}):
        counts = given["findings"][code]
        return Fraction(sum(counts.values())), half_up(deduction(row, points, counts), 2)
    return None, OPEN


def whole(standard: dict, given: dict) -> dict:
    """What `manage.py score` should say, with fractions instead of strings."""
    data = {key: Fraction(int(one)) if isinstance(one, bool) else Fraction(str(one)) for key, one in given_data(given)}
    rows = {row["code"]: indicator(row, given, data) for row in standard["indicators"]}
    dimensions = {one["code"]: dimension(one, standard, rows) for one in standard["dimensions"]}
    base = base_of(standard, dimensions)
    bonus = min(sum(bonus_of(one, given) for one in standard["bonus"]), Fraction(str(standard["bonus_cap"])))
    penalty = min(sum(penalty_of(one, given) for one in standard["penalties"]), Fraction(str(standard["penalty_cap"])))
    total = None if base is None else max(Fraction(0), base + bonus - penalty)
    eligible = {one["code"]: eligible_of(one, given, data) for one in standard["eligibility"]}
    veto = [one["code"] for one in standard["veto"] if one["code"] in given.get("veto", [])]
    barred = bool(veto) or False in eligible.values()
    return {
        "indicators": rows,
        "dimensions": dimensions,
        "base": base,
        "bonus": bonus,
        "penalty": penalty,
        "total": total,
        "eligible": eligible,
        "veto": veto,
        "grades": {g["level"]: not barred and grade(g, standard, dimensions, total, given) for g in standard["grades"]},
    }


def given_data(given: dict):
    yield from ((k, v) for k, v in given.get("object", {}).items() if isinstance(v, bool))
    yield from given.get("data", {}).items()


def dimension(one: dict, standard: dict, rows: dict):
    """得分÷（分值－不适用分值）×分值; NOT_APPLICABLE where nothing is left."""
    own = [(row, rows[row["code"]][1]) for row in standard["indicators"] if row["dimension"] == one["code"]]
    counted = [(row, score) for row, score in own if score != NOT_APPLICABLE]
    if not counted:
        return NOT_APPLICABLE
    if any(score == OPEN for _, score in counted):
        return OPEN
    got = sum(score for _, score in counted)
    points, judged = Fraction(str(one["points"])), sum(Fraction(str(row["points"])) for row, _ in counted)
    return half_up(min(got * points / judged, points), 2) if len(counted) < len(own) else got


def base_of(standard: dict, dimensions: dict) -> Fraction | None:
    scores = {code: score for code, score in dimensions.items() if score != NOT_APPLICABLE}
    if not scores or OPEN in scores.values():
        return None
    got = sum(scores.values())
    points = {one["code"]: Fraction(str(one["points"])) for one in standard["dimensions"]}
    return half_up(got * sum(points.values()) / sum(points[code] for code in scores), 2)


def bonus_of(one: dict, given: dict) -> Fraction:
    picked = [
        Fraction(str(s["score"])) for s in one["levels"] if s["words"] in given.get("bonus", {}).get(one["code"], [])
    ]
    amount = sum(picked) if one.get("pick") == "sum" else max(picked, default=Fraction(0))
    return min(Fraction(amount), Fraction(str(one["max"])))


def penalty_of(one: dict, given: dict) -> Fraction:
    counts = given.get("penalties", {}).get(one["code"], {})
    off = sum(Fraction(str(item["minus"])) * counts.get(item["words"], 0) for item in one["items"])
    return off if one.get("max_deduct") is None else min(off, Fraction(str(one["max_deduct"])))


def eligible_of(one: dict, given: dict, data: dict) -> bool | None:
    level, asked = given.get("level", ""), one.get("level", "")
    if asked and asked != level and not level.startswith(f"{asked}_"):
        return None
    if "expr" in one:
        return truth(ast.parse(one["expr"], mode="eval").body, data)
    return given.get("object", {}).get("eligible", {}).get(one["code"])


def grade(one: dict, standard: dict, dimensions: dict, total: Fraction | None, given: dict) -> bool:
    points = {row["code"]: Fraction(str(row["points"])) for row in standard["dimensions"]}
    least = Fraction(one["each_dimension_gte_pct"], 100)
    return (
        total is not None
        and total >= one["total_gte"]
        and all(s == NOT_APPLICABLE or s >= least * points[code] for code, s in dimensions.items() if s != OPEN)
        and given.get("satisfaction", -1) >= one["satisfaction_gte"]
    )
