"""A clock that never waits, and certificates made for the run."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser() -> Iterator[None]:
    """Playwright's sync API, if it was started before, leaves its loop marked as running: asyncio would not start."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


class QuickTime:
    """Time that passes only when somebody sleeps; `slept` lists for how long."""

    def __init__(self, start: datetime = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)) -> None:
        self.start, self.passed = start, 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.passed += seconds
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> QuickTime:
    return QuickTime()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A self-signed certificate and its key in one file, for 127.0.0.1 and secure.example."""
    folder = tmp_path_factory.mktemp("tls")
    file = folder / "both.pem"
    names = "subjectAltName=IP:127.0.0.1,DNS:secure.example"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", "/CN=secure.example", "-addext", names),
            *("-keyout", folder / "key.pem", "-out", folder / "cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
    file.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text(), encoding="ascii")
    yield file


@pytest.fixture
def serving(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    """A client's context that knows the certificate: the control for those that do not."""
    return ssl.create_default_context(cafile=str(certificate))
