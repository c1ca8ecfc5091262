"""Random standards, with texts as people never write them."""

from hypothesis import strategies as st

WORDS = st.text(
    st.one_of(
        st.sampled_from("甲乙村镇户；;、，,：:（）()。0123456789. \n扣分得每项计%≥<优\"'=+-@\t"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=12,
)
NAMES = WORDS.filter(lambda text: text.strip())
CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}", fullmatch=True).filter(
    lambda code: code not in ("and", "or", "not")
)
FIGURES = st.one_of(
    st.integers(0, 1000), st.decimals(0, 1000, places=3, allow_nan=False, allow_infinity=False), st.just("12.50")
)
LISTS = st.lists(WORDS, max_size=3)


def scores(points: int) -> st.SearchStrategy:
    return st.one_of(st.integers(0, points), st.decimals(0, points, places=2))


def maybe(**fields: st.SearchStrategy) -> st.SearchStrategy:
    """Keys that may be absent, or there and empty."""
    return st.fixed_dictionaries({}, optional={key: st.none() | value for key, value in fields.items()})


def band(points: int) -> st.SearchStrategy:
    low = st.fixed_dictionaries({"gte": FIGURES}) | st.fixed_dictionaries({"gt": FIGURES})
    high = st.fixed_dictionaries({"lte": FIGURES}) | st.fixed_dictionaries({"lt": FIGURES})
    limits = low | high | st.builds(lambda a, b: a | b, low, high)
    return st.builds(lambda limit, score: {**limit, "score": score}, limits, scores(points))


def unique(rows: st.SearchStrategy, *keys: str, most: int = 3) -> st.SearchStrategy:
    by = [lambda row, key=key: str(row[key]).strip() for key in keys]
    return st.lists(rows, min_size=1, max_size=most, unique_by=tuple(by))


def rules(points: int) -> st.SearchStrategy:
    fault = st.fixed_dictionaries(
        {"code": CODES, "words": NAMES, "minus": st.integers(1, 9)},
        optional={"per": st.sampled_from(["每处", "每户", "每发现一次"]), "max": st.none() | st.integers(0, 9)},
    )
    item = {"no": st.integers(1, 30), "words": NAMES}
    level = st.fixed_dictionaries({"level": NAMES, "score": scores(points)}, optional={"words": st.none() | NAMES})
    value = {"formula": st.sampled_from(["d1", "d1 / d2 * 100", "d1/d2", "(d1 - d2) ÷ d2"])}
    aim = {
        "target": st.integers(1, 100) | st.just("d2") | st.just("d2 * 2"),
        "per": st.integers(1, 5),
        "minus": st.integers(1, 3),
    }
    return st.one_of(
        st.fixed_dictionaries({"method": st.just("bands"), **value, "bands": st.lists(band(points), min_size=1, max_size=4)}),
        st.fixed_dictionaries(
            {"method": st.just("linear"), **value, "full_at": st.integers(51, 99), "zero_at": st.integers(0, 50)}
        ),
        st.fixed_dictionaries(
            {"method": st.just("step"), **value, **aim},
            optional={"better": st.sampled_from(["higher", "lower"]), "base": scores(points)},
        ),
        st.fixed_dictionaries(
            {"method": st.just("step"), **value, **aim, "over_target_plus": st.integers(1, 3)},
            optional={"over_target_per": st.integers(1, 3)},
        ),
        st.fixed_dictionaries({"method": st.just("ratio"), **value, "target": aim["target"]}),
        st.fixed_dictionaries(
            {"method": st.just("checklist"), "items": unique(st.fixed_dictionaries(item), "no"),
             "scale": st.dictionaries(st.integers(1, 5), scores(points), min_size=1, max_size=3)}
        ),
        st.fixed_dictionaries(
            {"method": st.just("checklist"), "items": unique(st.fixed_dictionaries({**item, "score": scores(points)}), "no")}
        ),
        st.fixed_dictionaries({"method": st.just("levels"), "levels": unique(level, "level")}),
        st.fixed_dictionaries({"method": st.just("deduct_from_points"), "items": unique(fault, "code", "words")}),
    )  # fmt: skip


@st.composite
def indicators(draw) -> dict:
    points = draw(st.integers(1, 100))
    extras = draw(
        maybe(
            key_task=WORDS, measure=WORDS, lead=NAMES, coop=LISTS, evidence=LISTS, verify=LISTS, basis=LISTS, unit=WORDS,
            inputs=st.lists(CODES, max_size=2), zero_denominator=st.sampled_from(["na", "full", "zero", "special"]),
            special=st.lists(st.fixed_dictionaries({"when": st.just("d1 > 3 and d2 == 0"), "score": scores(points)}), max_size=2),
            applicable_if=st.sampled_from(["d1 > 0", "not d2", "is_street"]), note=WORDS, rule=WORDS,
            examples=st.lists(st.fixed_dictionaries({"value": FIGURES, "score": scores(points)}), max_size=3),
            same_as=st.just("") | CODES,
        )
    )  # fmt: skip
    return {
        "code": draw(CODES), "name": draw(NAMES), "dimension": "D", "points": points,
        "kind": draw(st.sampled_from(["quantitative", "graded", "deduction"])), **draw(rules(points)), **extras,
    }  # fmt: skip


def coded(most: int = 2, **fields: st.SearchStrategy) -> st.SearchStrategy:
    return unique(st.fixed_dictionaries({"code": CODES, **fields}), "code", most=most)


ITEM = {"words": NAMES, "minus": st.integers(1, 5)}
PARTS = maybe(
    source=WORDS, bonus_cap=FIGURES, penalty_cap=FIGURES, na_rule=st.just("prorate_within_dimension"),
    rounding=maybe(value_decimals=st.integers(0, 4), score_decimals=st.integers(0, 4), mode=st.just("ROUND_DOWN")),
    verify_methods=st.dictionaries(NAMES, WORDS, max_size=3), object_facts=st.dictionaries(CODES, NAMES, max_size=2),
).map(lambda found: {key: value for key, value in found.items() if value is not None})  # fmt: skip
LISTED = st.fixed_dictionaries(
    {},
    optional={
        "grades": unique(st.fixed_dictionaries({"level": NAMES, "name": NAMES, "total_gte": FIGURES}), "level") | st.just([]),
        "eligibility": coded(words=NAMES, check=st.sampled_from(["auto", "manual"])),
        "bonus": coded(
            name=NAMES, max=FIGURES,
            levels=unique(st.fixed_dictionaries({"words": NAMES, "score": FIGURES}), "words"),
        ),
        "penalties": coded(name=NAMES, items=unique(st.fixed_dictionaries(ITEM), "words")) | st.just([]),
        "veto": coded(name=NAMES, words=NAMES, lookback=st.sampled_from(["近3年", "上年度", "很久", ""])),
    },
)  # fmt: skip


@st.composite
def standards(draw) -> dict:
    return {
        "version": draw(st.integers(0, 9)), "code": draw(NAMES), "name": draw(NAMES), "object": "village",
        "full_score": 100, "dimensions": [{"code": "D", "name": draw(NAMES), "points": 100}],
        "data_items": [{"code": "d1", "name": draw(NAMES)}, {"code": "d2", "name": draw(NAMES), "same_as": draw(CODES)}],
        "indicators": draw(st.lists(indicators(), min_size=1, max_size=3, unique_by=lambda row: row["code"])),
        **draw(PARTS), **draw(LISTED),
    }  # fmt: skip
