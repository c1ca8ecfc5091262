"""Named proofs (佐证清单): what the standard asks for one by one, and which of it an application has.

Everything here reads the plain content (``content_of``, a snapshot); nothing asks the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflows.standards.spec import Bonus, Indicator, Spec

#: What may be proved by files of the applicant: an indicator, a bonus item.
Asked = Indicator | Bonus
#: As long as the column is.
LONGEST_NAME = 200
OTHER = "其他材料"


@dataclass(frozen=True)
class Proof:
    """One thing that the standard wants proved, and the entries of the content that prove it."""

    number: int
    name: str
    entries: tuple[Mapping, ...] = ()

    @property
    def is_there(self) -> bool:
        return bool(self.entries)


@dataclass(frozen=True)
class ProofList:
    """The named proofs of one indicator, and what was handed in beside them."""

    named: tuple[Proof, ...]
    others: tuple[Mapping, ...] = ()

    @property
    def done(self) -> int:
        return sum(proof.is_there for proof in self.named)

    @property
    def total(self) -> int:
        return len(self.named)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what is not there."""
        return tuple(proof.name for proof in self.named if not proof.is_there)

    @property
    def words(self) -> str:
        """``还缺水质检测报告、抽检记录``; empty where nothing is missing."""
        return f"还缺{'、'.join(self.missing)}" if self.missing else ""


def names_of(asked: Asked) -> tuple[str, ...]:
    """The proofs that the standard names, in its order."""
    return tuple(name[:LONGEST_NAME] for name in asked.evidence)


def asked_by(spec: Spec, code: str) -> Asked | None:
    """The indicator or bonus item of this code."""
    return spec.indicator_by_code.get(code) or next((item for item in spec.bonus if item.code == code), None)


def proof_of(asked: Asked, *, proof: str, proves: str) -> str:
    """Which named proof a file serves; empty: none of them (其他).

    Links from before proofs were named one by one carry only words: they count where the words are such a name.
    """
    names = names_of(asked)
    return next((name for name in (proof, proves) if name in names), "")


def proofs_of(content: Mapping, asked: Asked) -> ProofList:
    """The list of one indicator, ticked off against an application's content."""
    entries = [entry for entry in content["evidence"] if entry["indicator"] == asked.code]
    return tick_off(asked, entries)


def tick_off(asked: Asked, entries: Iterable[Mapping]) -> ProofList:
    """The list of one indicator, ticked off against its entries (``proof``, ``proves``)."""
    found: dict[str, list[Mapping]] = {}
    for entry in entries:
        name = proof_of(asked, proof=entry.get("proof", ""), proves=entry["proves"])
        found.setdefault(name, []).append(entry)
    named = [Proof(number, name, tuple(found.get(name, ()))) for number, name in enumerate(names_of(asked), 1)]
    return ProofList(tuple(named), tuple(found.get("", ())))


def missing_proofs(content: Mapping, asked: Asked) -> tuple[str, ...]:
    """Names of the proofs that the standard asks for and an application's content does not have."""
    return proofs_of(content, asked).missing
