"""Sources from the web, against a real local server that misbehaves on purpose."""

from __future__ import annotations

import gzip
import http.server
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from briefing._version import __version__
from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, Ref, expand, load
from briefing.readers.options import Source
from briefing.readers.registry import safely
from briefing.readers.web import fetch as fetching

STORY = (
    "The port of Karsund opened a second quay on Friday, doubling the room for grain ships to "
    "2.4 million tonnes a year, the port authority said in a statement to the press."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Quay opens</title>
<meta property="og:site_name" content="Karsund Gazette">
<meta property="article:published_time" content="2024-05-03"></head>
<body><article><h1>Quay opens</h1><p>{STORY}</p></article></body></html>""".encode()


@dataclass
class Log:
    """What the server saw: request headers by path, and how many requests ran at once."""

    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    running: int = 0
    most: int = 0


class Handler(http.server.BaseHTTPRequestHandler):
    log: Log
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.log.seen.append((self.path, dict(self.headers)))
        name = self.path.strip("/").partition("/")[0].partition("?")[0].replace(".", "_")
        getattr(self, f"get_{name}", self.get_missing)()

    def send(self, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_missing(self) -> None:
        self.send_error(404)

    def get_page(self) -> None:
        self.send(PAGE)

    def get_zipped(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def get_bomb(self) -> None:
        self.send(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")

    def send_unless(self, condition: str, name: str, value: str) -> None:
        """The page with header ``name``, or only "not modified" to who has that ``value``."""
        if self.headers[condition] == value:
            self.send_response(304)
            self.end_headers()
        else:
            self.send(PAGE, **{name: value})

    def get_tagged(self) -> None:
        self.send_unless("If-None-Match", "ETag", '"v1"')

    def get_dated(self) -> None:
        self.send_unless("If-Modified-Since", "Last_Modified", "Fri, 03 May 2024 10:00:00 GMT")

    def get_around(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/around/again")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def get_once(self) -> None:
        self.send_response(301)
        self.send_header("Location", "/page")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def get_file(self) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def get_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        block = b"<p>more and more</p>" * 1000
        try:
            while True:
                self.wfile.write(block)
        except OSError:
            self.close_connection = True

    def get_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def get_silent(self) -> None:
        time.sleep(1.5)
        self.close_connection = True

    def get_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(PAGE)
        self.close_connection = True

    def get_nonsense(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
        self.close_connection = True

    def get_slow(self) -> None:
        self.log.running += 1
        self.log.most = max(self.log.most, self.log.running)
        time.sleep(0.1)
        self.log.running -= 1
        self.send(PAGE)

    def get_stalling_feed(self) -> None:
        """Forty teasers that link to pages of which each takes a while."""
        host = self.headers["Host"]
        rows = "".join(
            f"<item><title>Quay {n} opens</title><link>http://{host}/lag/{n}</link>"
            f"<description>Quay {n} of Karsund opened. Its …</description></item>"
            for n in range(40)
        )
        self.send(
            f"<rss version='2.0'><channel><title>Feed</title>{rows}</channel></rss>".encode(),
            "application/rss+xml",
        )

    def get_lag(self) -> None:
        time.sleep(0.2)
        self.send(PAGE)

    def get_host_opml(self) -> None:
        """Forty feeds of one server that never answers."""
        host = self.headers["Host"]
        rows = "".join(f"<outline xmlUrl='http://{host}/silent?{n}'/>" for n in range(40))
        self.send(f"<opml><body>{rows}</body></opml>".encode(), "text/x-opml")

    def get_feed(self) -> None:
        host = self.headers["Host"]
        item = f"<item><title>Quay opens</title><link>http://{host}/page</link>\
<description>The port of Karsund …</description></item>"
        gone = f"<item><title>Rail line shut</title><link>http://{host}/gone</link>\
<description>The line to Odda is shut for a month.</description></item>"
        self.send(
            f"<rss version='2.0'><channel><title>Feed</title>{item}{gone}</channel></rss>".encode(),
            "application/rss+xml",
        )

    def get_list_opml(self) -> None:
        host = self.headers["Host"]
        self.send(
            f"<opml version='2.0'><body><outline text='x'><outline xmlUrl='http://{host}/feed'/>"
            "<outline xmlUrl='ftp://x/y'/></outline></body></opml>".encode(),
            "text/xml",
        )

    def get_loop_opml(self) -> None:
        host = self.headers["Host"]
        self.send(
            f"<opml><body><outline xmlUrl='http://{host}/loop.opml'/></body></opml>".encode(),
            "text/x-opml",
        )


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def server(log: Log) -> Iterator[str]:
    handler = type("Logged", (Handler,), {"log": log})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


@pytest.fixture
def options(tmp_path: Path) -> ReadOptions:
    return ReadOptions(allow_private=True, cache=str(tmp_path / "cache"), timeout=1.0, deadline=2.0)


def items(url: str, options: ReadOptions) -> list[Article | Skipped]:
    found: list[Article | Skipped] = []
    for ref in expand([url], options):
        found.extend(load(ref, options) if isinstance(ref, Ref) else [ref])
    return found


def reason(url: str, options: ReadOptions) -> str:
    (item,) = items(url, options)
    assert isinstance(item, Skipped)
    assert item.location == url
    assert "\n" not in item.reason
    return item.reason


def test_page_becomes_an_article(server: str, options: ReadOptions, log: Log) -> None:
    (article,) = items(f"{server}/page", options)
    assert isinstance(article, Article)
    assert article.text == f"Quay opens\n\n{STORY}"
    assert (article.outlet, article.date) == ("Karsund Gazette", "2024-05-03")
    assert article.url == article.location == f"{server}/page"
    assert log.seen[0][1]["User-Agent"] == f"briefing/{__version__}"


def test_compressed_page_is_unpacked_within_limits(server: str, options: ReadOptions) -> None:
    (article,) = items(f"{server}/zipped", options)
    assert isinstance(article, Article)
    assert STORY in article.text
    small = replace(options, max_bytes=2_000_000, deadline=120.0)
    assert reason(f"{server}/bomb", small) == "larger than 2 MB"


def test_redirect_is_followed_and_named(server: str, options: ReadOptions) -> None:
    (article,) = items(f"{server}/once", options)
    assert isinstance(article, Article)
    assert article.location == f"{server}/once"
    assert article.url == f"{server}/page"


def test_redirects_are_bounded_and_stay_on_the_web(
    server: str, options: ReadOptions, log: Log
) -> None:
    assert reason(f"{server}/around", options) == "more than 5 redirects"
    assert len(log.seen) == 6
    assert "only http and https" in reason(f"{server}/file", options)


def test_private_addresses_are_refused(server: str, options: ReadOptions, log: Log) -> None:
    closed = replace(options, allow_private=False)
    assert "private network" in reason(f"{server}/page", closed)
    port = server.rpartition(":")[2]
    for name in (
        "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1",
        "0177.0.0.1", "0x7f.0.0.1", "[::]", "[fe80::1]", "[fd00::1]", "10.0.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    ):  # fmt: skip
        assert "private network" in reason(f"http://{name}:{port}/page", closed)
    assert log.seen == []


def test_a_name_that_resolves_to_this_machine_is_refused(
    server: str, options: ReadOptions, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    real = socket.getaddrinfo
    asked: list[str] = []

    def resolve(host: str, *rest: object, **named: object) -> object:
        asked.append(host)
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = server.rpartition(":")[2]
    closed = replace(options, allow_private=False)
    assert "private network" in reason(f"http://news.example:{port}/page", closed)
    assert (asked, log.seen) == (["news.example"], [])


def test_address_behind_a_redirect_is_checked(
    server: str, options: ReadOptions, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    """A public name that answers with a redirect to this machine must not get through."""
    real = fetching.public
    answers = iter([True])
    monkeypatch.setattr(fetching, "public", lambda ip: next(answers, False) or real(ip))
    closed = replace(options, allow_private=False)
    assert "private network" in reason(f"{server}/once", closed)
    assert [path for path, _ in log.seen] == ["/once"]


def test_endless_slow_and_silent_servers_end(server: str, options: ReadOptions) -> None:
    start = time.monotonic()
    assert reason(f"{server}/endless", replace(options, max_bytes=3_000_000)) == "larger than 3 MB"
    assert reason(f"{server}/drip", replace(options, deadline=0.5)) == "the server took too long"
    assert reason(f"{server}/silent", replace(options, timeout=0.3)) == "the server took too long"
    assert time.monotonic() - start < 10


def test_broken_answers_give_a_reason(server: str, options: ReadOptions) -> None:
    assert reason(f"{server}/short", options) == "the connection broke off"
    assert "makes no sense" in reason(f"{server}/nonsense", options)
    assert "404" in reason(f"{server}/none", options)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = free.getsockname()[1]
    assert "refuses connections" in reason(f"http://127.0.0.1:{dead}/", options)
    assert "only http and https" in reason("ftp://127.0.0.1/x.txt", options)
    assert "not a web address" in reason("http://me@127.0.0.1/", options)


def test_unchanged_page_is_not_sent_again(server: str, options: ReadOptions, log: Log) -> None:
    first = items(f"{server}/tagged", options)
    again = items(f"{server}/tagged", options)
    assert first == again
    assert [headers.get("If-None-Match") for _, headers in log.seen] == [None, '"v1"']


def test_a_page_with_a_date_is_not_sent_again(server: str, options: ReadOptions, log: Log) -> None:
    first = items(f"{server}/dated", options)
    assert isinstance(first[0], Article)
    assert items(f"{server}/dated", options) == first
    dates = [headers.get("If-Modified-Since") for _, headers in log.seen]
    assert dates == [None, "Fri, 03 May 2024 10:00:00 GMT"]


def test_damaged_cache_is_ignored(server: str, options: ReadOptions, log: Log) -> None:
    first = items(f"{server}/tagged", options)
    (stored,) = Path(options.cache).glob("*.page")
    stored.write_bytes(stored.read_bytes()[:-40])
    assert items(f"{server}/tagged", options) == first
    assert "If-None-Match" not in log.seen[1][1]


def test_one_request_at_a_time_for_a_host(server: str, options: ReadOptions, log: Log) -> None:
    threads = [
        threading.Thread(target=items, args=(f"{server}/slow?{n}", options)) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.seen) == 4
    assert log.most == 1


def test_feed_items_come_from_their_pages(server: str, options: ReadOptions) -> None:
    page, gone, teaser = items(f"{server}/feed", options)
    assert isinstance(page, Article)
    assert STORY in page.text
    assert page.outlet == "Feed"
    assert gone == Skipped(f"{server}/gone", "the server answered 404 Not Found")
    assert isinstance(teaser, Article)
    assert teaser.text == "Rail line shut\n\nThe line to Odda is shut for a month."


def test_feed_is_read_without_following(server: str, options: ReadOptions, log: Log) -> None:
    found = items(f"{server}/feed", replace(options, follow=False))
    assert [item.title for item in found if isinstance(item, Article)] == ["Rail line shut"]
    assert len(log.seen) == 1


def test_list_of_feeds(server: str, options: ReadOptions) -> None:
    assert items(f"{server}/list.opml", options) == items(f"{server}/feed", options)
    (item,) = items(f"{server}/loop.opml", options)
    assert isinstance(item, Skipped)
    assert "lists of feeds" in item.reason or "deep" in item.reason


def test_a_feed_of_slow_pages_stops_following_and_keeps_its_items(
    server: str, options: ReadOptions, log: Log
) -> None:
    found = items(f"{server}/stalling_feed", replace(options, patience=0.7, deadline=20.0))
    asked = [path for path, _ in log.seen if path.startswith("/lag/")]
    assert 1 <= len(asked) <= 8  # each takes 0.2 s or more
    assert len(found) == 40
    assert all(isinstance(item, Article) for item in found)
    asked = len([path for path, _ in log.seen if path.startswith("/lag/")])
    assert 1 <= asked <= 4
    assert len([a for a in found if isinstance(a, Article) and STORY in a.text]) == asked


def test_a_list_of_feeds_of_one_slow_server_waits_once(
    server: str, options: ReadOptions, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.readers.formats.opml.SLOW", 0.2)
    found = items(f"{server}/host.opml", replace(options, timeout=0.3))
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert reasons[0] == "the server took too long"
    assert set(reasons[1:]) == {"not asked, as its server took too long before"}
    assert len(reasons) == 40
    assert len(log.seen) == 2


def test_a_list_of_feeds_of_many_slow_servers_runs_out_of_patience(
    server: str, options: ReadOptions
) -> None:
    """Each server is asked once, so only the wait in all can bound it."""
    silent = [socket.create_server((f"127.0.0.{n}", 0)) for n in range(2, 12)]
    rows = "".join(
        "<outline xmlUrl='http://{}:{}/feed'/>".format(*each.getsockname()) for each in silent
    )
    good = f"<outline xmlUrl='{server}/feed'/>"
    data = f"<opml><body>{good}{rows}<outline xmlUrl='{server}/feed?2'/></body></opml>".encode()
    limits = replace(options, timeout=0.3, patience=0.7)
    found = list(safely(".opml", Source(data, "list.opml", replace(limits, follow=True))))
    for each in silent:
        each.close()
    assert isinstance(found[0], Article)  # what came before the slow ones is kept
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    late = reasons.count("the server took too long")
    assert 1 <= late <= 3  # each takes 0.3 s or more
    assert reasons.count("not asked, as the servers before took too long") == 11 - late


def test_a_name_server_that_does_not_answer_is_not_waited_for(
    options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stalled(*_: object, **__: object) -> list[object]:
        time.sleep(120)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", stalled)
    start = time.monotonic()
    assert reason("http://slow.example/", options) == "the server took too long"
    assert time.monotonic() - start < 30


@pytest.mark.skipif(sys.platform == "win32", reason="no locks between processes there")
def test_another_run_that_asks_a_server_is_waited_for_within_the_limit(
    server: str, options: ReadOptions
) -> None:
    import fcntl

    (first,) = items(f"{server}/page", options)
    assert isinstance(first, Article)
    (lock,) = Path(options.cache).glob("*.lock")
    with lock.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        begun = time.monotonic()
        assert "another run" in reason(f"{server}/once", options)
        assert time.monotonic() - begun < 10 * options.deadline
