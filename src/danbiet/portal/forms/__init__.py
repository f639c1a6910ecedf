"""What is asked of the portal's lists and of the search, and what the set-up asks for."""

from .searching import FIRST_YEAR, NEWEST, STANDINGS, SearchForm, UnitsFilter, Wanted
from .setup import AdministratorForm, CodeForm, LogoForm, MailForm, ProvinceForm, UnitsForm, YearForm

__all__ = [
    "FIRST_YEAR", "NEWEST", "STANDINGS", "AdministratorForm", "CodeForm", "LogoForm", "MailForm", "ProvinceForm", "SearchForm",
    "UnitsFilter", "UnitsForm", "Wanted", "YearForm",
]  # fmt: skip
