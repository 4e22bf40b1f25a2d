"""Hours of the day as pages print them, and the zones beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone, tzinfo

from extractors.records import Precision

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "cest": 120, "eet": 120, "eest": 180,
    "msk": 180, "мск": 180, "trt": 180, "tsi": 180, "tsi̇": 180, "irst": 210, "pkt": 300, "ict": 420, "wib": 420,
    "wita": 480,
    "hkt": 480, "sgt": 480, "wit": 540, "kst": 540, "jst": 540, "aest": 600, "aedt": 660,
    "est": -300, "edt": -240, "pst": -480, "pdt": -420,
    "北京时间": 480, "北京時間": 480, "beijing time": 480, "台北時間": 480, "moscow time": 180, "московское время": 180,
}  # fmt: skip
"""Minutes east of UTC. CST is both Chicago's and China's, IST three countries': they say nothing."""
_NAMES = "|".join(re.escape(name) for name in sorted(_ZONES, key=lambda name: (-len(name), name)) if name != "z")


def _zone(group: str) -> str:
    offset = r"Z\b|[+-]\d{2}:?\d{2}\b|\(?(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?"
    return rf"(?:\s*(?P<{group}>{offset}|[(（]?(?:{_NAMES})(?!\w)))?"


_HOUR = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])"
_PART = r"(?:(?P<part>오전|오후|上午|下午|午前|午後|晚上|晚|早上)\s?)?"
_HALF = r"(?P<half>[ap]\.?m\b\.?|[صم](?!\w)|[πΠμΜ]\.?[μΜ]\.?(?!\w))"
TIME = (
    rf"{_PART}{_HOUR}\s?[:：時时点點시h]\s?(?P<minute>[0-5]\d)(?!\d)"
    r"(?:\s?[:：分분]\s?(?P<second>[0-5]\d)(?!\d)(?:[.,]\d{1,9})?)?[분分]?[秒초]?"
    rf"\s*{_HALF}?{_zone('zone')}"
)
# 14.30 is an hour only where something says so.
_DOTTED = (
    r"(?:saat|ore|pukul|kl|um|às)\.?\s(?P<hour2>[01]?\d|2[0-3])\.(?P<minute2>[0-5]\d)(?!\d)",
    r"(?<![\d:.])(?P<hour3>[01]?\d|2[0-3])\.(?P<minute3>[0-5]\d)\s?(?:(?P<zone3>WIB|WITA|WIT)\b|Uhr\b|น\.)",
)
_ALONE = (
    rf"{_PART.replace('part', 'part4')}{_HOUR.replace('hour', 'hour4')}\s?"
    r"(?:[時时点點시](?![间間代])|h(?![\w'’])|Uhr\b|часов\b)",
    rf"(?<![\d:.])(?P<hour5>1[0-2]|0?[1-9])\s?(?P<half5>[ap]\.?m\b\.?){_zone('zone5')}",
)
CLOCK = re.compile(TIME, re.IGNORECASE)
"""An hour with its minute."""
CLOCK_OR_HOUR = re.compile("|".join((TIME, *_DOTTED, *_ALONE)), re.IGNORECASE)
"""The same, or an hour alone (`14h`, `8时`, `10 a.m.`)."""
_AFTERNOON = ("pm", "오후", "下午", "午後", "晚上", "晚", "م", "μμ")
_MORNING = ("am", "오전", "上午", "午前", "早上", "ص", "πμ")


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as printed: with its zone if one stood there, and down to what it was printed."""

    time: time
    zone: tzinfo | None
    precision: Precision


def read_clock(match: re.Match[str]) -> Clock:
    """The hour in a match of CLOCK or CLOCK_OR_HOUR."""
    groups = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value is not None}
    hour = int(groups["hour"])
    half = (groups.get("half") or groups.get("part") or "").lower().replace(".", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    precision: Precision = "second" if "second" in groups else "minute" if "minute" in groups else "hour"
    printed = time(hour, int(groups.get("minute", 0)), int(groups.get("second", 0)))
    return Clock(printed, read_zone(groups.get("zone")), precision)


def read_zone(text: str | None) -> tzinfo | None:
    """The zone that a page printed; None when nothing stands there, or a name that means several."""
    if not text:
        return None
    text = text.strip(" ()（").lower()
    if match := re.fullmatch(r"(?:utc|gmt)?\s?([+-])\s?(\d{1,2}):?(\d{2})?", text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes < 1440 else None
    offset = _ZONES.get(text)
    if offset is None:
        return None
    return timezone(timedelta(minutes=offset)) if offset else UTC
