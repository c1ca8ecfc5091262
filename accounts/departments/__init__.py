"""部门和重点任务: reading the county's plan, loading it, and joining departments in a reform."""

from accounts.departments.loading import DepartmentReport, county_region, in_county, load
from accounts.departments.reform import merge

__all__ = ["DepartmentReport", "county_region", "in_county", "load", "merge"]
