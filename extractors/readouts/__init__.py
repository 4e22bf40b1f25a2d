"""From an article to a readout: who met whom, who said what, what was agreed."""

from __future__ import annotations

from extractors.readouts.read import PARSER, assess_readout, parse, read, read_readout

__all__ = ["PARSER", "assess_readout", "parse", "read", "read_readout"]
