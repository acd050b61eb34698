"""The server of a review: who may ask, what may change, what is kept when it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run
from reviewing import Review, reviewing

from briefing.library.store import Library

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    folder = tmp_path_factory.mktemp("review")
    with reviewing(folder, SEEDS, "-o", "week.brief.json") as running:
        yield running


def test_the_address_sets_a_cookie_that_scripts_and_other_sites_do_not_get(review: Review) -> None:
    answer, _ = review.ask("GET", f"/open?token={review.token}", Cookie=None)
    assert answer.status == 303
    cookie = answer.getheader("Set-Cookie") or ""
    assert review.token in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize("path", ["/", "/api/view", "/export/docx", "/static/review.js", "/open"])
def test_nothing_is_shown_without_the_token(path: str, review: Review) -> None:
    for cookie in (None, f"briefing-{review.port}=guess", f"briefing-{review.port}="):
        answer, body = review.ask("GET", path, Cookie=cookie)
        assert answer.status == 403
        assert b"points" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80"]
)
def test_another_name_of_this_machine_is_refused(host: str, review: Review) -> None:
    assert review.ask("GET", "/api/view", Host=host)[0].status == 421


@pytest.mark.parametrize(
    "changed",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"X_Briefing": None},
        {"Content_Type": "text/plain"},
        {"Cookie": None},
    ],
)
def test_a_change_from_elsewhere_is_refused(changed: dict[str, str | None], review: Review) -> None:
    before = review.view()["title"]
    answer, _ = review.ask("POST", "/api/edit", {"do": "title", "text": "Taken over"}, **changed)
    assert answer.status in (403, 415)
    assert review.view()["title"] == before


@pytest.mark.parametrize("path", ["/api/edit", "/api/undo", "/api/redo", "/api/end"])
def test_nothing_changes_by_get(path: str, review: Review) -> None:
    assert review.ask("GET", path)[0].status == 405


def test_every_answer_forbids_the_page_to_load_from_elsewhere(review: Review) -> None:
    for path in ("/", "/api/view", "/static/review.css", "/nowhere"):
        policy = review.ask("GET", path)[0].getheader("Content-Security-Policy") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    assert review.ask("GET", "/")[0].getheader("X-Content-Type-Options") == "nosniff"


def test_no_file_but_the_pages_own_is_served(review: Review) -> None:
    for path in ("/static/../server.py", "/static/%2e%2e/server.py", "/static/review.html"):
        assert review.ask("GET", path)[0].status == 404


@pytest.mark.parametrize(
    "body", [b"[", b"[]", b'"x"', b"{}", b'{"do": "pin"}', b"[" * 100_000, b"x" * 300_000]
)
def test_a_damaged_change_is_refused_in_one_line_and_the_review_goes_on(
    body: bytes, review: Review
) -> None:
    answer, held = review.ask("POST", "/api/edit", body)
    assert answer.status == 422
    assert json.loads(held)["error"]
    assert review.ask("GET", "/api/revision")[0].status == 200


def test_a_sentence_that_no_article_has_cannot_be_pinned(review: Review) -> None:
    mark = {"article": "feedfeedfeedfeed", "start": 0, "end": 20, "quote": "Made up by somebody."}
    answer, held = review.ask("POST", "/api/edit", {"do": "pin", "mark": mark})
    assert answer.status == 422
    assert "no article of the sources" in json.loads(held)["error"]


def test_each_change_is_on_disk_when_it_is_answered(review: Review) -> None:
    review.edit(do="title", text="Morning brief")
    assert json.loads(review.file.read_text("utf-8"))["title"] == "Morning brief"
    review.ask("POST", "/api/undo", {})
    assert json.loads(review.file.read_text("utf-8"))["title"] != "Morning brief"


def test_exports_are_the_bytes_that_make_writes(review: Review, tmp_path: Path) -> None:
    for form in ("docx", "md", "html", "json", "eml"):
        answer, data = review.ask("GET", f"/export/{form}")
        assert answer.status == 200
        assert run(["make", review.file, "-o", f"x.{form}"], tmp_path).code == 0
        assert (tmp_path / f"x.{form}").read_bytes() == data
    assert review.ask("GET", "/export/exe")[0].status == 404


def test_any_sentence_of_an_article_can_be_pinned(review: Review) -> None:
    view = review.view()
    source = view["sources"][0]["id"]
    article = json.loads(review.ask("GET", f"/api/article?id={source}")[1])
    shown = {p["mark"]["start"] for s in view["sections"] for p in s["points"]}
    last = next(
        s for s in reversed(article["sentences"])
        if s["kind"] == "content" and s["start"] not in shown
    )  # fmt: skip
    words = article["text"][last["start"] : last["end"]]
    mark = {"article": source, "start": last["start"], "end": last["end"], "quote": words}
    after = review.edit(do="pin", mark=mark)
    points = [p for s in after["sections"] for p in s["points"]]
    assert any(words in p["mark"]["quote"] for p in points)
    assert after["page"]["fill"] <= 1.0
    review.ask("POST", "/api/undo", {})


def test_ctrl_c_ends_it_without_an_error(tmp_path: Path) -> None:
    with reviewing(tmp_path, SEEDS, "-q") as running:
        assert running.file.name == "seeds.brief.json"
        said = running.stop()
        assert "all is saved in seeds.brief.json" in said
        assert "Traceback" not in said
        assert running.process.returncode == 0


@pytest.mark.skipif(
    signal.getsignal(signal.SIGHUP) == signal.SIG_IGN, reason="run by nohup: no terminal to close"
)
def test_a_closed_terminal_ends_it_and_loses_nothing(tmp_path: Path) -> None:
    with reviewing(tmp_path, SEEDS, "-q") as running:
        running.edit(do="title", text="Kept")
        running.process.send_signal(signal.SIGHUP)
        running.process.wait(30)
        assert json.loads(running.file.read_text("utf-8"))["title"] == "Kept"
        brief = run(["make", running.file], tmp_path)
        assert brief.out.decode().partition("# ")[2].startswith("Kept")


def test_it_ends_by_itself_when_nobody_uses_it(tmp_path: Path) -> None:
    with reviewing(tmp_path, SEEDS, "-q", "--idle", "0.02") as running:
        try:
            running.process.wait(60)
        except subprocess.TimeoutExpired:
            pytest.fail("still running")
        assert running.process.returncode == 0


def test_the_page_can_end_it(tmp_path: Path) -> None:
    with reviewing(tmp_path, SEEDS, "-q") as running:
        assert json.loads(running.ask("POST", "/api/end", {})[1]) == {"ended": True}
        running.process.wait(60)
        assert running.process.returncode == 0


def test_an_earlier_review_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "seeds.brief.json").write_text("{}")
    again = run(["review", SEEDS, "--no-open"], tmp_path)
    assert again.code == 5
    assert "briefing review seeds.brief.json" in again.err
    assert len(again.lines) == 1


def test_a_review_is_taken_up_where_it_stood(tmp_path: Path) -> None:
    with reviewing(tmp_path, SEEDS, "-q") as running:
        first = running.view()["sections"][0]["points"][0]
        running.edit(do="drop", mark=first["mark"])
        running.stop()
    with reviewing(tmp_path, "seeds.brief.json", "-q") as running:
        view = running.view()
        assert first["text"] not in [p["text"] for s in view["sections"] for p in s["points"]]
        assert [mark["quote"] for mark in view["dropped"]] == [first["mark"]["quote"]]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "x.docx"], "must end in .brief.json"),
        (["--port", "99999"], "99999"),
        (["-o", "no/such/folder/x.brief.json"], "cannot be written"),
    ],
)
def test_a_wrong_start_is_one_line(arguments: list[str], reason: str, tmp_path: Path) -> None:
    wrong = run(["review", SEEDS, "--no-open", "-q", *arguments], tmp_path)
    assert wrong.code in (2, 5)
    assert reason in wrong.lines[-1]
    assert "Traceback" not in wrong.err


def test_a_port_that_is_taken_is_said(review: Review, tmp_path: Path) -> None:
    begun = time.monotonic()
    wrong = run(["review", SEEDS, "--no-open", "-q", "--port", str(review.port)], tmp_path)
    assert wrong.code == 5
    assert f"port {review.port}: cannot be used" in wrong.err
    assert time.monotonic() - begun < 60


def test_the_json_of_a_brief_is_opened_and_saved_beside_it(tmp_path: Path) -> None:
    assert run(["make", SEEDS, "--points", "4", "-o", "week.json"], tmp_path).code == 0
    made = json.loads((tmp_path / "week.json").read_text("utf-8"))
    with reviewing(tmp_path, "week.json", SEEDS) as review:
        view = review.view()
        assert view["title"] == made["title"]
        assert [s["title"] for s in view["sections"]] == [s["title"] for s in made["sections"]]
        assert len(view["runners_up"]) > 50
        point = view["sections"][0]["points"][0]
        after = review.edit(do="drop", mark=point["mark"])
        assert point["text"] in after["went"]
        assert len(after["came"]) == 1
        article = json.loads(review.ask("GET", f"/api/article?id={point['mark']['article']}")[1])
        assert point["mark"]["quote"] in article["text"]
        review.stop()
    assert (tmp_path / "week.brief.json").is_file()


MORNING = """library = "desk.library"
new = true
[profile.morning]
sources = ["a.txt", "b.txt"]
outputs = ["morning.docx"]
"""


def morning(folder: Path) -> None:
    """A desk that has made its brief at six."""
    (folder / "briefing.toml").write_text(MORNING, "utf-8")
    for name, text in (
        ("a", "Tunnel opens\n\n12 June 2024\n\nThe Karsund tunnel opened on Monday at a cost of "
         "2.1 billion euros, the ministry said.\n\nIt cuts the journey by forty minutes."),
        ("b", "Bank cuts rate\n\n12 June 2024\n\nThe bank of Norland cut its key rate to 7.5 "
         "percent on Tuesday, its first cut in two years.\n\nInflation fell to 4 percent in May."),
    ):  # fmt: skip
        (folder / f"{name}.txt").write_text(text, "utf-8")
    assert run(["make", "--profile", "morning", "-q"], folder).code == 0


def kept_points(folder: Path) -> list[str]:
    with Library(folder / "desk.library") as library:
        brief = json.loads(library.brief(1).document)
    lead = [brief["bottom_line"]] if brief["bottom_line"] else []
    return [p["text"] for p in [*lead, *(p for s in brief["sections"] for p in s["points"])]]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_library_has_the_brief_as_it_was_corrected_however_the_review_ends(
    end: signal.Signals, tmp_path: Path
) -> None:
    if signal.getsignal(end) == signal.SIG_IGN:
        pytest.skip("ignored here")
    morning(tmp_path)
    before = kept_points(tmp_path)
    with reviewing(tmp_path, "--profile", "morning", "-q") as running:
        assert running.file.name == "morning-2024-06-12.brief.json"
        lead = running.view()["lead"]
        assert lead["text"] == before[0]  # what was told at six is told
        running.edit(do="drop", mark=lead["mark"])
        running.process.send_signal(end)
        running.process.wait(60)
        assert running.process.returncode == 0
    after = kept_points(tmp_path)
    assert lead["text"] not in after
    assert set(after) <= set(before)


def test_what_is_exported_is_in_the_library_though_the_process_is_killed(tmp_path: Path) -> None:
    morning(tmp_path)
    with reviewing(tmp_path, "--profile", "morning", "-q") as running:
        lead = running.view()["lead"]
        running.edit(do="drop", mark=lead["mark"])
        assert running.ask("GET", "/export/eml")[0].status == 200
        running.process.kill()
        running.process.wait(60)
    assert lead["text"] not in kept_points(tmp_path)
