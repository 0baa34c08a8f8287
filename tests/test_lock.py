"""The locks pin everything by hash, agree with each other and name no server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def locked(name: str) -> dict[str, list[str]]:
    """What is pinned (`name==version`, with its marker) and its hashes."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([a-z0-9][a-z0-9.-]*==[^\\]*)", line):
            pins[pin[1].strip()] = current = []
        elif line.startswith("    --hash"):
            current.append(line.strip(" \\"))
    return pins


def asked(name: str) -> set[str]:
    """The packages that a list of wishes names, as the lock spells them."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {
        re.sub(r"[-_.]+", "-", wish[0]).lower() for line in lines if (wish := re.match(r"[A-Za-z0-9][\w.-]*", line))
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_hashes(name: str) -> None:
    pins = locked(name)
    assert pins
    assert [pin for pin, hashes in pins.items() if not hashes] == []
    assert {
        hash_ for hashes in pins.values() for hash_ in hashes if not re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", hash_)
    } == set()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_server_and_no_folder(name: str) -> None:
    header, *lines = (ROOT / name).read_text(encoding="utf-8").splitlines()[1:]
    assert "/" not in header
    pin = r"[a-z0-9][a-z0-9.-]*==[\w.+]+( ; [\w .'=!<>]+)? \\"
    known = re.compile(
        rf"{pin}|    --hash=sha256:[0-9a-f]{{64}}( \\)?|    #( via)?( +[\w.-]+( \([\w.-]+\))?| +-[rc] [\w.-]+)?"
    )
    assert [line for line in lines if not known.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_locked(name: str) -> None:
    """Red after a change of requirements*.in without `make lock`."""
    pinned = {pin.partition("==")[0] for pin in locked(name)}
    assert asked(name.replace(".txt", ".in")) - pinned == set()


def test_the_tests_run_with_the_packages_of_the_site() -> None:
    tests = locked("requirements-dev.txt")
    assert {pin: tests.get(pin) for pin in locked("requirements.txt")} == locked("requirements.txt")
