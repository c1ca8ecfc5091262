"""How an invented applicant fills in its application: figures, checks, evidence, procedure."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from accounts import clock
from accounts.enums import Post
from workflows.applications.fields import flatten
from workflows.applications.models import Application, SitePhoto
from workflows.applications.proofs import OTHER
from workflows.applications.services.evidence import attach, attach_photo, bind
from workflows.applications.services.filling import save_draft
from workflows.applications.unlocking import locked_in, open_again
from workflows.rounds.models import Kind

from .cast import signs_in
from .figures import Figures, township_figures, village_figures
from .proofs import SCENES, borrowed, photograph, record_page
from .statements import statement

#: Who fills in at each kind of applicant.
CLERK = {Kind.VILLAGE: Post.VILLAGE_CLERK, Kind.TOWNSHIP: Post.TOWN_REVIEWER, Kind.COUNTY: Post.OFFICE_OPERATOR}


def fill_in(application: Application, *, quality: float) -> None:
    """Everything that the standard asks for, through the services a clerk's screen calls.

    :param quality: 0 to 1; how good the applicant is.
    """
    clerk = clerk_of(application)
    save_draft(application=application, by=clerk, changes=changes_for(application, quality))
    add_evidence(application, clerk)


def correct(application: Application, *, quality: float) -> None:
    """What the township returned, and nothing else: its figures and answers again, and a clearer photograph."""
    clerk = clerk_of(application)
    changes = changes_for(application, quality)
    sections = {"data": changes["data"], "answers": changes["answers"]}
    paths = flatten(sections)
    closed = set(locked_in(application, paths))
    open_ = {name: {key: value for key, value in rows.items() if key not in closed} for name, rows in sections.items()}
    save_draft(application=application, by=clerk, changes=open_)
    for code in sorted(open_again(application) or ()):
        attach(
            application=application,
            by=clerk,
            indicator=code,
            upload=photograph(application.region.full_name, SCENES[-1], f"{application.number}-重拍"),
            proves=OTHER,
        )


def clerk_of(application: Application):
    """Who fills in."""
    return signs_in(CLERK[Kind(application.round.kind)], application.region_id)


def changes_for(application: Application, quality: float) -> dict:
    """All sections of the form at once."""
    rng = Random(f"{application.number}-{quality}")  # noqa: S311 - invented answers, not a secret
    region = application.region
    figures: Figures = (village_figures if application.round.kind == Kind.VILLAGE else township_figures)(
        region, quality
    )
    return {
        "cover": {"leader_name": clerk_of(application).display_name, "contact_phone": "0900-5550126"},
        "data": figures,
        "answers": {
            indicator.code: answer
            for indicator in application.spec.indicators
            if (answer := answer_to(indicator, quality, rng))
        },
        "statements": {dimension.code: statement(region, dimension.name) for dimension in application.spec.dimensions},
        "procedure": procedure(),
    }


def answer_to(indicator, quality: float, rng: Random) -> dict | None:
    """The answer to an indicator that no data item answers."""
    good = quality + rng.uniform(-0.12, 0.1)
    if indicator.method == "checklist":
        numbers = [item.no for item in indicator.how.items]
        kept = len(numbers) if good > 0.72 else len(numbers) - 1
        return {"checked": numbers[:kept]}
    if indicator.method == "levels":
        levels = indicator.how.levels
        return {"level": levels[0 if good > 0.74 or len(levels) == 1 else 1].level}
    if indicator.method == "deduct_from_points":
        return {"findings": {item.code: int(good < 0.62) for item in indicator.how.items[:1]}}
    return None


def procedure() -> dict:
    """Meetings in the three weeks before today, and a notice that is over."""
    today = clock.today()
    return {
        "branch_met_on": today - timedelta(days=16),
        "branch_due": 9,
        "branch_present": 9,
        "branch_agreed": 9,
        "committees_met_on": today - timedelta(days=16),
        "assembly_met_on": today - timedelta(days=14),
        "assembly_due": 35,
        "assembly_present": 31,
        "assembly_agreed": 31,
        "resolution": "会议讨论通过申报事项，同意按评定标准如实填报，并在公示栏公示。",
        "notice_from": today - timedelta(days=12),
        "notice_to": today - timedelta(days=3),
        "notice_place": "村务公开栏",
        "notice_objections": "无异议",
    }


def add_evidence(application: Application, clerk) -> None:
    """Five photographs and one record; a file serves several indicators."""
    place = application.region.full_name
    indicators = [indicator for indicator in application.spec.indicators if indicator.evidence]
    files = []
    for number, indicator in enumerate(indicators):
        proves = indicator.evidence[0]
        if number < len(SCENES):
            link = attach(
                application=application,
                by=clerk,
                indicator=indicator.code,
                upload=photograph(place, SCENES[number], application.number),
                proves=proves,
            )
            files.append(link.file)
            for second in indicator.evidence[1:2]:
                bind(application=application, by=clerk, indicator=indicator.code, file=link.file, proves=second)
        else:
            bind(
                application=application,
                by=clerk,
                indicator=indicator.code,
                file=files[number % len(files)],
                proves=proves,
            )
    if neighbour := neighbour_of(application):
        attach(
            application=application,
            by=clerk,
            indicator=indicators[0].code,
            upload=borrowed(neighbour.region.full_name, SCENES[0], neighbour.number, f"{place}补充照片.jpg"),
            proves=OTHER,
        )
    lines = [
        f"{number}. {indicator.name}：有台账、有照片、有公示" for number, indicator in enumerate(indicators[:16], 1)
    ]
    attach_photo(
        application=application,
        by=clerk,
        kind=SitePhoto.Kind.MINUTES,
        upload=record_page(place, "会议记录", lines),
        caption="村民代表会议记录",
    )
    attach_photo(
        application=application,
        by=clerk,
        kind=SitePhoto.Kind.NOTICE,
        upload=photograph(place, "公示栏", application.number),
        caption="村务公开栏公示",
    )


def neighbour_of(application: Application) -> Application | None:
    """In the running round: the village of the same township that applied before, whose photograph is borrowed."""
    if application.round.number < 2 or application.round.kind != Kind.VILLAGE:
        return None
    township = Application.objects.within(application.township).filter(round=application.round)
    return township.filter(pk__lt=application.pk).select_related("region__parent").order_by("-pk").first()


def checked_on() -> dict:
    """A site check of today by two people."""
    return {
        "on": clock.today().isoformat(),
        "people": ["马广田", "周立群"],
        "households": 12,
        "findings": "个别农户杂物未清，已当场整改",
    }


def township_notice(first: date, last: date) -> dict:
    """The township's own notice."""
    return {"from": first.isoformat(), "to": last.isoformat()}


def slightly_less(suggested: Decimal) -> Decimal:
    """A department's deduction after its own check."""
    return max(Decimal(0), suggested - min(suggested, Decimal("0.2")))
