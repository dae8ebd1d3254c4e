"""A folder behind nginx, set up as docs/hosting.md says and as it comes from Debian: what check-site makes of both."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.publishing.site import SiteReport, check_site
from scheduler.publishing.site.findings import Level
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.pages import blocks
from tests.support.small import day, placed

NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
AS_IT_COMES = """\
server {
    listen PORT;
    root /web;
    include /etc/nginx/mime.types;
    autoindex on;
    absolute_redirect off;
}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def nginx(server: str, folder: Path, port: int) -> Iterator[None]:
    """Runs a server of that configuration, with our port, folders and certificate."""
    server = re.sub(r"listen \d+", f"listen 127.0.0.1:{port}", server).replace("/web", str(folder / "web"))
    server = server.replace("/etc/ssl/example", str(folder / "example"))
    if "ssl_certificate" in server:
        server = server.replace(f":{port}", f":{port} ssl")
        key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=localhost"]
        files = ["-keyout", "example.key", "-out", "example.pem", "-addext", "subjectAltName=DNS:localhost"]
        subprocess.run([*key, *files], cwd=folder, check=True, capture_output=True, timeout=60)
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"{'user root; ' if os.geteuid() == 0 else ''}"  # else it may not read what netday keeps from others
        f"events {{}}\nhttp {{ access_log off; {places}\n{server}\n}}\n"
    )
    running = subprocess.Popen([shutil.which("nginx") or "nginx", "-c", f"{folder}/nginx.conf", "-p", str(folder)])
    try:
        for _ in range(100):
            with socket.socket() as one:
                if not one.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait(20)


def looked(folder: Path, server: str, scheme: str) -> SiteReport:
    port = free_port()
    address = f"{scheme}://localhost:{port}/our-day"
    conference = day(groups={"Europa": {"chair": ["Anna"]}}, sessions={"Europa": {"groups": ["Europa"]}}).model_copy(
        update={"website": address}
    )
    options = PublishOptions(conference, placed(conference, "Europa 10:00 Zaal 1"), Language.of("nl"), NOW, forms=True)
    publish_to(folder / "web" / "our-day", options)
    with nginx(server, folder, port):
        return check_site(address, folder=folder / "web" / "our-day", timeout=20)


def test_the_settings_on_the_page_are_in_order_but_for_a_certificate_that_vouches_for_itself(tmp_path: Path) -> None:
    (settings,) = blocks(HOME / "docs" / "hosting.md", "nginx")
    report = looked(tmp_path, settings.text, "https")
    wrong = list(map(str, report.of(Level.WRONG)))
    assert [sentence for sentence in wrong if "it vouches for itself" in sentence] == wrong
    assert len(wrong) == 1
    assert report.of(Level.BETTER) == []
    assert "What is served is the edition in the folder, byte for byte." in map(str, report.of(Level.RIGHT))


@pytest.mark.parametrize("lists", [True, False])
def test_as_nginx_comes_calendars_are_given_as_something_else_and_all_that_is_secret_is_given(
    lists: bool, tmp_path: Path
) -> None:
    server = AS_IT_COMES.replace("PORT", "80").replace("autoindex on;", "autoindex on;" if lists else "")
    wrong = "\n".join(map(str, looked(tmp_path, server, "http").of(Level.WRONG)))
    assert "programme.ics is given as" in wrong
    assert "ledger.json can be read by everybody" in wrong
    assert ("people/ lists its files" in wrong) == lists
