"""HTTP for sources: checked addresses, limits on time, size and redirects, one request per host at
a time.

The address that a host name resolves to has to be checked before the connection is made, and that
very address then be used. ``briefing/README.md`` says why the standard library's client is used.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from briefing._version import __version__
from briefing.errors import SourceError
from briefing.readers.options import ReadOptions
from briefing.readers.web.cache import Cache, Entry

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BLOCK = 1 << 16
_LOCKS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave: the final URL, the media type and charset it declared, the body."""

    url: str
    kind: str
    charset: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Job:
    """What one fetch keeps: its options, the cache, when it must end (monotonic seconds)."""

    options: ReadOptions
    cache: Cache
    end: float

    def check(self) -> None:
        """Raises :class:`_Refused` when time is up: a connection cut off looks like an end."""
        if time.monotonic() >= self.end:
            raise _Refused("the server took too long")


class _Refused(Exception):
    """The reason, in a reader's words, why something is not fetched."""


def fetch(url: str, options: ReadOptions) -> Page:
    """The page at ``url`` after at most :data:`MAX_REDIRECTS` redirects, each checked.

    Raises :class:`SourceError` with one reason.
    """
    job = _Job(options, Cache.open(options.cache), time.monotonic() + options.deadline)
    target = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            with _turn(_split(target)[1], job):
                answer = _request(target, job)
            if isinstance(answer, Page):
                return answer
            target = urljoin(target, answer)
    except _Refused as error:
        raise SourceError(url, str(error)) from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise SourceError(url, _reason(error, job.end)) from error
    raise SourceError(url, f"more than {MAX_REDIRECTS} redirects")


def public(address: _Address) -> bool:
    """Whether ``address`` is on the public internet, seeing through embedded IPv4 addresses.

    >>> public(ipaddress.ip_address("::ffff:127.0.0.1")), public(ipaddress.ip_address("8.8.8.8"))
    (False, True)
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _split(url: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        raise _Refused("not a web address that can be read") from None
    if scheme not in ("http", "https"):
        raise _Refused("only http and https addresses can be read")
    if parts.username is not None or not host:
        raise _Refused("not a web address that can be read")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*-._")
    query = f"?{quote(parts.query, safe='/%:=&?~+!$,;@()*-._')}" if parts.query else ""
    return scheme, host, port or (443 if scheme == "https" else 80), path + query


@contextlib.contextmanager
def _turn(host: str, job: _Job) -> Iterator[None]:
    """Waits until no other thread or process of this user asks ``host``, as long as the job may
    take. Raises :class:`_Refused` when the turn does not come."""
    lock = _LOCKS[host]
    if not lock.acquire(timeout=max(0.0, job.end - time.monotonic())):
        raise _Refused(_BUSY)
    try:
        with job.cache.lock(host, job.end) as held:
            if not held:
                raise _Refused(_BUSY)
            yield
    finally:
        lock.release()


_BUSY = "another run was still asking this server when the time was up"


def _request(url: str, job: _Job) -> Page | str:
    """The page, or where it redirects to. The connection is cut off when time is up."""
    scheme, host, port, path = _split(url)
    known = job.cache.get(url)
    sock = _connect(host, port, job)
    timer = threading.Timer(max(job.end - time.monotonic(), 0.01), lambda: _cut(sock))
    timer.daemon = True
    timer.start()
    try:
        if scheme == "https":
            sock = tls = _tls().wrap_socket(
                sock, server_hostname=host, do_handshake_on_connect=False
            )
            tls.do_handshake()
        connection = http.client.HTTPConnection(host, port, timeout=job.options.timeout)
        connection.sock = sock
        connection.request("GET", path, headers=_headers(scheme, host, port, known))
        with connection.getresponse() as response:
            return _answer(response, url, known, job)
    finally:
        timer.cancel()
        sock.close()


def _answer(
    response: http.client.HTTPResponse, url: str, known: Entry | None, job: _Job
) -> Page | str:
    if response.status in _REDIRECTS and response.headers["location"]:
        return str(response.headers["location"])
    if response.status == 304 and known:
        return Page(url, known.kind, known.charset, known.data)
    if response.status != 200:
        raise _Refused(f"the server answered {response.status} {response.reason}"[:80].strip())
    data = b"".join(_body(response, job.options.max_bytes))
    job.check()
    page = Page(
        url,
        response.headers.get_content_type(),
        response.headers.get_content_charset() or "",
        data,
    )
    if "no-store" not in (response.headers["cache-control"] or ""):
        job.cache.put(
            url,
            Entry(
                page.kind,
                page.charset,
                response.headers["etag"] or "",
                response.headers["last-modified"] or "",
                data,
            ),
        )
    return page


def _body(response: http.client.HTTPResponse, limit: int) -> Iterator[bytes]:
    """The decoded body in blocks; refused as soon as it exceeds ``limit`` bytes."""
    coding = (response.headers["content-encoding"] or "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _Refused(f"the server sent it in an unknown coding ({coding[:20]})")
    unpack = zlib.decompressobj(47) if coding not in ("", "identity") else None
    size = 0
    while raw := response.read1(_BLOCK):
        while raw:
            block = unpack.decompress(raw, _BLOCK) if unpack else raw
            raw = unpack.unconsumed_tail if unpack else b""
            size += len(block)
            if size > limit:
                raise _Refused(f"larger than {limit // 1_000_000} MB")
            yield block
    if response.length:
        raise _Refused("the connection broke off")


def _headers(scheme: str, host: str, port: int, known: Entry | None) -> dict[str, str]:
    name = f"[{host}]" if ":" in host else host
    headers = {
        "Host": name if port == (443 if scheme == "https" else 80) else f"{name}:{port}",
        "User-Agent": user_agent(),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def user_agent() -> str:
    """Who asks: ``briefing/`` and the version."""
    return f"briefing/{__version__}"


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connect(host: str, port: int, job: _Job) -> socket.socket:
    """A connection to an address of ``host`` that has been checked: that one and no other."""
    allowed = [
        info
        for info in _look_up(host, port, job)
        if job.options.allow_private or public(ipaddress.ip_address(str(info[4][0]).split("%")[0]))
    ]
    if not allowed:
        raise _Refused("an address of this machine or a private network (--allow-private lets it)")
    last: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(max(0.1, min(job.options.timeout, job.end - time.monotonic())))
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            sock.settimeout(job.options.timeout)
            return sock
    raise last or OSError("no address")


def _look_up(host: str, port: int, job: _Job) -> list[tuple[Any, ...]]:
    """The addresses of ``host``; a name server that does not answer costs as much as a page.

    The system's look-up cannot be stopped: a thread that waits for it is left behind.
    """
    answers: list[list[tuple[Any, ...]] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers.append(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:  # Unicode: a part of over 63 letters
            answers.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.1, min(job.options.timeout, job.end - time.monotonic())))
    if not answers:
        raise TimeoutError
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may just have been closed
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of the connection, not of TLS


def _reason(error: Exception, end: float) -> str:
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return "the server took too long"
    if isinstance(error, socket.gaierror):
        return "no such server, or no connection to the internet"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the server's certificate is not valid ({error.verify_message})"
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses connections"
    if isinstance(error, OSError):
        return f"the connection failed ({error.strerror or type(error).__name__})"
    return f"the server's answer makes no sense ({type(error).__name__})"
