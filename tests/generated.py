"""A whole county at once: hundreds of submitted, reviewed and scored applications, written in bulk.

For what must stay quick and bounded. The rows are those that the procedure would have left; nothing waits in an inbox.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from accounts import clock
from accounts.enums import OrganisationKind, RegionLevel
from accounts.models import Organisation, Region, User
from tests import world
from workflows.applications.content import answers_from
from workflows.applications.models import Application, Snapshot, Submission
from workflows.applications.states import State
from workflows.review.models import Decision, IndicatorVerdict, Opinion, Stage
from workflows.rounds.models import Kind, Round
from workflows.scoring.models import DepartmentScore
from workflows.standards.answers import Answers
from workflows.standards.duties import cooperating, leads, respondents
from workflows.standards.reading import read_spec
from workflows.standards.scoring import score
from workflows.standards.simulation import generate
from workflows.standards.simulation.chances import Chance
from workflows.standards.source import read_yaml

STANDARD = (Path(__file__).parents[1] / "workflows/demo/data/standard_village.yaml").read_text(encoding="utf-8")
TOWNSHIPS = "甲乙丙丁戊己庚辛壬癸子丑寅"
SEED = 2026
TEXTS = (
    "{name}坚持党建引领，围绕主导产业发展壮大村集体经济，建成标准化种植基地，带动农户增收。",
    "今年以来，{name}完善了户厕管护、垃圾清运和污水治理制度，组织群众开展村庄清洁行动{n}次。",
    "{name}推行积分制和清单制，评选星级文明户{n}户，调处矛盾纠纷{m}件，群众满意度不断提高。",
)


@dataclass
class Written:
    """What was written, before it is given to the database."""

    applications: list[Application]
    submissions: list[Submission]
    contents: list[dict]


def county_round(county: world.County) -> Round:
    """A round with the model standard of 43 indicators and everybody whom it names."""
    spec = read_spec(read_yaml(STANDARD))
    for name in sorted({*leads(spec), *cooperating(spec), *respondents(spec)}):
        organisation_of(county, name)
    return world.round_of(county, Kind.VILLAGE, text=STANDARD)


def fill_county(county: world.County, round_: Round, count: int) -> list[Application]:
    """``count`` villages that were reviewed by their township and scored by the departments."""
    villages = villages_of(county, count)
    samples = generate(round_.standard.spec, seed=SEED, count=count)
    written = submit(county, round_, villages, [one.answers for one in samples])
    reviewed = review(county, round_, written)
    give_scores(county, round_, written, reviewed)
    return written.applications


def villages_of(county: world.County, count: int) -> list[Region]:
    """Spread over thirteen townships."""
    towns = []
    for place, name in enumerate(TOWNSHIPS, start=101):
        code = f"{world.COUNTY}{place}000"
        fields = {"name": f"{name}镇", "level": RegionLevel.TOWNSHIP, "county": world.COUNTY, "kind": "镇"}
        towns.append(
            Region.objects.get_or_create(code=code, defaults={**fields, "parent": county.regions["禾塬县"]})[0]
        )
    return Region.objects.bulk_create(
        Region(
            code=f"{towns[n % 13].code[:9]}{400 + n // 13}",
            name=f"{towns[n % 13].name[0]}字{n // 13 + 1}号村",
            level=RegionLevel.VILLAGE,
            parent=towns[n % 13],
            county=world.COUNTY,
            kind="村委会",
        )
        for n in range(count)
    )


def submit(county: world.County, round_: Round, villages: list[Region], answers: list[Answers]) -> Written:
    contents = [
        content_of(round_, region, given, n) for n, (region, given) in enumerate(zip(villages, answers, strict=True))
    ]
    bodies = [json.dumps(content, ensure_ascii=False, sort_keys=True) for content in contents]
    snapshots = Snapshot.objects.bulk_create(
        Snapshot(sha256=sha256(body.encode()).hexdigest(), county=world.COUNTY, body=body) for body in bodies
    )
    applications = Application.objects.bulk_create(
        Application(
            county=world.COUNTY,
            round=round_,
            region=region,
            number=content["number"],
            leader_name=content["leader_name"],
            snapshot=snapshot,
            state=State.SCORING,
            created_at=clock.now(),
        )
        for region, content, snapshot in zip(villages, contents, snapshots, strict=True)
    )
    clerk = county.people["经办人"]
    submissions = Submission.objects.bulk_create(
        Submission(application=application, number=1, snapshot=snapshot, by=clerk)
        for application, snapshot in zip(applications, snapshots, strict=True)
    )
    return Written(applications, submissions, contents)


def content_of(round_: Round, region: Region, answers: Answers, n: int) -> dict:
    """As ``applications.content`` freezes it."""
    given = answers.to_json()
    codes = {*given["checks"], *given["levels"], *given["findings"]}
    words = {"name": region.name, "n": 10 + n % 37, "m": 3 + n % 11}
    dimensions = round_.standard.spec.dimensions
    return {
        "schema": 1,
        "number": f"GEN-{region.code}",
        "region": {"code": region.code, "name": region.name, "kind": "村委会", "profile": {}},
        "leader_name": "李测试",
        "data": {code: {"value": value, "previous": None, "remark": ""} for code, value in given["data"].items()},
        "answers": {
            code: {
                "checked": given["checks"].get(code),
                "level": given["levels"].get(code, ""),
                "findings": given["findings"].get(code),
                "remark": "",
            }
            for code in codes
        },
        "statements": {one.code: statement(n, place).format(**words) for place, one in enumerate(dimensions)},
        "procedure": {},
        "evidence": [],
        "photos": [],
    }


def statement(n: int, place: int) -> str:
    """A few hundred signs, mostly of the village's own; every ninth village copies from the one before."""
    chance = Chance("statement", n - (n % 9 == 8), place)
    filler = "".join(chance.pick("天地人和春夏秋冬山水田林湖草沙东西南北路桥渠堤院房") for _ in range(360))
    return TEXTS[place % len(TEXTS)] + filler


