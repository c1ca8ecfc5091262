"""Which telephone numbers may be published: an office's, never a person's (a city was told off for exactly that)."""

import re

#: 0900-5550101, (0900)5550101, 5550101, 0900-5550101-8, 12345: digits with an area code before, an extension behind.
LANDLINE = re.compile(r"(?:\(?0\d{2,3}\)?[- ]?)?(?:\d{7,8}|\d{5})(?:[-转]\d{1,5})?")
SEVERAL = re.compile(r"[、，,；;/]+")


def is_landline(text: str) -> bool:
    """Is everything in it an office number? Mobile numbers have eleven digits and begin with 1."""
    numbers = [number.strip() for number in SEVERAL.split(text) if number.strip()]
    return bool(numbers) and all(LANDLINE.fullmatch(number) for number in numbers)
