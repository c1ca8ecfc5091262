"""Invented figures of a village or township: consistent (a part never exceeds its whole) and the same at every run."""

from decimal import Decimal
from random import Random

from accounts.models import Region

Figures = dict[str, tuple[Decimal, Decimal | None, str]]
COUNTY_INCOME = Decimal(14860)


def part(whole: int, share: float) -> int:
    """A share of a whole, as a whole number."""
    return max(0, min(whole, round(whole * share)))


class Draw:
    """Random shares around a quality between 0 and 1."""

    def __init__(self, region: Region, quality: float):
        self.rng = Random(f"{region.code}-{quality}")  # noqa: S311 - invented figures, not a secret
        self.quality = quality
        self.profile = region.profile

    def share(self, low: float, high: float) -> float:
        """Between low and high: the better the quality, the nearer to high."""
        return low + (high - low) * min(1.0, max(0.0, self.quality + self.rng.uniform(-0.18, 0.08)))

    def number(self, name: str, default: int) -> int:
        """A figure of the region's profile."""
        return int(float(self.profile.get(name) or default))


def with_last_year(values: dict[str, float | int], rng: Random) -> Figures:
    """Each figure with last year's, a little lower."""
    out: Figures = {}
    for code, value in values.items():
        now = Decimal(str(round(value, 2)))
        before = (now * Decimal(str(round(rng.uniform(0.9, 1.0), 3)))).quantize(Decimal("0.01"))
        out[code] = (now, before.quantize(Decimal(1)) if now == now.to_integral_value() else before, "")
    return out


def village_figures(region: Region, quality: float) -> Figures:
    """Every data item of the village standard."""
    d = Draw(region, quality)
    hh, hh_res = d.number("households", 300), d.number("resident", 900) // 3 or 60
    pop, pop_res = d.number("population", 1000), d.number("resident", 700)
    groups = d.number("groups", 5)
    income = d.share(300, 1800)
    labour, moved, toilets = part(hh, 0.25), 0, part(hh_res, 0.96)
    renewed, due_cameras, disputes = part(toilets, 0.7), groups + 4, 20 + groups
    valid = 60
    values = {
        "hh": hh, "hh_res": hh_res, "pop": pop, "pop_res": pop_res, "groups": groups,
        "area_km2": float(d.profile.get("area_km2") or 5), "arable_mu": d.number("arable_mu", 1000),
        "inc_total": income, "inc_main": income * d.share(0.45, 0.8),
        "coll_income": d.share(12, 62), "coll_income_prev": d.share(9, 45),
        "pc_income": float(COUNTY_INCOME) * d.share(0.98, 1.24), "pc_income_county": float(COUNTY_INCOME),
        "hh_linked": part(hh_res, d.share(0.35, 0.72)),
        "labour_relieved": labour, "labour_employed": part(labour, d.share(0.9, 1.0)),
        "groups_ge30": groups, "groups_road": groups, "water_fail_open": 0,
        "pop_tapwater": part(pop_res, d.share(0.9, 1.0)),
        "road_main_km": 6.4, "road_lit_km": 6.4 * d.share(0.7, 1.0),
        "hh_moved": moved, "hh_moved_emp": 0,
        "toilet_due": hh_res, "toilet_ok": part(hh_res, d.share(0.82, 0.99)),
        "toilet_renewed": renewed, "toilet_filed": part(renewed, d.share(0.95, 1.02)),
        "hh_sort": part(hh_res, d.share(0.55, 0.95)), "hh_sewage": part(hh_res, d.share(0.55, 0.9)),
        "plant_total": 1, "plant_ok": 1, "green_rate": d.share(22, 38),
        "yard_beauty": part(hh_res, d.share(0.35, 0.65)), "hh_star": part(hh_res, d.share(0.4, 0.7)),
        "sat_valid": valid, "sat_ok": part(valid, d.share(0.9, 1.0)),
        "hh_points": part(hh_res, d.share(0.6, 0.95)),
        "disputes": disputes, "disputes_done": part(disputes, d.share(0.95, 1.02)),
        "cam_due": due_cameras, "cam_ok": part(due_cameras, d.share(0.8, 1.05)),
    }  # fmt: skip
    return with_last_year(values, d.rng)


def township_figures(region: Region, quality: float) -> Figures:
    """Every data item of the township standard."""
    d = Draw(region, quality)
    villages = d.number("villages", 14)
    hh, pop = villages * 360, villages * 1280
    hh_res, pop_res = villages * 255, villages * 830
    output, fund, road = villages * 2600.0, villages * 46.0, villages * 11.5
    whole = {"labour_task": villages * 90, "affairs_due": 96, "toilet_task": villages * 11, "toilet_issue": 40}
    disputes, moved, plants, valid = villages * 12, 60, 4, 200
    values = {
        "villages": villages, "hh": hh, "hh_res": hh_res, "pop": pop, "pop_res": pop_res,
        "area_km2": villages * 7.2, "arable_mu": villages * 2600,
        "agri_out": output, "main_out": output * d.share(0.45, 0.7),
        "villages_inc10": part(villages, d.share(0.7, 1.0)), "pc_income": 15900 * d.share(0.95, 1.05),
        "growth_pc": d.share(8.2, 9.6), "growth_pc_county": 8.1,
        "fund_total": fund, "fund_industry": fund * d.share(0.56, 0.68),
        "hh_linked": part(hh_res, d.share(0.5, 0.78)),
        "labour_task": whole["labour_task"], "labour_done": part(whole["labour_task"], d.share(0.96, 1.04)),
        "loan_balance": 860, "loan_overdue": 4,
        "villages_plan_due": villages, "villages_plan_ok": part(villages, d.share(0.95, 1.05)),
        "road_km": road, "road_good_km": road * d.share(0.82, 0.95),
        "pop_tapwater": part(pop_res, d.share(0.92, 1.0)),
        "affairs_due": whole["affairs_due"], "affairs_ok": part(whole["affairs_due"], d.share(0.93, 1.0)),
        "hh_moved": moved, "hh_moved_emp": part(moved, d.share(0.97, 1.05)),
        "toilet_due": hh_res, "toilet_ok": part(hh_res, d.share(0.82, 0.95)),
        "toilet_task": whole["toilet_task"], "toilet_done": part(whole["toilet_task"], d.share(0.96, 1.03)),
        "toilet_issue": whole["toilet_issue"], "toilet_fixed": part(whole["toilet_issue"], d.share(0.95, 1.05)),
        "villages_garbage": part(villages, d.share(0.97, 1.05)),
        "villages_sewage": part(villages, d.share(0.5, 0.75)),
        "plant_total": plants, "plant_ok": plants, "villages_clean": part(villages, d.share(0.85, 1.02)),
        "wm_due": villages + 1, "wm_ok": villages + 1,
        "villages_civil": part(villages, d.share(0.5, 0.75)),
        "sat_valid": valid, "sat_ok": part(valid, d.share(0.92, 0.99)),
        "villages_core": part(villages, d.share(0.97, 1.05)), "villages_points": part(villages, d.share(0.85, 1.05)),
        "disputes": disputes, "disputes_done": part(disputes, d.share(0.96, 1.0)),
        "villages_law": part(villages, d.share(0.3, 0.5)), "villages_demo": part(villages, d.share(0.22, 0.4)),
    }  # fmt: skip
    return with_last_year(values, d.rng)
