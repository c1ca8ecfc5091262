"""A plain guard of the public forms: so many an hour from one address, so many an hour altogether.

Addresses are kept in memory only, hashed, for an hour: no record of who objected may lie on disk.
"""

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts import clock
from accounts.middleware import client_ip

from .models import Notice

HOUR = 3600
#: A township's villagers share one address; a form is typed by hand.
OBJECTIONS_AN_HOUR, LOOKUPS_AN_HOUR = 10, 60
#: More than a whole county would raise about one notice in an hour.
OBJECTIONS_OF_A_NOTICE = 200


def too_many(request: HttpRequest, what: str, limit: int) -> bool:
    """Count one attempt of this kind from the request's address; is it one too many?"""
    address = salted_hmac("workflows.publicity.spam", client_ip(request) or "").hexdigest()[:32]
    key = f"publicity:{what}:{address}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > limit
    except ValueError:  # it has just expired
        return False


def is_flooded(notice: Notice) -> bool:
    """Does a notice get more objections than people can write?"""
    since = clock.now() - timedelta(hours=1)
    return notice.objections.filter(received_at__gte=since).count() >= OBJECTIONS_OF_A_NOTICE
