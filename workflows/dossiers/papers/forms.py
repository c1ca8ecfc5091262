"""申报书 (F01, F03, F04) and 真实性承诺书 (F02), from the frozen content alone."""

from documents.papers.application_form import ApplicantLevel, ApplicationForm, Narrative
from documents.papers.commitment import Commitment
from documents.papers.parts import Contact
from workflows.applications.form_rows import data_rows, facts_of, helped_in, meetings_of, own_notice
from workflows.review.models import Stage
from workflows.rounds.models import Kind, Level

from ..records import ApplicationRecord
from ..wording import day_of, landline, masked, organs_of
from .opinions import opinions_of

UNITS = {Kind.VILLAGE: "村", Kind.TOWNSHIP: "镇（街道）", Kind.COUNTY: "县"}
OBJECTS = {Kind.VILLAGE: "示范村", Kind.TOWNSHIP: "示范镇（街道）", Kind.COUNTY: "示范县"}


def application_form(record: ApplicationRecord) -> ApplicationForm:
    """What the applicant handed in last, and every level's opinion on it."""
    round_, content = record.round.round, record.content
    return ApplicationForm(
        level=ApplicantLevel(round_.kind),
        programme=f"{giver(record)}乡村振兴{OBJECTS[Kind(round_.kind)]}",
        grade=round_.honour,
        year=round_.year,
        batch=f"{round_.year}年第{round_.number}批",
        app_no=record.number,
        applicant=record.name,
        leader_name=content["leader_name"],
        leader_phone=masked(content["contact_phone"]),
        belts=belts_of(record),
        town_contact=town_contact(record),
        county_contact=county_contact(record),
        filled_on=day_of(record.reading.submission.at),
        made_by=record.round.office,
        **helped_in(content),
        facts=tuple(facts_of(content, record.spec)),
        data=tuple(data_rows(content, record.spec)),
        narratives=tuple(
            Narrative(dimension.name, content["statements"].get(dimension.code, ""))
            for dimension in record.spec.dimensions
        ),
        meetings=tuple(meetings_of(content, round_.kind)),
        own_notice=own_notice(content),
        opinions=tuple(opinions_of(record)),
    )


def giver(record: ApplicationRecord) -> str:
    """Whose title it is: the county's or the province's."""
    return record.round.county if record.round.round.level == Level.COUNTY else record.round.province


def belts_of(record: ApplicationRecord) -> tuple[str, ...]:
    """Names of the belts on which the applicant lay when it submitted."""
    codes = record.content["region"]["profile"].get("belts") or []
    return tuple(record.round.belts.get(code, code) for code in codes)


def town_contact(record: ApplicationRecord) -> Contact | None:
    """Who reviewed at the township."""
    opinion = record.opinion(Stage.TOWNSHIP)
    if opinion is None:
        return None
    return Contact(opinion.by_name, landline(opinion.by.phone), organs_of(record.application.township)[1])


def county_contact(record: ApplicationRecord) -> Contact | None:
    """Who accepted at the county's office."""
    opinion = record.opinion(Stage.COUNTY_OFFICE)
    if opinion is None:
        return None
    phone = landline(opinion.by.phone) or landline(record.round.office_phone)
    return Contact(opinion.by_name, phone, record.round.office)


# --- F02 ------------------------------------------------------------------------------------------------------


def commitment(record: ApplicationRecord) -> Commitment:
    """The commitment behind the submission in force."""
    round_, signed = record.round.round, record.commitment
    return Commitment(
        addressee=record.round.office,
        unit=UNITS[Kind(round_.kind)],
        year=round_.year,
        grade=round_.honour,
        applicant=record.name,
        leader=signed.signer_name,
        signed_on=day_of(signed.signed_at),
    )
