"""How long scoring takes: the pure core on one core, no database."""

import random
from dataclasses import replace
from pathlib import Path
from time import process_time

from workflows.standards.answers import Answers
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.reading import read_spec
from workflows.standards.scoring import score
from workflows.standards.source import read_text, read_yaml
from workflows.standards.spec import Spec

ROOT = Path(__file__).resolve().parent.parent
KINDS = 500  # different applications; more are the same ones again


def main() -> None:
    spec = read_spec(read_yaml(read_text(ROOT / "workflows/demo/data/standard_village.yaml")))
    answers = [answers_to(spec, random.Random(n)) for n in range(KINDS)]
    seconds = {count: time_scoring(spec, answers, count) for count in (100, 1_000, 10_000, 100_000)}
    each = {count: taken / count for count, taken in seconds.items()}
    print(f"FIGURE score_10000x43_seconds {seconds[10_000]:.2f} <=20")
    print(f"FIGURE score_flat_100_to_100000_ratio {max(each.values()) / min(each.values()):.2f} <=2")
    print(f"FIGURE score_and_rank_250x127_seconds {time_county(spec, 127, 250):.2f} <=2")


def answers_to(spec: Spec, chance: random.Random) -> Answers:
    """A whole application: every data item and every answer, some good, some bad."""
    indicators = spec.indicators
    return Answers.from_json(
        {
            "level": "county",
            "object": {"is_key_support": chance.random() < 0.2},
            "data": {i.code: chance.randint(0, 1 if i.code in spec.yes_or_no else 500) for i in spec.data_items},
            "checks": {
                o.code: some(chance, [i.no for i in o.how.items]) for o in indicators if isinstance(o.how, Checklist)
            },
            "levels": {o.code: chance.choice(o.how.levels).level for o in indicators if isinstance(o.how, Levels)},
            "findings": {
                o.code: {o.how.items[0].code: chance.randint(0, 2)} for o in indicators if isinstance(o.how, Deduct)
            },
            "bonus": {one.code: [one.levels[-1].words] for one in spec.bonus},
            "penalties": {one.code: {one.items[0].words: chance.randint(0, 1)} for one in spec.penalties},
            "satisfaction": chance.randint(70, 100),
        }
    )


def some(chance: random.Random, numbers: list[int]) -> list[int]:
    return [number for number in numbers if chance.random() < 0.8]


def time_scoring(spec: Spec, answers: list[Answers], count: int) -> float:
    start = process_time()
    for n in range(count):
        score(spec, answers[n % KINDS])
    return process_time() - start


def time_county(spec: Spec, indicators: int, villages: int) -> float:
    """A county with a long standard: score all its villages anew and put them in order."""
    long = lengthened(spec, indicators)
    answers = [answers_to(long, random.Random(n)) for n in range(villages)]
    start = process_time()
    results = [score(long, one) for one in answers]
    sorted(results, key=lambda result: result.summary.total or 0, reverse=True)
    return process_time() - start


def lengthened(spec: Spec, count: int) -> Spec:
    """The same indicators again under new codes, until there are enough."""
    rows = [replace(spec.indicators[n % 43], code=f"{spec.indicators[n % 43].code}-{n // 43}") for n in range(count)]
    return replace(spec, indicators=tuple(rows))


if __name__ == "__main__":
    main()
