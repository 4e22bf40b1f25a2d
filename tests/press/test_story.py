"""Story files: a mistake is told with its file and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from press.story import StoryError, read_story
from press.world import World

GOOD: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "stories" / "quay-talks.yaml").read_text())


def write(folder: Path, **changes: Any) -> Path:
    path = folder / f"{changes.get('id', 'quay-talks')}.yaml"
    path.write_text(yaml.safe_dump({**GOOD, **changes}))
    return path


def test_a_good_story_is_read_whole(tmp_path: Path) -> None:
    story = read_story(write(tmp_path))
    assert [copy.outlet for copy in story.copies] == ["xinhua_en", "bjreview", "cgtn"]
    assert story.copies[0].dateline
    assert story.at.isoformat() == "2026-03-03T11:42:10+00:00"


CARRIER = {"outlet": "cgtn", "at": "2026-03-04T00:00:00Z"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"headline": "x"}, "headline: Extra inputs"),
        ({"origin": "gazette"}, "origin: 'gazette' is no outlet of the press"),
        ({"agency": "gazette"}, "agency: 'gazette' is no agency of the press"),
        ({"kind": "poem"}, "kind: Input should be"),
        ({"title": "  "}, "title: is empty"),
        ({"paragraphs": []}, "paragraphs: "),
        ({"paragraphs": ["a", " "]}, "paragraphs.1: is empty"),
        ({"at": "2026-03-03T19:42:10"}, "at: Input should have timezone info"),
        ({"at": "2026-02-03T19:42:10Z"}, "at: 2026-02-03T19:42:10+00:00 lies outside the world's time"),
        ({"carriers": [{**CARRIER, "at": "2026-03-03T00:00:00Z"}]}, "carriers.0.at: earlier than the origin"),
        ({"carriers": [CARRIER, CARRIER]}, "carriers.1: cgtn has this story already"),
        ({"carriers": [{**CARRIER, "outlet": "chinanews"}]}, "carriers.0: chinanews publishes in 'zh'"),
        ({"carriers": [{**CARRIER, "keep": [1, 9]}]}, "carriers.0.keep: must be rising"),
        ({"carriers": [{**CARRIER, "keep": [2, 1]}]}, "carriers.0.keep: must be rising"),
        ({"carriers": [{**CARRIER, "keep": []}]}, "carriers.0.keep: must be rising"),
        ({"carriers": [{**CARRIER, "keep": [1], "add": {"after": 2, "text": "x"}}]}, "carriers.0.add.after: only 1"),
        ({"carriers": [{**CARRIER, "mark": "x"}]}, "carriers.0.mark: Extra inputs"),
        ({"edits": [{**CARRIER, "title": "x"}], "carriers": []}, "edits.0.outlet: cgtn has no copy"),
        ({"edits": [{"outlet": "xinhua_en", "at": GOOD["at"], "title": "x"}]}, "edits.0.at: not after xinhua_en"),
        ({"edits": [{**CARRIER, "paragraph": 9, "text": "x"}]}, "edits.0.paragraph: cgtn has no paragraph 9"),
        ({"edits": [{**CARRIER, "paragraph": 1}]}, "edits.0: text: is missing"),
        (
            {
                "carriers": [{**CARRIER, "keep": [1]}],
                "edits": [{**CARRIER, "at": "2026-03-05T00:00:00Z", "paragraph": 1, "text": None}],
            },
            "edits: cgtn is left without a paragraph",
        ),
        ({"edits": [CARRIER]}, "edits.0: give either `title` or `paragraph`"),
        ({"edits": [{**CARRIER, "title": "x", "text": "y"}]}, "edits.0: text: belongs to a `paragraph`"),
        ({"removals": [{**CARRIER, "how": "soft-404"}]}, "removals.0.how: cgtn answers with an honest status"),
        ({"removals": [{**CARRIER, "how": 404}]}, "removals.0.how: Input should be"),
        ({"removals": [{**CARRIER, "how": "404"}, {**CARRIER, "how": "410"}]}, "removals: a page can vanish once"),
        (
            {"edits": [{**CARRIER, "title": "x"}], "removals": [{**CARRIER, "how": "404"}]},
            "edits.0.at: the page is gone by then",
        ),
    ],
)
def test_a_mistake_names_file_and_field(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    changes = {"edits": [], "removals": [], **changes}
    path = write(tmp_path, **changes)
    with pytest.raises(StoryError) as caught:
        read_story(path)
    assert f"{path}: {message}" in str(caught.value)


def test_the_id_is_the_file_name(tmp_path: Path) -> None:
    path = write(tmp_path).rename(tmp_path / "other.yaml")
    with pytest.raises(StoryError, match="differs from the file's name"):
        read_story(path)


@pytest.mark.parametrize("text", ["- a\n- b\n", "id: [", "", "\x00"])
def test_what_is_no_story_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    with pytest.raises(StoryError, match=r"x\.yaml: "):
        read_story(path)


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, id="one", origin="gazette")
    write(tmp_path, id="two", lang="ru")
    with pytest.raises(StoryError) as caught:
        World.load(tmp_path)
    assert "one.yaml: origin:" in str(caught.value)
    assert "two.yaml: origin: xinhua_en publishes in 'en'" in str(caught.value)


def test_a_folder_without_stories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="no story files"):
        World.load(tmp_path)
