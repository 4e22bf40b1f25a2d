"""Every number of the story step, with the measurement behind it.

"News" is a made-up fortnight of 14,602 documents with true stories (wire originals and their carriers, bulletins
and readouts in stock phrases); "official" are 4,815 real texts of three governments, read by hand. F1 is pairwise.
"""

from __future__ import annotations

from datetime import timedelta

ALGO_VERSION = 2
"""Raised when anything here, or in how a text is read, changes: stored sketches and edges are then made anew."""

WINDOW = timedelta(hours=72)
"""Two documents further apart are never copies by their text. Carriers follow within hours; the same words a week
later (a notice, a standing greeting) are another story. Real wire: F1 .765 without a window, .789 with it, at the same
Jaccard threshold of .7."""

SHINGLE = 5
"""Words in a shingle. News, containment alone: 3 words .849, 5 words .928, 8 words .888."""

# A sketch: the shingles by which a text is found again. 32 bits of hash: of the 200,000 hashes of three days, 115 new
# documents meet one by chance 0.1 times, and a candidate needs two.
SAMPLE = 2**32 // 8
"""Hashes below this are kept: the same ones in every text that has the shingle,"""
SMALLEST = 16
"""and the smallest of each text, so that a short one is found too,"""
HEAD = 24
"""and every second of the first shingles, since a cut keeps the beginning. News, F1: .953 without the head, .978 with
it (before the guard against digests was mended);"""
NUMBERED = 6
"""and those that begin and end with one of the first numbers, which are what tells a short bulletin from yesterday's.
Together 41 hashes a document. News: 28 copies of bulletins were candidates of none without it (36 hashes), none is with
it; F1 .991 and .992."""

SENTENCE = 8
"""Words from which a line at the beginning is text, and no header of the page."""

SHARED = 2
"""Fresh sketch hashes that make two documents candidates: 25,000 pairs of 14,602 documents, of which 21,000 are true.
With stock phrases counted there are 640,000."""

# Stock: what one outlet prints in several documents on several days is its furniture (a whole line at the edge of the
# text), or a set phrase of the trade (a shingle, for all outlets). Copies do not make stock: one outlet carries a
# story once. News: false merges of templated readouts and bulletins fall from 231 in one story to 2 in all.
STOCK_DOCUMENTS = 3
STOCK_DAYS = 2
STOCK_BUCKET_DAYS = 5
"""Counted over the five days of a document and the five before and after: what is stock is a fact of those days,
whatever arrived when, and the cost does not grow with the years."""
EDGE_LINES = 4
"""Lines at the beginning and end of a text that can be furniture."""
DATED_LINE = 80
"""Letters up to which dates and hours in a line are masked: `Updated: 2026-03-02 10:04` is one line every day."""

CONTAINED = 0.65
"""Share of the shorter text's shingles found in the other: a copy. Each without its outlet's furniture, looked for in
the other as printed, since what one outlet repeats another may print once: of truncated copies .994 are found, .984
where it is looked for in the other without its furniture too. News, F1 before that: .6 .990, .65 .988, .7 .986; real
wire .973 at .6 and .957 at .7. Two meetings of one day in the same phrases have up to .64 in common."""
PROBABLE = 0.5
"""From here on a pair is kept as `probable`, and not joined."""
REPOSTED = 0.9
REPOSTED_BOTH = 0.5
"""What two pages of one outlet must have in common, the shorter in the longer and the other way. An outlet does not
carry itself: two of its texts of one day in the same words are calls with two presidents. Official: without this, 7
of 9 stories are wrong; with it, none of 2."""

FRESH = 0.5
"""Share of the shorter text's fresh sketch hashes found in the other. News, F1: .5 .988, .6 .987."""
NUMBERS = 0.6
"""Share of the shorter text's numbers found in the other. Bulletins with other numbers are other stories."""
WEAK = 0.1
"""Below this two texts have nothing in common; from here on they overlap: what the guard against digests asks."""

PART = 0.5
"""Share of a text found in another that makes it a part of it,"""
TWIN = 0.75
"""unless the other is found in it to this share as well."""
COVER = 0.7
"""Share of a container that one group of its parts must make up for the container to belong to it. News: .6 leaves 61
of 125 digests in a story, .7 leaves 43; F1 .986 and .987."""

SAME = 0.98
"""Kept, and nothing added: identical but for typesetting."""
WHOLE = 0.9
"""Share that counts as all: of the origin kept in an expanded carrier, of a trimmed carrier found in the origin."""
PARAGRAPH = 0.5
"""Share of a paragraph's shingles missing from the other text that makes it dropped or added."""
