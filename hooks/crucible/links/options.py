"""The limits of a run: how long, how often, how much."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from crucible.links.pace import RealTime, Time

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""Host and port → IP addresses, or OSError."""


@dataclass(frozen=True)
class Options:
    """Limits of a run. Times in seconds, sizes in bytes. `allow` and `lookup` are for tests."""

    connect: float = 10.0
    total: float = 30.0
    per_host: int = 2
    delay: float = 0.5
    at_once: int = 20
    tries: int = 3
    backoff: float = 2.0
    patience: float = 60.0
    hops: int = 8
    size: int = 3_000_000
    allow: frozenset[str] = frozenset()
    lookup: Lookup | None = None
    tls: ssl.SSLContext | None = None
    clock: Time = field(default_factory=RealTime)
