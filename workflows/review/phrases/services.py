"""Keeping and dropping one's own phrases."""

from workflows.engine.errors import Incomplete, NotNow

from ..models import Phrase

#: As many as fit beside a field.
MOST = 20
LONGEST = 200


def own_phrases(user, purpose: str) -> list[str]:
    """The person's own, in the order in which they were kept."""
    return list(user.review_phrases.filter(purpose=purpose).values_list("text", flat=True))


def keep_phrase(*, by, purpose: str, text: str) -> Phrase:
    """Keep a sentence; the same again is the same."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise Incomplete(f"常用语不能为空，不超过{LONGEST}字。")
    kept = by.review_phrases.filter(purpose=purpose)
    if kept.count() >= MOST and not kept.filter(text=text).exists():
        raise NotNow(f"最多保存{MOST}条常用语，请先删去不用的。")
    phrase, _ = Phrase.objects.get_or_create(user=by, purpose=Phrase.Purpose(purpose), text=text)
    return phrase


def drop_phrase(*, by, pk: int) -> None:
    """Forget one's own phrase; anybody else's is not there."""
    by.review_phrases.filter(pk=pk).delete()
