"""A lock holds what it names: FOR UPDATE over a join holds every row of it, and two of those wait crosswise."""

import ast

from django.conf import settings


def chain_of(call: ast.expr) -> dict[str, ast.Call]:
    """The methods of one queryset expression, by name."""
    found = {}
    while isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        found[call.func.attr] = call
        call = call.func.value
    return found


def test_a_lock_over_a_join_says_which_rows_it_holds():
    wrong = []
    for package in ("accounts", "documents", "workflows"):
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                chain = chain_of(node) if isinstance(node, ast.Call) else {}
                lock = chain.get("select_for_update")
                if lock and "select_related" in chain and "of" not in {one.arg for one in lock.keywords}:
                    wrong.append(f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}")

    assert wrong == []
