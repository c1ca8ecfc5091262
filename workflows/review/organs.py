"""Names, dates and telephones of a township's organs, as papers write them. Pure."""

import re
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import Region

MOBILE = re.compile(r"1\d{10}")


def day_of(moment: datetime) -> date:
    """The date in the county's own time."""
    return localtime(moment).date()


def landline(phone: str) -> str:
    """Officials are reached at their office: a mobile number is left out."""
    return "" if MOBILE.fullmatch(re.sub(r"[\s-]", "", phone)) else phone


def organs_of(township: Region) -> tuple[str, str]:
    """Party and government of a township: a street has a working committee and an office."""
    name = township.short_name
    if township.kind == "街道":
        return f"中共{name}工作委员会", f"{name}办事处"
    return f"中共{name}委员会", f"{name}人民政府"
