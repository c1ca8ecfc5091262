"""镇(街道)请示 (F20) for the county's volume: those of signed packs, and one a township for villages signed by themselves."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from accounts.models import Region
from documents.issuing import issue
from documents.models import Document
from documents.papers.parts import Contact, Listed
from documents.papers.request_up import TownshipRequest
from workflows.applications.models import Application
from workflows.review.models import Decision, Opinion, PackedApplication, Stage, TownshipPack
from workflows.review.township.papers import issue_request
from workflows.rounds.models import Kind

from .papers.county import grade_of, plan_of
from .reading import applications_of
from .records import CountyRecord
from .wording import day_of, landline, organs_of


@transaction.atomic
def issue_township_requests(record: CountyRecord) -> list[Document]:
    """In the order of the townships' codes; a pack's request is that of its signature. Issued once: the same again is the same."""
    packs = TownshipPack.objects.filter(round=record.round).select_related("round", "township", "signed_by")
    issued = [(pack.township_id, pack.number, issue_request(pack)) for pack in packs.order_by("township", "number")]
    for township, paper, signed in requests_of(record):
        key = f"round:{record.round.pk}:township:{township.code}"
        document = issue(paper, county=record.round.county, subject_key=key, by=signed.by)
        issued.append((township.code, 0, document))
    return [document for _, _, document in sorted(issued, key=lambda one: one[:2])]


def requests_of(record: CountyRecord) -> Iterator[tuple[Region, TownshipRequest, Opinion]]:
    """Township, its paper, and the leader's opinion behind it, for villages in no pack. Townships that apply send none."""
    if record.round.kind != Kind.VILLAGE:
        return
    packed = set(PackedApplication.objects.filter(pack__round=record.round).values_list("application", flat=True))
    signatures = {pk: signed for pk, signed in signatures_of(record).items() if pk not in packed}
    nominated: dict[str, list[Application]] = defaultdict(list)
    for application in applications_of(record.round):
        if application.pk in signatures:
            nominated[application.region_id[:9]].append(application)
    for _, applications in sorted(nominated.items()):
        ordered = sorted(applications, key=lambda one: recommended_order(signatures[one.pk]))
        signed = max((signatures[one.pk] for one in ordered), key=lambda one: one.pk)
        township = ordered[0].region.parent
        yield township, request_of(record, township, ordered, signed), signed


def signatures_of(record: CountyRecord) -> dict[int, Opinion]:
    """Application → its township leader's newest recommendation, with the reviewer's rank of it."""
    signed = Opinion.objects.filter(
        application__round=record.round, stage=Stage.TOWNSHIP_LEADER, decision=Decision.RECOMMEND
    )
    newest = {one.application_id: one for one in signed.select_related("by").order_by("pk")}
    reviewed = Opinion.objects.filter(application__round=record.round, stage=Stage.TOWNSHIP).order_by("pk")
    ranks = dict(reviewed.values_list("application", "rank"))
    for application, opinion in newest.items():
        opinion.rank = ranks.get(application)
    return newest


def recommended_order(signed: Opinion) -> tuple[bool, int, int]:
    """By the township's own ranking; without one, as they were signed."""
    return signed.rank is None, signed.rank or 0, signed.pk


def request_of(
    record: CountyRecord, township: Region, applications: list[Application], signed: Opinion
) -> TownshipRequest:
    """F20, dated on the day of the last signature."""
    organ = organs_of(township)[1]
    phone = landline(signed.by.phone)
    return TownshipRequest(
        organs=(f"{record.county}{organ}",),
        issuer_code=f"{township.short_name[:1]}政字" if township.kind != "街道" else f"{township.short_name[:1]}办字",
        issued_on=day_of(signed.at),
        approvers=(signed.by_name,),
        addressee=record.office,
        grade=grade_of(record),
        year=record.round.year,
        nominees=tuple(nominee(record, one) for one in applications),
        contact=Contact(signed.by_name, phone) if phone else None,
        notice=plan_of(record),
        meeting="党（工）委会议" if township.kind == "街道" else f"{township.kind or '镇'}党委会议",
        quota=record.quotas.get(township.code, len(applications)),
        own="街道" if township.kind == "街道" else township.kind or "镇",
    )


def nominee(record: CountyRecord, application: Application) -> Listed:
    """A name, with the belt on which it lay when it applied."""
    region = application.region
    codes = application.snapshot.content["region"]["profile"].get("belts") or []
    return Listed(
        region.short_name, region.parent.short_name, "、".join(record.belts.get(code, code) for code in codes)
    )
