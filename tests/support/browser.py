"""A browser without windows: it asks the app as a server would, keeps cookies, and says from which page it sends."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
from starlette.types import ASGIApp

SAME = {"sec-fetch-site": "same-origin"}


class Browser:
    """Asks one app. `address`: under which name it does; `client`: from where; `raises`: our errors."""

    def __init__(
        self, app: ASGIApp, address: str = "http://127.0.0.1:8780", client: str = "127.0.0.1", *, raises: bool = True
    ) -> None:
        self.app, self.address, self.client, self.raises = app, address, client, raises
        self.cookies = httpx.Cookies()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", path, headers=headers or {})

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, headers: Mapping[str, str] = SAME, **more: Any
    ) -> httpx.Response:
        return self.ask("POST", path, headers=headers, data=data or {}, **more)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request; redirections are told and not followed."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, self.raises, client=(self.client, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url=self.address, cookies=self.cookies) as client:
                answer = await client.request(method, path, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())
