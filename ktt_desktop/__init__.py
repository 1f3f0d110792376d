"""Sổ KTTT: the register, the yearly figures and the reports of the collective economy."""

__version__ = "0.1.0"
