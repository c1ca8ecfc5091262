"""Standards and answers at random: every method, every switch, points that are not 100."""

from decimal import Decimal

from hypothesis import strategies as st

ITEMS = ("a", "b", "c", "d", "yes")
POINTS = st.sampled_from(["1", "1.5", "2.5", "4", "7", "10", "33"])
QUARTERS = st.integers(0, 4).map(lambda n: Decimal(n) / 4)
LIMITS = st.integers(-20, 400).map(lambda n: str(Decimal(n) / 4))
FORMULAS = st.sampled_from(
    [
        "a",
        "a / b * 100",
        "a / 3 * 30",
        "(a - b) / b * 100",
        "(a + c) / (b + d) * 100",
        "a - b",
        "a / b - c / d",
        "-a + 2 * b",
    ]
)
CONDITIONS = st.sampled_from(
    [
        "yes",
        "not yes",
        "a > 0",
        "b == 0 and a > 0",
        "a / b > 0.5",
        "is_key_support or c >= 3",
        "not (a < b or yes)",
        "a != b",
    ]
)
STRINGS = st.integers(-2, 60).map(str) | st.integers(-100, 4000).map(lambda n: str(Decimal(n) / 8))
YES = st.booleans()


def scored(points: str) -> st.SearchStrategy[str]:
    """Some part of the points, with at most the two decimals a score has."""
    return QUARTERS.map(lambda share: str((share * Decimal(points)).quantize(Decimal("0.01"))))


@st.composite
def bands(draw, points):
    edges = sorted({Decimal(one) for one in draw(st.lists(LIMITS, min_size=1, max_size=4))})
    low, high = draw(st.sampled_from([("gte", "lt"), ("gt", "lte"), ("gte", None), (None, "lte")]))
    rows = []
    for n, edge in enumerate(edges):
        row = {"score": draw(scored(points))}
        if low:
            row[low] = str(edge)
        if high and (not low or n + 1 < len(edges)):
            row[high] = str(edges[n + 1] if low else edge)
        rows.append(row)
    return {"bands": rows}


@st.composite
def linear(draw, points):
    full, zero = draw(st.lists(LIMITS, min_size=2, max_size=2, unique=True))
    return {"full_at": full, "zero_at": zero}


@st.composite
def step(draw, points):
    row = {
        "target": draw(st.one_of(LIMITS, st.sampled_from(["c", "c + d"]))),
        "per": draw(st.sampled_from(["0.5", "1", "3"])),
    }
    row |= {"minus": draw(st.sampled_from(["0.1", "0.25", "1"]))}
    if draw(YES):
        row["better"] = draw(st.sampled_from(["lower", "higher"]))
    if draw(YES):
        row |= {"base": draw(scored(points)), "over_target_plus": draw(st.sampled_from(["0.1", "0.5"]))}
    if draw(YES) and "base" in row:
        row["over_target_per"] = draw(st.sampled_from(["0.5", "2"]))
    return row


@st.composite
def ratio(draw, points):
    return {"target": draw(st.one_of(st.sampled_from(["15", "100", "0.3"]), st.sampled_from(["c", "c - d"])))}


@st.composite
def checklist(draw, points):
    numbers = list(range(1, draw(st.integers(1, 5)) + 1))
    items = [{"no": n, "words": f"第{n}项要求"} for n in numbers]
    if draw(YES):
        return {
            "items": items,
            "scale": {str(n): draw(scored(points)) for n in draw(st.sets(st.sampled_from(numbers), min_size=1))},
        }
    return {"items": [{**item, "score": draw(scored(points))} for item in items]}


@st.composite
def levels(draw, points):
    return {"levels": [{"level": name, "score": draw(scored(points))} for name in "优良差"]}


@st.composite
def deduct_from_points(draw, points):
    caps = st.sampled_from([None, "0.5", "2"])
    minus = st.sampled_from(["0.2", "0.5", "1.5"])
    return {
        "items": [
            {"code": f"F{n}", "words": f"第{n}种问题", "minus": draw(minus), "max": draw(caps)}
            for n in range(draw(st.integers(1, 3)))
        ]
    }


BY_VALUE = {"bands": bands, "linear": linear, "step": step, "ratio": ratio}
BY_HAND = {"checklist": checklist, "levels": levels, "deduct_from_points": deduct_from_points}


@st.composite
def indicators(draw, code: str, dimension: str):
    points, method = draw(POINTS), draw(st.sampled_from([*BY_VALUE, *BY_HAND]))
    row = {"code": code, "name": f"指标{code}", "dimension": dimension, "points": points, "method": method}
    row |= draw((BY_VALUE | BY_HAND)[method](points)) | {"kind": "quantitative" if method in BY_VALUE else "graded"}
    if method in BY_VALUE:
        row["formula"] = draw(FORMULAS)
    if draw(YES):
        row["zero_denominator"] = draw(st.sampled_from(["na", "full", "zero", "special"]))
    if draw(st.integers(0, 3)) == 0:
        row["applicable_if"] = draw(CONDITIONS)
    if draw(st.integers(0, 3)) == 0:
        row["special"] = [
            {"when": draw(CONDITIONS), "score": draw(scored(points))} for _ in range(draw(st.integers(1, 2)))
        ]
    return row


