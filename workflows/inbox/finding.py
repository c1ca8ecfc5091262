"""Places and numbers as people type them: characters, pinyin in full or by initials, digits of a code, a file number."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Concat

from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.sounds import as_typed
from workflows.applications.models import Application

#: More places than a county has; what somebody above the counties types is cut off there.
MOST_PLACES = 1000
MOST_NUMBERS = 50
SHORTEST_CODE = 4


@dataclass(frozen=True)
class Found:
    """What a few words may mean to one person."""

    words: str
    places: tuple[Region, ...]
    processes: tuple[int, ...]

    def about(self, region: str, process: str) -> Q:
        """Rows about these places; ``region`` and ``process`` name the row's own fields."""
        codes = [place.pk for place in self.places if place.level != RegionLevel.TOWNSHIP]
        meant = Q(**{f"{region}__in": codes}) | Q(**{f"{process}__in": self.processes})
        for place in self.places:
            if place.level == RegionLevel.TOWNSHIP:
                low, high = place.code_range
                meant |= Q(**{f"{region}__gte": low, f"{region}__lt": high})
        return meant


def find(words: str, user) -> Found:
    """Two questions at most: which places are called so, and which application is numbered so."""
    return Found(words, tuple(places_called(words, user)), tuple(numbered(words, user)))


def areas(user, field: str) -> Q:
    """Within the person's posts."""
    inside = Q(pk__in=[])
    for region in {held.region_id: held.region for held in user.current_appointments}.values():
        low, high = region.code_range
        inside |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
    return inside


def places_called(words: str, user):
    """By name (with its township's before it or without), sound, or the first digits of the code."""
    inside = Region.objects.filter(areas(user, "code"), level__gte=RegionLevel.COUNTY)
    if words.isdecimal():
        return inside.filter(code__startswith=words)[:MOST_PLACES] if len(words) >= SHORTEST_CODE else ()
    if as_typed(words):
        return inside.called(words)[:MOST_PLACES]
    return inside.annotate(full=Concat("parent__name", "name")).filter(full__contains=words)[:MOST_PLACES]


def numbered(words: str, user) -> list[int]:
    """Processes of the applications whose number holds these signs."""
    if not any(sign.isdecimal() for sign in words):
        return []
    mine = Application.objects.filter(areas(user, "region_id"), number__icontains=words)
    return list(mine.values_list("process_id", flat=True)[:MOST_NUMBERS])
