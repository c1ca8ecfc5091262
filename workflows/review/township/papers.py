"""镇(街道)请示 (F20): a pack's request to the county, filled in from what was signed, issued once."""

from accounts.models import Belt, Region
from documents.issuing import issue
from documents.models import Document
from documents.papers.parts import Contact, Listed
from documents.papers.request_up import SupplementaryRequest, TownshipRequest
from workflows.rounds.models import Round

from ..models import PackedApplication, TownshipPack
from ..organs import day_of, landline, organs_of


def subject_of(pack: TownshipPack) -> str:
    """Under which the request is kept."""
    return f"township_pack:{pack.pk}"


def request_issued(pack: TownshipPack) -> Document | None:
    """The request in force."""
    return Document.objects.about(pack.county, subject_of(pack)).in_force().first()


def issue_request(pack: TownshipPack) -> Document:
    """The pack's request, numbered and rendered; asked for again, the same document."""
    return request_issued(pack) or issue(
        request_of(pack), county=pack.county, subject_key=subject_of(pack), by=pack.signed_by
    )


def request_of(pack: TownshipPack) -> TownshipRequest:
    """As the leader signed it, dated on that day."""
    round_, township = pack.round, pack.township
    county = Region.objects.get(pk=f"{round_.county}000000").short_name
    belts = dict(Belt.objects.filter(county=round_.county).values_list("code", "name"))
    items = list(pack.items.all())
    facts = {
        **letterhead(township, county, pack),
        "addressee": f"{county}乡村振兴示范创建领导小组办公室",
        "grade": f"{round_.get_level_display()}乡村振兴{round_.get_kind_display()}",
        "year": round_.year,
        "nominees": tuple(nominee(one, belts) for one in items),
        "notice": f"《{county}乡村振兴示范创建工作方案》（{round_.plan_number}）",
        "quota": len(items) if pack.quota is None else pack.quota,
    }
    if not pack.is_supplementary:
        return TownshipRequest(**facts)
    earlier = first_request(round_, township)
    before = named_before(pack)
    again = tuple(one.application.region.short_name for one in items if one.application_id in before)
    return SupplementaryRequest(**facts, earlier=earlier, earlier_count=len(before) - len(again), again=again)


def letterhead(township: Region, county: str, pack: TownshipPack) -> dict:
    """Who writes, signs, and can be asked."""
    street = township.kind == "街道"
    phone = landline(pack.signed_by.phone)
    return {
        "organs": (f"{county}{organs_of(township)[1]}",),
        "issuer_code": f"{township.short_name[:1]}{'办' if street else '政'}字",
        "issued_on": day_of(pack.signed_at),
        "approvers": (pack.signed_by_name,),
        "contact": Contact(pack.signed_by_name, phone) if phone else None,
        "meeting": "党（工）委会议" if street else f"{township.kind or '镇'}党委会议",
        "own": "街道" if street else township.kind or "镇",
    }


def first_request(round_: Round, township: Region) -> str:
    """The number of the township's first request; without one yet, in words."""
    first = TownshipPack.objects.filter(round=round_, township=township, number=1).first()
    document = request_issued(first) if first else None
    return document.number if document and document.number else "第一次请示"


def named_before(pack: TownshipPack) -> set[int]:
    """Applications that the earlier packs named; one that was reviewed again since stands in this pack too."""
    earlier = TownshipPack.objects.filter(round=pack.round, township=pack.township, number__lt=pack.number)
    return set(PackedApplication.objects.filter(pack__in=earlier).values_list("application", flat=True))


def nominee(item: PackedApplication, belts: dict[str, str]) -> Listed:
    """A name, with the belt on which it lay when it applied."""
    region = item.application.region
    codes = item.submission.snapshot.content["region"]["profile"].get("belts") or []
    return Listed(region.short_name, region.parent.short_name, "、".join(belts.get(code, code) for code in codes))
