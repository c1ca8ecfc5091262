"""The default: nothing leaves the machine, a file shows what would have been sent."""

import json
import os
from pathlib import Path
from typing import Any

from accounts.outbox.outcomes import Outcome, Parcel, Sent

#: The file's name is the key: written twice, it is one file.
REPEATABLE = True


def send(parcel: Parcel, given: dict[str, Any]) -> Outcome:
    folder = Path(given["folder"])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = parcel.key.replace(":", "-") + ".json"
    part = folder / f"{name}.part"
    words = {"key": parcel.key, "to": parcel.to, "subject": parcel.subject, "text": parcel.text}
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        json.dump(words, stream, ensure_ascii=False, indent=1)
    part.replace(folder / name)
    return Sent(name)
