"""开户、重设密码、停用: the system administrator's verbs. Posts are given by somebody else (``appointments``)."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, codes
from accounts.enums import Post
from accounts.models import User
from accounts.rules import require_administrator

#: Without 0 O 1 l I: the password is read from a slip of paper, once.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


@transaction.atomic
def open_account(
    *, username: str, display_name: str, county: str = "", phone: str = "", by: User | None = None
) -> tuple[User, str]:
    """The person, and the password to hand over: it must be changed at the first sign-in."""
    require_administrator(by, Post.SYSTEM_ADMIN, _place(county))
    user = User(username=username, display_name=display_name, county=county, phone=phone)
    password = _give_password(user)
    user.full_clean()
    user.save()
    audit.record(actor=by, verb="开户", subject=user)
    return user, password


@transaction.atomic
def reset_password(*, user: User, by: User | None = None) -> str:
    """Whoever is signed in with the old password is signed out by it."""
    require_administrator(by, Post.SYSTEM_ADMIN, _place(user.county))
    password = _give_password(user)
    user.save(update_fields=["password", "initial_password"])
    audit.record(actor=by, verb="重设密码", subject=user)
    return password


@transaction.atomic
def close_account(*, user: User, by: User | None = None) -> None:
    """The person signs nothing any more; what they did stays under their name."""
    require_administrator(by, Post.SYSTEM_ADMIN, _place(user.county))
    if held := user.own_appointments:
        raise ValidationError(f"{user}还在任{held[0]}，请安全管理员先办理免职。")
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(actor=by, verb="停用账号", subject=user)


def _place(county: str) -> str:
    return codes.widen(county) if county else ""


def _give_password(user: User) -> str:
    password = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    user.set_password(password)
    user.initial_password = True
    return password
