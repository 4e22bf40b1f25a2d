"""The page reader: bytes of a page in, an `Article` out, each value with its receipt."""

from __future__ import annotations

from extractors.pages.join import join_pages
from extractors.pages.read import EXTRACTOR, read_page

__all__ = ["EXTRACTOR", "join_pages", "read_page"]
