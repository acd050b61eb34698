"""The web application of a review: a page, its data, and changes, for one browser on this machine.

Access needs a random token, which the first address carries and a cookie keeps. Every request must
name this server as its host, so that no other name of this machine (DNS rebinding) reaches it;
every change must come from a page of this server (Origin) and is a POST of JSON with a header that
a form cannot send. The page loads nothing from elsewhere, and its policy forbids it to.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.errors import BriefingError, UsageError
from briefing.review.session import Session

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
MARK = "x-briefing"
"""The header of a change: a page of another site cannot send it without being asked first."""
LARGEST_BODY = 262_144
"""Bytes of one change: a move names the up to 200 points of a section."""
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "eml": "message/rfc822",
}
"""What can be exported, with its media type."""
STATIC = {
    "review.js": "text/javascript; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Guard:
    """Refuses every request that is not from the browser that was given the token."""

    def __init__(self, app: ASGIApp, token: str, port: int, used: Callable[[], None]) -> None:
        self.app, self.token, self.used = app, token, used
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"briefing-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() != b"server"]
                added = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        refusal = self._refusal(Request(scope))
        if refusal:
            await PlainTextResponse(refusal[1], refusal[0])(scope, receive, guarded)
            return
        self.used()
        await self.app(scope, receive, guarded)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return 421, "This address is not served here."
        if request.method not in ("GET", "HEAD", "POST"):
            return 405, "Only GET and POST."
        given = request.query_params.get("token", "") if request.url.path == "/open" else ""
        given = given or request.cookies.get(self.cookie, "")
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return 403, "Open the address that briefing printed; it holds the key to this review."
        return self._foreign(request) if request.method == "POST" else None

    def _foreign(self, request: Request) -> tuple[int, str] | None:
        """The refusal of a change that does not come from the page of this review."""
        origins = {f"http://{host}" for host in self.hosts}
        if request.headers.get("origin", "") not in origins or MARK not in request.headers:
            return 403, "A change must come from the page of this review."
        if not request.headers.get("content-type", "").startswith("application/json"):
            return 415, "A change is JSON."
        return None


def application(
    session: Session, token: str, port: int, *, used: Callable[[], None], stop: Callable[[], None]
) -> ASGIApp:
    """The application; ``used`` is called at each request, ``stop`` when the page asks to end."""

    async def opened(_: Request) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie(f"briefing-{port}", token, httponly=True, samesite="strict", path="/")
        return answer

    async def page(_: Request) -> Response:
        return Response(_static("review.html"), media_type="text/html; charset=utf-8")

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            return PlainTextResponse("No such file.", 404)
        return Response(_static(name), media_type=STATIC[name])

    async def view(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(session.view))

    async def revision(_: Request) -> Response:
        return JSONResponse({"revision": session.revision})

    async def article(request: Request) -> Response:
        made = await run_in_threadpool(session.article, request.query_params.get("id", ""))
        return PlainTextResponse("No such article.", 404) if made is None else JSONResponse(made)

    async def search(request: Request) -> Response:
        text = request.query_params.get("q", "")[:200]
        return JSONResponse(await run_in_threadpool(session.search, text))

    async def export(request: Request) -> Response:
        form = request.path_params["form"]
        if form not in TYPES:
            return PlainTextResponse("No such format.", 404)
        data = await run_in_threadpool(session.export, form)
        name = f"{_file_name(session.desk.brief.title)}.{form}"
        kind = "inline" if form == "pdf" else "attachment"
        return Response(
            data,
            media_type=TYPES[form],
            headers={"Content-Disposition": f'{kind}; filename="{name}"'},
        )

    async def edit(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(session.apply, await _body(request)))

    async def undo(request: Request) -> Response:
        await _body(request)
        return JSONResponse(await run_in_threadpool(session.undo))

    async def redo(request: Request) -> Response:
        await _body(request)
        return JSONResponse(await run_in_threadpool(session.redo))

    async def end(request: Request) -> Response:
        await _body(request)
        await run_in_threadpool(session.save)
        stop()
        return JSONResponse({"ended": True})

    async def refused(_: Request, error: Exception) -> Response:
        return JSONResponse({"error": str(error)}, 422)

    routes = [
        Route("/open", opened),
        Route("/", page),
        Route("/static/{name}", static),
        Route("/api/view", view),
        Route("/api/revision", revision),
        Route("/api/article", article),
        Route("/api/search", search),
        Route("/export/{form}", export),
        Route("/api/edit", edit, methods=["POST"]),
        Route("/api/undo", undo, methods=["POST"]),
        Route("/api/redo", redo, methods=["POST"]),
        Route("/api/end", end, methods=["POST"]),
    ]
    inner = Starlette(routes=routes, exception_handlers={BriefingError: refused})
    return Guard(inner, token, port, used)


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of a change. Raises :class:`UsageError`."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST_BODY:
            raise UsageError("the change is too large")
    try:
        value = json.loads(data or b"{}")
    except (ValueError, RecursionError) as error:
        raise UsageError("the change is not valid JSON") from error
    if not isinstance(value, dict):
        raise UsageError("the change must be a JSON object")
    return value


def _static(name: str) -> bytes:
    return (files("briefing.review") / "static" / name).read_bytes()


def _file_name(title: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-")[:60]
    return name or "brief"
