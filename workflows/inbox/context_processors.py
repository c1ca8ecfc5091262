"""What the frame of every page shows: who you are, what waits, where you can go."""

from django.conf import settings
from django.http import HttpRequest

from workflows.engine.models import WorkItem
from workflows.scoring.rules import without_recused

from .menu import menu_for

#: A badge says 99+ rather than count them all.
MOST = 99


def desk(request: HttpRequest) -> dict:
    """The context variable ``desk``."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk": {"system_name": settings.SYSTEM_NAME}}
    held = user.current_appointments
    waiting = without_recused(WorkItem.objects.waiting_for(user), user)[: MOST + 1].count() if held else 0
    unread = user.messages.filter(read_at=None)[: MOST + 1].count()
    first = held[0] if held else None
    return {
        "desk": {
            "system_name": settings.SYSTEM_NAME,
            "user_name": user.display_name,
            "user_place": first.place if first else "",
            "user_post": first.get_post_display() if first else "",
            "menu": menu_for(request, held, capped(waiting)),
            "todo_count": capped(waiting),
            "message_count": capped(unread),
        }
    }


def capped(number: int) -> str:
    """``99+`` for more than that, nothing for none."""
    return "" if not number else f"{MOST}+" if number > MOST else str(number)