def review(county: world.County, round_: Round, written: Written) -> dict[tuple[int, str], Decimal]:
    """The townships lower a few lines; one of them lowers many."""
    people = [county.people["甲镇审核员"], county.people["乙镇审核员"]]
    opinions = Opinion.objects.bulk_create(
        Opinion(
            application=submission.application,
            submission=submission,
            stage=Stage.TOWNSHIP,
            decision=Decision.RECOMMEND,
            text="属实。",
            by=(by := people[n % 13 % 2]),
            by_name=by.display_name,
        )
        for n, submission in enumerate(written.submissions)
    )
    given = {}
    verdicts = []
    for n, (opinion, content) in enumerate(zip(opinions, written.contents, strict=True)):
        chance = Chance("township", n)
        for row in score(round_.standard.spec, answers_from(content, level=round_.level)).indicators:
            amount = lowered(row.score, chance, 0.3 if n % 13 == 2 else 0.06)
            verdicts.append(IndicatorVerdict(opinion=opinion, indicator=row.code, passes=True, score=amount))
            given[opinion.application_id, row.code] = amount
    IndicatorVerdict.objects.bulk_create(verdicts)
    return given


def give_scores(county: world.County, round_: Round, written: Written, reviewed: dict) -> None:
    """Two scorers a department; the second is stricter."""
    spec = round_.standard.spec
    organisations = {name: organisation_of(county, name) for name in sorted({one.lead for one in spec.indicators})}
    scorers = {name: [scorer_of(name, n) for n in (1, 2)] for name in organisations}
    rows = []
    for n, submission in enumerate(written.submissions):
        chance = Chance("department", n)
        for one in spec.indicators:
            strict = n % 2
            amount = lowered(reviewed[submission.application_id, one.code], chance, 0.2 if strict else 0.05)
            by = scorers[one.lead][strict]
            rows.append(
                DepartmentScore(
                    application_id=submission.application_id,
                    submission=submission,
                    organisation=organisations[one.lead],
                    indicator=one.code,
                    applicable=amount is not None,
                    score=amount,
                    by=by,
                    by_name=by.display_name,
                )
            )
    DepartmentScore.objects.bulk_create(rows)


def lowered(amount: Decimal | None, chance: Chance, often: float) -> Decimal | None:
    """The same, or now and then a tenth to a half less."""
    if amount is None or not chance.happens(often):
        return amount
    return (amount * Decimal(str(round(chance.between(0.5, 0.9), 2)))).quantize(Decimal("0.01"))


def organisation_of(county: world.County, name: str) -> Organisation:
    fields = {"full_name": name, "kind": OrganisationKind.GOVERNMENT, "region": county.regions["禾塬县"]}
    number = Organisation.objects.count() + 1
    return Organisation.objects.get_or_create(
        county=world.COUNTY, name=name, defaults={**fields, "code": f"G{number}"}
    )[0]


def scorer_of(name: str, n: int) -> User:
    return User.objects.create(username=f"gen-{name}-{n}", display_name=f"{name}评分员{n}", password="!")
