"""No spelling of an address leads to this machine or its networks, and plain public ones pass."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from crucible.links.address import Address, Refused, RefusedConnection, address, guard, not_public, socket_for
from hypothesis import given
from hypothesis import strategies as st

INSIDE = ["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"]  # noqa: S104 - an address to refuse
INSIDE += ["224.0.0.1", "255.255.255.255", "198.18.0.1", "168.63.129.16", "192.0.2.1", "192.0.0.192"]
OUTSIDE = ["8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "168.63.129.17"]


def refused(url: str, *allow: str) -> str:
    try:
        address(url, allow)
    except Refused as why:
        return str(why)
    return ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://learn.microsoft.com/a?b=c#d", Address("https", "learn.microsoft.com", 443, "/a?b=c", "d")),
        ("HTTP://Example.COM.:8080", Address("http", "example.com", 8080, "/")),
        (
            "http://example.com/план?а=计#б",
            Address("http", "example.com", 80, "/%D0%BF%D0%BB%D0%B0%D0%BD?%D0%B0=%E8%AE%A1", "б"),
        ),
        ("http://пример.рф/", Address("http", "xn--e1afmkfd.xn--p1ai", 80, "/")),
        ("http://例子。中国/", Address("http", "xn--fsqu00a.xn--fiqs8s", 80, "/")),
        ("http://[2606:2800:21f::1]:81/", Address("http", "2606:2800:21f::1", 81, "/")),
        ("http://0x08.0x08.010.010/", Address("http", "8.8.8.8", 80, "/")),
        ("http://my_host.example.com/", Address("http", "my_host.example.com", 80, "/")),
        ("http://example.com/a%2Fb/%zz", Address("http", "example.com", 80, "/a%2Fb/%zz")),
    ],
)
def test_a_public_address_is_taken_apart(url: str, expected: Address) -> None:
    assert address(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.0.0.1./", "http://127.1/", "http://127.0.1/", "http://0/", "http://2130706433/",
        "http://017700000001/", "http://0x7f000001/", "http://0x7F.0.0.1/", "http://0177.0.0.1/", "http://0x7f.1/",
        "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://%31%32%37.0.0.1/",
        "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/",
        "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/",
        "http://[fec0::1]/", "http://[2001:db8::1]/", "http://[::ffff:8.8.8.8]/", "http://[100::1]/",
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://intranet/", "http://metadata/",
        "http://metadata.google.internal/", "http://printer.local/", "http://nas.home.arpa/", "http://build.corp/",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://lo\u00adcalhost/", "http://localhos\u200bt/",
        "http://example.com@127.0.0.1/", "http://user:word@example.com/", "http://example.com\\@127.0.0.1/",
        "http://127.0.0.1\\@example.com/", "http://127.0.0.1#@example.com/", "http://127.0.0.1?@example.com/",
        "http://exa mple.com/", "http://example.com/\n", "http://example.com/a b", "\thttp://example.com/",
        "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://example.com/",
        "//example.com/", "example.com", "http:///a", "http://", "http://.", "http://a..b.com/", "http://-.com/",
        "http://example.com:0/", "http://example.com:65536/", "http://example.com:x/", "http://[::1/", "http://[1.2.3.4]/",
        "http://1.2.3.4.5/", "http://256.0.0.1/", "http://1.2.3/", "http://09.1.1.1/", "http://a.1/", "http://0x/",
        "http://example.com:80:80/", "http://ex*mple.com/", "http://example.com／@127.0.0.1/",
        "http://" + "a" * 300 + ".com/",
    ],
)  # fmt: skip
def test_no_spelling_leads_inside(url: str) -> None:
    # 1.2.3 is 1.2.0.3, which is public: the one control in this list
    assert bool(refused(url)) is (url != "http://1.2.3/")


def test_the_reason_is_given() -> None:
    assert [refused(url) for url in ("http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://nas.local/")] == [
        "is a loopback address",
        "leads to 10.0.0.1, which is an address of a private network",
        "names the host 'nas.local', and '.local' is not public",
    ]


def test_a_test_may_allow_one_origin_and_no_other() -> None:
    allow = "127.0.0.1:8080"
    assert refused("http://127.0.0.1:8080/", allow) == ""
    assert refused("http://2130706433:8080/", allow) == ""
    assert refused("http://127.0.0.1:8081/", allow) == "is a loopback address"
    assert refused("http://127.0.0.2:8080/", allow) == "is a loopback address"
    assert refused("ftp://127.0.0.1:8080/", allow) == "has the scheme 'ftp', not http or https"


@pytest.mark.parametrize("ip", INSIDE)
def test_the_connection_itself_is_refused(ip: str) -> None:
    with pytest.raises(RefusedConnection):
        socket_for((socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)))


@pytest.mark.parametrize("ip", OUTSIDE)
def test_a_connection_outside_is_opened(ip: str) -> None:
    socket_for((socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80))).close()


def test_a_zone_does_not_hide_a_link_local_address() -> None:
    with pytest.raises(RefusedConnection):
        guard("fe80::1%eth0", 80)


def spellings(ip: IPv4Address) -> list[str]:
    """The same address in the forms that browsers and C libraries read."""
    n, (a, b, c, d) = int(ip), ip.packed
    return [
        str(ip), f"{ip}.", str(n), hex(n), f"0{n:o}", f"{a}.{n & 0xFFFFFF}", f"{a}.{b}.{n & 0xFFFF}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a:#x}.{b}.0{c:o}.{d}",
        "。".join(map(str, (a, b, c, d))), "".join(chr(ord(x) + 0xFEE0) if x.isdigit() else x for x in str(ip)),
    ]  # fmt: skip


@given(st.integers(0, 2**32 - 1))
def test_all_spellings_of_an_ipv4_address_are_judged_alike(number: int) -> None:
    ip = IPv4Address(number)
    wanted = not_public(str(ip))
    assert {refused(f"http://{form}/") for form in spellings(ip)} == {wanted}
    if not wanted:
        assert {address(f"http://{form}/").host for form in spellings(ip)} == {str(ip)}


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_never_public(number: int) -> None:
    ip = IPv4Address(number)
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved:
        assert not_public(str(ip))


@given(st.sampled_from(INSIDE), st.sampled_from(["::ffff:0:0", "::", "64:ff9b::", "2002::", "2001::"]))
def test_an_inside_address_stays_inside_when_ipv6_carries_it(ip: str, carrier: str) -> None:
    number = int(IPv4Address(ip))
    shift = 80 if carrier == "2002::" else 0
    form = IPv6Address(int(IPv6Address(carrier)) | number << shift)
    assert refused(f"http://[{form}]/")
    assert refused(f"http://[{form.exploded}]/")


@given(st.integers(0, 2**128 - 1))
def test_ipv6_is_public_only_where_addresses_are_given_out(number: int) -> None:
    ip = IPv6Address(number)
    if not not_public(str(ip)):
        assert number >> 125 == 1 or number >> 32 == int(IPv6Address("64:ff9b::")) >> 32


@given(st.text(max_size=60))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    refused(text)
    refused(f"http://{text}/")


@given(st.text(alphabet="/@\\:?#[]%.0127x localhost\u3002\uff0f\u2100", max_size=30))
def test_what_is_sent_is_what_was_judged(text: str) -> None:
    """Reading the address that is sent gives the same host again, and it still passes."""
    try:
        found = address(f"http://{text}")
    except Refused:
        return
    again = address(found.url)
    assert (again.host, again.port, again.target) == (found.host, found.port, found.target)
