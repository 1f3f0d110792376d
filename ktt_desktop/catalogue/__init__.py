"""Typed, strict reading of what lives as data in `resources/`."""
