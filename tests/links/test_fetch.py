"""Every way in which a host can behave has one verdict, asserted whole."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import zlib
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
from crucible.links.answer import Link
from crucible.links.kind import Kind
from crucible.links.options import Options
from crucible.links.result import Result
from crucible.links.run import check
from crucible.links.verdict import Verdict

from tests.links.conftest import QuickTime
from tests.links.host import Handler, Host, Request, in_turn, page, redirect, response

LONG = "<p>Support plans for partners, compared. " * 20


def options(clock: QuickTime, **changes: object) -> Options:
    return replace(Options(connect=1.0, total=1.0, size=100_000, clock=clock), **changes)  # type: ignore[arg-type]  # fields by name


async def looked(host: Host, link: Link, limits: Options) -> Verdict:
    results: list[Result] = []
    async with host:
        url = link.url.replace("HOST", host.origin)
        limits = replace(limits, allow=limits.allow | {host.origin})
        await check([link._replace(url=url)], limits, results.append)
    return results[0].verdict


def look(routes: dict[str, Handler], url: str, limits: Options, *, sign_in: bool = False) -> tuple[str, str, int]:
    """Kind, words (with HOST for the port of the day) and status."""
    host = Host(routes)
    verdict = asyncio.run(looked(host, Link(url, sign_in=sign_in), limits))
    return verdict.kind.value, verdict.detail.replace(host.origin, "HOST"), verdict.status


async def slow(request: Request) -> None:
    await asyncio.sleep(3)


async def resetting(request: Request) -> None:
    request.reset()


async def silent(request: Request) -> None:
    request.writer.close()


async def garbled(request: Request) -> None:
    request.send(b"SSH-2.0-OpenSSH_9.6\r\n")
    request.writer.close()


async def no_head(request: Request) -> None:
    await (response(405) if request.method == "HEAD" else page("Plans", LONG))(request)


async def short(request: Request) -> None:
    request.send(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n")
    if request.method == "GET":
        request.send(b"<p>only this")
        request.writer.close()


async def endless(request: Request) -> None:
    request.send(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while request.method == "GET" and not request.writer.is_closing():
        request.send(b"1000\r\n" + b"<p>x" * 1024 + b"\r\n")
        await request.writer.drain()


async def dripping(request: Request) -> None:
    request.send(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
    while request.method == "GET" and not request.writer.is_closing():
        request.send(b"x")
        await asyncio.sleep(0.2)


async def latin_location(request: Request) -> None:
    request.send(b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /caf\xe9\r\n\r\n")


async def utf8_location(request: Request) -> None:
    request.send("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /支持 план\r\n\r\n".encode())


BOMB = gzip.compress(b"<p>" + b"\0" * 30_000_000)
PACKED = gzip.compress(f"<title>Plans</title>{LONG}<h2 id=here>Here</h2>".encode())
RAW_DEFLATE = zlib.compress(f"<title>Plans</title>{LONG}<h2 id=here>Here</h2>".encode())
LOGIN = "<form><input name=user><input type=password></form>"
TARGET = f'{LONG}<h2 id="plans">Plans</h2><a name="old"></a><h2 id="план">План</h2><h2 id="计划">计划</h2>'
CHAIN = {f"/{n}": redirect(302, f"/{n + 1}") for n in range(30)}

BEHAVIOURS: dict[str, tuple[dict[str, Handler], str, tuple[str, str, int]]] = {
    "ok": ({"/a": page("Plans", LONG)}, "/a", ("ok", "", 200)),
    "a file, by HEAD alone": ({"/a.pdf": response(content_type="application/pdf")}, "/a.pdf", ("ok", "", 200)),
    "not found": ({}, "/a", ("not-found", "is not found (404)", 404)),
    "gone": ({"/a": response(410)}, "/a", ("gone", "is gone for good (410)", 410)),
    "403 for robots": ({"/a": response(403)}, "/a", ("bot-wall", "refuses robots (403)", 403)),
    "999 for robots": ({"/a": response(999)}, "/a", ("bot-wall", "refuses robots (999)", 999)),
    "429 for good": ({"/a": response(429)}, "/a", ("bot-wall", "asks robots to slow down (429)", 429)),
    "429 with a long Retry-After": (
        {"/a": response(429, Retry_After="7200")},
        "/a",
        ("bot-wall", "asks to be left alone for 7200 s (429)", 429),
    ),
    "429, then ok": (
        {"/a": in_turn(response(429, Retry_After="5"), page("Plans", LONG))},
        "/a",
        ("ok", "", 200),
    ),
    "503, then ok": ({"/a": in_turn(response(503), response(503), page("Plans", LONG))}, "/a", ("ok", "", 200)),
    "503 for good": ({"/a": response(503)}, "/a", ("server-error", "answers with a server error (503)", 503)),
    "451": ({"/a": response(451)}, "/a", ("client-error", "answers with an error (451)", 451)),
    "slow": ({"/a": slow}, "/a", ("timeout", "does not answer in time", 0)),
    "dripping": ({"/a": dripping}, "/a", ("timeout", "does not end in time", 200)),
    "reset": ({"/a": resetting}, "/a", ("reset", "breaks the connection off", 0)),
    "closed without an answer": ({"/a": silent}, "/a", ("reset", "breaks the connection off", 0)),
    "not HTTP": ({"/a": garbled}, "/a", ("garbled", "does not answer in HTTP", 0)),
    "HEAD refused": ({"/a": no_head}, "/a", ("ok", "", 200)),
    "HEAD lies": (
        {"/a": in_turn(response(404), page("Plans", LONG))},
        "/a",
        ("ok", "", 200),
    ),
    "wrong length": ({"/a": short}, "/a", ("cut-short", "ends before the length that it promised", 200)),
    "endless": ({"/a": endless}, "/a", ("ok", "", 200)),
    "endless, with a fragment": (
        {"/a": endless},
        "/a#late",
        ("too-large", "is too large to look for its fragment", 200),
    ),
    "gzip": ({"/a": response(body=PACKED, Content_Encoding="gzip")}, "/a#here", ("ok", "", 200)),
    "deflate": ({"/a": response(body=RAW_DEFLATE, Content_Encoding="deflate")}, "/a#here", ("ok", "", 200)),
    "not packed as it says": (
        {"/a": response(body=LONG, Content_Encoding="gzip")},
        "/a",
        ("garbled", "is not packed as it says (Error -3 while decompressing data: incorrect header check)", 200),
    ),
    "packed as nobody asked": (
        {"/a": response(body=b"\x0b", Content_Encoding="br")},
        "/a",
        ("garbled", "is packed as 'br', which was not asked for", 200),
    ),
    "redirect": ({"/a": redirect(302, "/b"), "/b": page("Plans", LONG)}, "/a", ("ok", "", 200)),
    "redirect, relative": ({"/x/a": redirect(302, "b"), "/x/b": page("Plans", LONG)}, "/x/a", ("ok", "", 200)),
    "redirect to nothing": ({"/a": response(302)}, "/a", ("bad-redirect", "redirects (302) without saying where", 302)),
    "redirect to no address": (
        {"/a": redirect(302, "http://[")},
        "/a",
        ("bad-redirect", "redirects to 'http://[', which is not an address", 302),
    ),
    "redirect in Latin-1": ({"/a": latin_location, "/caf%C3%A9": page("Plans", LONG)}, "/a", ("ok", "", 200)),
    "redirect in UTF-8": (
        {"/a": utf8_location, "/%E6%94%AF%E6%8C%81%20%D0%BF%D0%BB%D0%B0%D0%BD": page("Plans", LONG)},
        "/a",
        ("ok", "", 200),
    ),
    "redirect chain, 8 hops": ({**CHAIN, "/8": page("Plans", LONG)}, "/0", ("ok", "", 200)),
    "redirect chain, 9 hops": (
        {**CHAIN, "/9": page("Plans", LONG)},
        "/0",
        ("too-many-redirects", "redirects more than 8 times", 302),
    ),
    "loop": (
        {"/a": redirect(301, "/b"), "/b": redirect(302, "/a")},
        "/a",
        ("redirect-loop", "redirects in a circle, back to 'http://HOST/a'", 302),
    ),
    "loop by fragment": (
        {"/a": redirect(302, "/a#x")},
        "/a",
        ("redirect-loop", "redirects in a circle, back to 'http://HOST/a#x'", 302),
    ),
    "loop for a cookie": (
        {"/a": redirect(302, "/a", Set_Cookie="seen=1")},
        "/a",
        ("needs-cookies", "redirects in a circle unless it may set cookies", 302),
    ),
    "redirect to a private address": (
        {"/a": redirect(302, "http://192.168.0.1/admin")},
        "/a",
        ("refused-address", "leads to 'http://192.168.0.1/admin', which is an address of a private network", 0),
    ),
    "redirect to metadata, in decimal": (
        {"/a": redirect(302, "http://2852039166/latest/meta-data/")},
        "/a",
        (
            "refused-address",
            "leads to 'http://2852039166/latest/meta-data/', which is an address of a cloud's metadata service",
            0,
        ),
    ),
    "redirect to another port of this machine": (
        {"/a": redirect(302, "http://127.0.0.1:1/")},
        "/a",
        ("refused-address", "leads to 'http://127.0.0.1:1/', which is a loopback address", 0),
    ),
    "redirect to a file": (
        {"/a": redirect(302, "file:///etc/passwd")},
        "/a",
        ("refused-address", "leads to 'file:///etc/passwd', which has the scheme 'file', not http or https", 0),
    ),
    "sign-in by 401": ({"/a": response(401)}, "/a", ("sign-in", "asks to sign in", 401)),
    "sign-in by redirect": (
        {"/a": redirect(302, "/account/login?to=a"), "/account/login?to=a": page("Hello", LONG)},
        "/a",
        ("sign-in", "asks to sign in", 200),
    ),
    "sign-in by form": ({"/a": page("Hello", LOGIN)}, "/a", ("sign-in", "asks to sign in", 200)),
    "a sign-in box beside the text": ({"/a": page("Plans", LOGIN + LONG * 4)}, "/a", ("ok", "", 200)),
    "soft 404 by title": (
        {"/a": page("Page not found | Contoso", LONG)},
        "/a",
        ("soft-404", "answers 200 with a page titled 'Page not found | Contoso'", 200),
    ),
    "soft 404 by heading, in Russian": (
        {"/a": page("Contoso", f"<h1>Страница не найдена</h1>{LONG}")},
        "/a",
        ("soft-404", "answers 200 with a page titled 'Страница не найдена'", 200),
    ),
    "soft 404 by heading, in Chinese": (
        {"/a": page("Contoso", f"<h1>抱歉，找不到该页面</h1>{LONG}")},
        "/a",
        ("soft-404", "answers 200 with a page titled '抱歉，找不到该页面'", 200),
    ),
    "soft 404 by redirect to the front page": (
        {"/deep/a": redirect(302, "/"), "/": page("Contoso", LONG)},
        "/deep/a",
        ("soft-404", "leads to the front page of '127.0.0.1'", 200),
    ),
    "soft 404 by redirect to an error page": (
        {"/a": redirect(302, "/errors/404.html"), "/errors/404.html": page("Contoso", LONG)},
        "/a",
        ("soft-404", "leads to an error page", 200),
    ),
    "a file that became a page": (
        {"/a.pdf": page("Contoso", LONG)},
        "/a.pdf",
        ("soft-404", "answers with a web page where a file is asked for", 200),
    ),
    "an article about 404": ({"/a": page("How to mend error 404 in IIS", LONG)}, "/a", ("ok", "", 200)),
    "fragment by id": ({"/a": page("Plans", TARGET)}, "/a#plans", ("ok", "", 200)),
    "fragment by name": ({"/a": page("Plans", TARGET)}, "/a#old", ("ok", "", 200)),
    "fragment in Russian": ({"/a": page("Plans", TARGET)}, "/a#план", ("ok", "", 200)),
    "fragment in Chinese, percent-encoded": (
        {"/a": page("Plans", TARGET)},
        "/a#%E8%AE%A1%E5%88%92",
        ("ok", "", 200),
    ),
    "fragment absent": (
        {"/a": page("Plans", TARGET)},
        "/a#plan",
        ("fragment-missing", "has no '#plan' on its page", 200),
    ),
    "fragment of other case": (
        {"/a": page("Plans", TARGET)},
        "/a#Plans",
        ("fragment-missing", "has no '#Plans' on its page", 200),
    ),
    "fragment 'top'": ({"/a": page("Plans", TARGET)}, "/a#top", ("ok", "", 200)),
    "route of an application": ({"/a": page("Plans", TARGET)}, "/a#/collection/premier", ("ok", "", 200)),
    "page drawn by a script": (
        {"/a": page("Plans", "<div id=app></div><script src=app.js></script>")},
        "/a#plans",
        ("ok", "is drawn by a script: its fragment cannot be looked up", 200),
    ),
    "text fragment": ({"/a": page("Plans", TARGET)}, "/a#:~:text=plans%20for,compared", ("ok", "", 200)),
    "text fragment absent": (
        {"/a": page("Plans", TARGET)},
        "/a#:~:text=plans%20for%20customers",
        ("text-missing", "has no text 'plans for customers' on its page", 200),
    ),
    "text fragment that cuts a word": (
        {"/a": page("Plans", TARGET)},
        "/a#:~:text=for%20partner",
        ("text-missing", "has 'for partner' on its page only as a part of 'for partners'", 200),
    ),
    "path in Chinese": ({"/%E8%AE%A1%E5%88%92": page("计划", LONG)}, "/计划", ("ok", "", 200)),
    "path in Chinese, percent-encoded": (
        {"/%E8%AE%A1%E5%88%92": page("计划", LONG)},
        "/%E8%AE%A1%E5%88%92",
        ("ok", "", 200),
    ),
    "path and query in Russian": ({"/%D0%B0?%D0%B1=%D0%B2": page("План", LONG)}, "/а?б=в", ("ok", "", 200)),
    "encoded slash stays encoded": ({"/a%2Fb": page("Plans", LONG)}, "/a%2Fb", ("ok", "", 200)),
    "charset of the page": (
        {
            "/a": response(
                body=f"<meta charset=windows-1251><h2 id=план>{LONG}".encode("cp1251"), content_type="text/html"
            )
        },
        "/a#план",
        ("ok", "", 200),
    ),
    "no content type, but a page": ({"/a": response(body=f"<p id=x>{LONG}", content_type="")}, "/a#x", ("ok", "", 200)),
}


@pytest.mark.parametrize(("routes", "path", "expected"), BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_a_host_that_behaves_so_is_judged_so(
    routes: dict[str, Handler], path: str, expected: tuple[str, str, int], clock: QuickTime
) -> None:
    # Handlers of in_turn() keep count, so each entry is used by this test alone.
    limits = options(clock, total=0.25, tries=2) if expected[0] == "timeout" else options(clock)
    assert look(routes, f"http://HOST{path}", limits) == expected


def test_a_gzip_bomb_is_not_unpacked(clock: QuickTime) -> None:
    routes = {"/a": response(body=BOMB, Content_Encoding="gzip")}
    kind, detail, status = look(routes, "http://HOST/a", options(clock, size=1_000_000))
    assert (kind, status) == ("bomb", 200)
    assert detail.startswith("unpacks from ")


def test_a_declared_sign_in_page_is_as_it_should_be(clock: QuickTime) -> None:
    routes = {"/a": page("Hello", LOGIN)}
    assert look(routes, "http://HOST/a", options(clock), sign_in=True) == ("ok", "asks to sign in, as declared", 200)


def test_head_is_followed_by_get_only_for_pages(clock: QuickTime) -> None:
    host = Host({"/a": page("Plans", LONG), "/b": response(content_type="image/png")})

    async def both() -> None:
        async with host:
            limits = options(clock, allow=frozenset({host.origin}), per_host=1)
            await check([Link(host.url("/a")), Link(host.url("/b"))], limits, lambda result: None)

    asyncio.run(both())
    assert sorted(host.seen) == ["GET /a", "HEAD /a", "HEAD /b"]


def test_a_document_is_asked_once_for_all_its_fragments(clock: QuickTime) -> None:
    host = Host({"/a": page("Plans", TARGET)})
    found: dict[str, Kind] = {}

    async def all_of_them() -> None:
        async with host:
            links = [Link(host.url(f"/a{end}")) for end in ("", "#plans", "#none", "#:~:text=compared")]
            limits = options(clock, allow=frozenset({host.origin}))
            await check(links, limits, lambda r: found.update({r.link.url.partition("/a")[2]: r.verdict.kind}))

    asyncio.run(all_of_them())
    assert host.seen == ["HEAD /a", "GET /a"]
    assert found == {"": Kind.OK, "#plans": Kind.OK, "#none": Kind.FRAGMENT_MISSING, "#:~:text=compared": Kind.OK}


def test_the_nearest_fragment_is_proposed(clock: QuickTime) -> None:
    host = Host({"/a": page("Plans", TARGET + "<h2 id=compare>Compare partner support plans</h2>")})
    texts = "Compare%20partner%20plans"
    verdicts = [
        asyncio.run(looked(Host(host.routes), Link(f"http://HOST/a#{end}"), options(clock)))
        for end in ("plan", "nothing-like-it", f":~:text={texts}", ":~:text=unheard%20of")
    ]
    assert [verdict.moved_to.rpartition("/a")[2] for verdict in verdicts] == ["#plans", "", "#compare", ""]


def test_retry_after_in_seconds_and_as_a_date_is_waited_for(clock: QuickTime) -> None:
    date = format_datetime(clock.start + timedelta(seconds=30), usegmt=True)
    for value, wait in (("7", 7.0), (date, 30.0)):
        begun = clock.passed
        routes = {"/a": in_turn(response(429, Retry_After=value), page("Plans", LONG))}
        start = clock.start
        clock.start = start - timedelta(seconds=begun)
        assert look(routes, "http://HOST/a", options(clock)) == ("ok", "", 200)
        clock.start = start
        assert clock.passed - begun == pytest.approx(wait, abs=0.01)


def test_a_host_that_wants_quiet_is_not_asked_again(clock: QuickTime) -> None:
    host = Host({"/a": response(429, Retry_After="7200"), "/b": page("Plans", LONG)})
    found: list[tuple[str, str]] = []

    async def both() -> None:
        async with host:
            limits = options(clock, allow=frozenset({host.origin}), per_host=1)
            links = [Link(host.url("/a")), Link(host.url("/b"))]
            await check(links, limits, lambda result: found.append((result.verdict.kind, result.verdict.detail)))

    asyncio.run(both())
    assert host.seen == ["HEAD /a"]
    assert found == [("bot-wall", "asks to be left alone for 7200 s (429)")] * 2


def test_one_host_is_asked_no_faster_than_agreed(clock: QuickTime) -> None:
    async def unhurried(request: Request) -> None:
        await asyncio.sleep(0.005)
        await page("Plans", LONG)(request)

    host = Host({f"/{n}": unhurried for n in range(6)})

    async def all_of_them() -> None:
        async with host:
            limits = options(clock, allow=frozenset({host.origin}), per_host=2, delay=0.5)
            await check([Link(host.url(f"/{n}")) for n in range(6)], limits, lambda result: None)

    asyncio.run(all_of_them())
    assert len(host.seen) == 12
    assert clock.passed == pytest.approx(11 * 0.5, abs=0.01)
    assert host.busiest <= 2


def test_permanent_redirects_offer_the_new_address(clock: QuickTime) -> None:
    routes = {
        "/a": redirect(301, "/b"),
        "/b": redirect(308, "/c#there"),
        "/c": page("Plans", f"{LONG}<p id=here><p id=there>"),
        "/t": redirect(302, "/a"),
        "/m": redirect(301, "/t2"),
        "/t2": redirect(302, "/c"),
        "/dead": redirect(301, "/gone"),
    }
    found = {}
    for path in ("/a", "/b#here", "/t", "/m", "/dead"):
        verdict = asyncio.run(looked(Host(routes), Link(f"http://HOST{path}"), options(clock)))
        found[path] = (verdict.kind.value, verdict.moved_to.partition("127.0.0.1:")[2].lstrip("0123456789"))
    assert found == {
        "/a": ("moved-permanently", "/c#there"),
        "/b#here": ("moved-permanently", "/c#there"),
        "/t": ("ok", ""),
        "/m": ("moved-permanently", "/t2"),
        "/dead": ("not-found", ""),
    }


def tls(host: Host, url: str, limits: Options) -> tuple[str, str]:
    verdict = asyncio.run(looked(host, Link(url), limits))
    return verdict.kind.value, verdict.detail


def test_tls_faults_are_named(serving: ssl.SSLContext, trusting: ssl.SSLContext, clock: QuickTime) -> None:
    routes = {"/a": page("Plans", LONG)}

    async def here(name: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    def ask(url: str, *, known: bool, served: bool = True) -> tuple[str, str]:
        host = Host(routes, tls=serving if served else None)
        return tls(host, url, options(clock, tls=trusting if known else None))

    assert ask("https://HOST/a", known=True) == ("ok", "")
    assert ask("https://HOST/a", known=False) == ("tls", "has a certificate that is self-signed")
    assert ask("https://HOST/a", known=True, served=False)[0] == "tls"

    async def other_name() -> Verdict:
        results: list[Result] = []
        async with Host(routes, tls=serving) as host:
            limits = options(clock, tls=trusting, lookup=here, allow=frozenset({host.origin}))
            await check([Link(f"https://other.example:{host.port}/a")], limits, results.append)
        return results[0].verdict

    verdict = asyncio.run(other_name())
    assert (verdict.kind, verdict.detail) == (Kind.TLS, "has a certificate that is made for another host")


def named(
    answers: list[list[str] | OSError], clock: QuickTime, routes: dict[str, Handler]
) -> tuple[str, str, list[str]]:
    """Ask `http://www.example` where the name server answers so, one answer a look-up, the last one for good."""
    host = Host(routes)
    left = list(answers)

    async def lookup(name: str, port: int) -> list[str]:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, OSError):
            raise answer
        return answer

    async def ask() -> Verdict:
        results: list[Result] = []
        async with host:
            limits = options(clock, lookup=lookup, allow=frozenset({host.origin}))
            await check([Link(f"http://www.example:{host.port}/a")], limits, results.append)
        return results[0].verdict

    verdict = asyncio.run(ask())
    return verdict.kind.value, verdict.detail, host.seen


async def page_and_goodbye(request: Request) -> None:
    await page("Plans", LONG, Connection="close")(request)
    await request.writer.drain()
    request.writer.close()


def test_a_name_is_judged_by_where_it_leads(clock: QuickTime) -> None:
    ok: dict[str, Handler] = {"/a": page_and_goodbye}
    asked = ["HEAD /a", "GET /a"]
    assert named([["127.0.0.1"]], clock, ok) == ("ok", "", asked)
    refused = ("refused-address", "leads to 10.0.0.7, which is an address of a private network")
    assert named([["10.0.0.7"]], clock, ok) == (*refused, [])
    assert named([["127.0.0.1", "10.0.0.7"]], clock, ok) == (*refused, []), "one bad address spoils the name"
    mapped = named([["::ffff:169.254.169.254"]], clock, ok)
    assert (mapped[0], mapped[2]) == ("refused-address", [])


def test_a_name_that_changes_its_answer_gains_nothing(clock: QuickTime) -> None:
    """DNS rebinding: HEAD goes where it may, and before GET the name leads into the private network."""
    found = named([["127.0.0.1"], ["10.0.0.7"]], clock, {"/a": page_and_goodbye})
    assert found == ("refused-address", "leads to 10.0.0.7, which is an address of a private network", ["HEAD /a"])


def test_a_name_without_an_address_is_dead_and_a_mute_server_is_not(clock: QuickTime) -> None:
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    mute = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    assert named([unknown], clock, {})[:2] == ("dns", "names the host 'www.example', which does not exist")
    assert named([mute], clock, {})[:2] == ("dns-unsure", "names the host 'www.example', which could not be looked up")


def test_a_closed_port_takes_no_connection(clock: QuickTime) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        origin = f"127.0.0.1:{taken.getsockname()[1]}"
        results: list[Result] = []
        asyncio.run(check([Link(f"http://{origin}/")], options(clock, allow=frozenset({origin})), results.append))
    verdict = results[0].verdict
    assert (verdict.kind, verdict.detail) == (Kind.UNREACHABLE, "takes no connection")
