"""`netday desk`: the day on a page in the browser."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import language_wanted, speak_as
from scheduler.commands.options import PATH
from scheduler.commands.output import refused, remark, say
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.web.desk import Desk
    from scheduler.web.guard import Proxy


@click.command(short_help="Make the day on a page in the browser.")
@click.argument("folder", type=PATH, required=False)
@click.option("--port", type=click.IntRange(0, 65535), help="0: any that is free. Without: 8780, or the next one.")
@click.option("--no-browser", is_flag=True, help="Show the address, and open no browser.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A name by which a server before it asks for it.")
@click.option("--user-header", metavar="HEADER", help="In which that server says who asks, such as X-Remote-User.")
@click.option(
    "--trusted-proxy", multiple=True, metavar="ADDRESS", help="From where --user-header counts. Without: this machine."
)
@click.pass_context
def desk(
    ctx: click.Context,
    folder: Path | None,
    port: int | None,
    no_browser: bool,
    allow_host: tuple[str, ...],
    user_header: str | None,
    trusted_proxy: tuple[str, ...],
) -> None:
    """Open the day in FOLDER in the browser: the timetable, to move sessions in, and what there is to say of it.

    Without FOLDER, or with one that has no day in it yet, it begins with a page on which a day is chosen or made.

    Its files stay what they are, so that commands, Excel and a page work on the same day. Only this machine can reach
    the page, by the address that is shown, which opens it once; the browser is known from then on. Ctrl-C ends it.

    \b
    Examples:
      netday desk our-day
      netday desk
    """
    if trusted_proxy and user_header is None:
        raise click.UsageError(Sentence("{one} needs {other}.", one="--trusted-proxy", other="--user-header"))
    from scheduler.desk import Refused
    from scheduler.desk.recent import RecentDays
    from scheduler.files.beside import has_nothing_of_a_day
    from scheduler.web.desk import Desk
    from scheduler.web.guard import Proxy, known_hosts
    from scheduler.web.server import PortFault

    proxy = None
    if user_header is not None:
        proxy = Proxy(user_header, _addresses(trusted_proxy)) if trusted_proxy else Proxy(user_header)
    try:
        if folder is None or (folder.is_dir() and has_nothing_of_a_day(folder)):
            hosts = known_hosts(allow_host)
            _serve(None, language_wanted(ctx), port, hosts, proxy, browser=not no_browser, here=folder)
            return
        opened = Desk.of(folder.parent if folder.is_file() else folder, language_wanted(ctx))
        state = opened.workspace.state()
        opened.language = opened.language or (state.instance.language if state.instance else state.language.code)
        speak_as(ctx, opened.language)
        if state.faults:
            remark(
                [Sentence("The day has faults. The page shows them, and nothing can be moved until they are mended.")]
            )
        if not opened.workspace.may_write:
            remark([Sentence("{folder} may not be written. You can look at it.", folder=folder)])
        RecentDays.of_user().remember(
            opened.workspace.folder, state.instance.conference.title if state.instance else ""
        )
        _serve(opened, language_wanted(ctx), port, known_hosts(allow_host), proxy, browser=not no_browser)
    except Refused as refusal:
        refused(ctx, refusal.sentence)
    except PortFault as fault:
        refused(ctx, fault.args[0])


def _serve(
    first: Desk | None,
    language: str | None,
    port: int | None,
    hosts: frozenset[str],
    proxy: Proxy | None,
    *,
    browser: bool,
    here: Path | None = None,
) -> None:
    """Until Ctrl-C. The browser is opened when there is something to open.

    `first`: the one that is open from the start. `language`: in which the page to begin speaks. `here`: a folder that
    has no day yet.
    """
    from scheduler.desk.own_name import own_name
    from scheduler.web.begin_app import BeginApp
    from scheduler.web.server import listen, serve

    listening = listen(port)
    own = own_name()
    if first is not None:
        first.doors.own = own
    app = BeginApp(listening.port, hosts=hosts, proxy=proxy, language=language, here=here, first=first, own=own)
    doors = app.doors if first is None else first.doors
    address = f"http://127.0.0.1:{listening.port}/enter?key={doors.key()}"

    def started() -> None:
        say(Sentence("The desk is open: {address}", address=address))
        say(Sentence("That address opens it once, for one browser of this machine. Ctrl-C ends it."))
        if browser and _has_screen():
            Thread(target=_open_browser, args=(address,), daemon=True).start()

    serve(app, listening, started)


def _open_browser(address: str) -> None:
    import webbrowser

    with suppress(webbrowser.Error, OSError):  # there is none: the address stands on the screen
        webbrowser.open(address)


def _has_screen() -> bool:
    """Without one, a browser would be one of letters, in the very terminal that shows the address."""
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _addresses(typed: tuple[str, ...]) -> tuple[str, ...]:
    from ipaddress import ip_network

    for address in typed:
        try:
            ip_network(address, strict=False)
        except ValueError:
            raise click.UsageError(
                Sentence(
                    '"{typed}" is no address; write it like {one} or {other}.',
                    typed=address,
                    one="10.0.0.5",
                    other="10.0.0.0/24",
                )
            ) from None
    return typed
