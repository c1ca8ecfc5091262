"""会议纪要节录 (F18), and documents that were issued before: notices with their results, the naming decision."""

from collections.abc import Iterable, Iterator

from documents.models import Document
from documents.packs import Issued
from documents.papers.minutes_excerpt import MinutesExcerpt
from documents.wording import paragraphs
from workflows.designation.models import Meeting
from workflows.publicity.models import Notice

from ..records import RoundRecord


def minutes(round_: RoundRecord) -> Iterator[MinutesExcerpt]:
    """The meetings that decided, in the order held."""
    for meeting in round_.meetings:
        yield excerpt_of(meeting, round_)


def excerpt_of(meeting: Meeting, round_: RoundRecord) -> MinutesExcerpt:
    """The names stand with the last meeting, which decided on them finally."""
    county = round_.county
    organ, name = {
        Meeting.Body.LEADING_GROUP: (round_.office, f"{county}乡村振兴示范创建领导小组会议"),
        Meeting.Body.GOVERNMENT: (f"{county}人民政府办公室", f"{county}人民政府常务会议"),
        Meeting.Body.COMMITTEE: (f"中共{county}委办公室", f"中共{county}委常委会会议"),
    }[Meeting.Body(meeting.body)]
    return MinutesExcerpt(
        organs=(organ,),
        issued_on=meeting.held_on,
        meeting=name,
        session=meeting.session,
        held_on=meeting.held_on,
        topic=f"研究{round_.round.title}审定事宜",
        decisions=tuple(paragraphs(meeting.resolution)),
        approved=round_.approved if meeting == round_.meetings[-1] else (),
        excerpted_by=meeting.recorded_by.display_name,
    )


def published(notices: tuple[Notice, ...]) -> Iterator[Issued]:
    """Each notice with its result, as they were posted."""
    for notice in notices:
        if notice.document:
            yield Issued(title=notice.document.title, sha256=notice.document.sha256)
        result = getattr(notice, "result", None)
        if result and result.document:
            yield Issued(title=result.document.title, sha256=result.document.sha256)


def issued(document: Document | None) -> tuple[Issued, ...]:
    """One document by its subject and number; its organs stand on itself."""
    if document is None:
        return ()
    subject = document.title[max(document.title.find("关于"), 0) :]
    return (Issued(title=f"{subject}（{document.number}）", sha256=document.sha256),)


def requests(documents: Iterable[Document]) -> Iterator[Issued]:
    """Requests on one subject, told apart by who asks."""
    for document in documents:
        organ, _, _ = document.title.partition("关于")
        yield Issued(title=f"{organ}请示（{document.number}）", sha256=document.sha256)
