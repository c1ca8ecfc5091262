"""What the frame of every page shows: who you are, what waits, where you can go."""

from django.conf import settings
from django.http import HttpRequest

from .lists import counted, todo_of
from .menu import menu_for


def desk(request: HttpRequest) -> dict:
    """The context variable ``desk``."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk": {"system_name": settings.SYSTEM_NAME}}
    held = user.current_appointments
    waiting = counted(todo_of(request)) if held else ""
    first = held[0] if held else None
    return {
        "desk": {
            "system_name": settings.SYSTEM_NAME,
            "user_name": user.display_name,
            "user_place": first.place if first else "",
            "user_post": first.get_post_display() if first else "",
            "menu": menu_for(request, held, waiting),
            "todo_count": waiting,
            "message_count": counted(user.messages.filter(read_at=None)),
        }
    }