def points_of(rows: list[dict]) -> str:
    return str(sum(Decimal(row["points"]) for row in rows))


@st.composite
def standards(draw):
    """One to three dimensions whose points add up to whatever they add up to."""
    rows, dimensions = [], []
    for code in ("X", "Y", "Z")[: draw(st.integers(1, 3))]:
        own = [draw(indicators(f"{code}{n}", code)) for n in range(draw(st.integers(1, 3)))]
        dimensions.append({"code": code, "name": f"维度{code}", "points": points_of(own)})
        rows += own
    grade = {"name": "示范", "each_dimension_gte_pct": 60, "satisfaction_gte": draw(st.sampled_from([80, 90]))}
    return {
        "version": 1,
        "code": "R-1",
        "name": "随机标准",
        "object": "village",
        "full_score": points_of(rows),
        "bonus_cap": draw(st.sampled_from(["1", "5"])),
        "penalty_cap": draw(st.sampled_from(["1", "5"])),
        "dimensions": dimensions,
        "data_items": [{"code": code, "name": code, "unit": "是/否" if code == "yes" else "户"} for code in ITEMS],
        "indicators": rows,
        "grades": [{**grade, "level": "county", "total_gte": draw(st.integers(0, 20))}],
        "eligibility": [
            {"code": "E1", "words": "条件一", "check": "auto", "expr": draw(CONDITIONS)},
            {"code": "E2", "words": "条件二", "check": "manual"},
            {"code": "E3", "words": "条件三", "check": "auto", "level": "province", "expr": draw(CONDITIONS)},
        ],
        "bonus": [
            {"code": "B1", "name": "荣誉", "max": "2", "levels": LEVELS_OF_BONUS},
            {"code": "B2", "name": "推广", "max": "1.5", "pick": "sum", "levels": LEVELS_OF_BONUS},
        ],
        "penalties": [
            {"code": "P1", "name": "通报", "max_deduct": "1.5", "items": [{"words": "市级", "minus": "0.5"}]},
            {
                "code": "P2",
                "name": "逾期",
                "items": [{"words": "逾期", "minus": "0.3"}, {"words": "补正", "minus": "1"}],
            },
        ],
        "veto": [{"code": code, "name": code, "words": code, "lookback": "近3年"} for code in ("V1", "V2")],
    }


LEVELS_OF_BONUS = [{"words": "省级", "score": "1.2"}, {"words": "市级", "score": "0.6"}]


def some(strategies: dict) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({}, optional=strategies)


def of(standard: dict, *methods: str) -> list[dict]:
    return [row for row in standard["indicators"] if row["method"] in methods]


def answers_to(standard: dict) -> st.SearchStrategy[dict]:
    """Mostly whole answers, so that totals come about; what stands in `some` may be missing."""
    counts = st.integers(0, 4)
    data = {code: YES if code == "yes" else STRINGS for code in ITEMS}
    codes = [row["code"] for row in standard["indicators"]]
    targets = {row["code"]: LIMITS for row in of(standard, "step", "ratio")}
    checks = {
        row["code"]: st.lists(st.sampled_from([i["no"] for i in row["items"]])) for row in of(standard, "checklist")
    }
    found = {
        row["code"]: st.dictionaries(st.sampled_from([i["code"] for i in row["items"]]), counts)
        for row in of(standard, "deduct_from_points")
    }
    graded = {row["code"]: st.sampled_from("优良差") for row in of(standard, "levels")}
    picks = st.lists(st.sampled_from(["省级", "市级"]))
    return st.fixed_dictionaries(
        {
            "level": st.sampled_from(["county", "province"]),
            "object": some({"is_key_support": YES, "targets": some(targets), "eligible": some({"E2": YES})}),
            "data": st.one_of(st.fixed_dictionaries(data), some(data)),
            "checks": st.one_of(st.fixed_dictionaries(checks), some(checks)),
            "levels": st.one_of(st.fixed_dictionaries(graded), some(graded)),
            "findings": st.one_of(st.fixed_dictionaries(found), some(found)),
            "satisfaction": st.sampled_from([79, 80, 95]),
        },
        optional={
            "values": some({row["code"]: STRINGS for row in of(standard, *BY_VALUE)}),
            "not_applicable": st.lists(st.sampled_from(codes), max_size=1),
            "bonus": some({"B1": picks, "B2": picks}),
            "penalties": some({"P1": some({"市级": counts}), "P2": some({"逾期": counts, "补正": counts})}),
            "veto": st.lists(st.sampled_from(["V1", "V2"]), max_size=1),
        },
    )


CASES = standards().flatmap(lambda one: st.tuples(st.just(one), answers_to(one)))
