"""Logins: callbacks with states out of oauth.url, tokens told on the bus and kept after kill -9."""

import asyncio
import re
import time
from urllib.parse import parse_qs, urlsplit

from browser import visits
from questions import REGISTERED, URL, Questions, get, munged_id
from sides import EVERYONE

BUSES = ("fast",)
SIDES = EVERYONE
ROUNDS = {"fast": 5}
TIMED = True
# (callbacks at once, apps that log in, once each)
WAVES = ((1, 100), (16, 100), (64, 100), (64, 1000))
TOLD = re.compile(rb'"type"\s*:\s*"oauth\.token\.response\.([^"]+)"')
TOLD_WITHIN = 2
# Logins before the measured ones: the first token request of a process sets up TLS and connections.
WARM = 8


async def turn(side):
    figures = {}
    for at_once, apps in WAVES:
        side.stage.folders.empty()
        figures[f"{at_once}_of_{apps}"] = await wave(side, at_once, apps)
    return figures


async def wave(side, at_once, apps):
    if side.name == "floor":
        # The same browsers at a server that answers at once; a side has two requests more each.
        return await visits(side.stage.token_port, ["/callback?code=c&state=s"] * apps, at_once)
    questions = Questions(side.stage)
    await side.fill([questions.register(i) for i in range(apps + WARM)])
    *paths, first = await callback_paths(side.bus, range(apps + WARM))
    begin = time.perf_counter()
    await visits(side.stage.port, [first], 1)
    first_ms = (time.perf_counter() - begin) * 1e3
    paths, others = paths[:apps], paths[apps:]
    await visits(side.stage.port, others, 2)
    wanted, told, all_told = {munged_id(i) for i in range(apps)}, set(), asyncio.Event()

    def hear(text):
        if found := TOLD.search(text):
            told.add(found.group(1).decode())
            if told >= wanted:
                all_told.set()

    side.bus.hear = hear
    before = side.process.cpu_s()
    figures = await visits(side.stage.port, paths, at_once)
    figures["cpu_us_each"] = round((side.process.cpu_s() - before) * 1e6 / apps, 1)
    figures["first_ms"] = round(first_ms, 1)
    try:
        await asyncio.wait_for(all_told.wait(), TOLD_WITHIN)
    except asyncio.TimeoutError:
        pass  # The count says it.
    side.bus.hear = lambda text: None
    figures["told"] = len(told & wanted)
    # A failed login may end on a page as well: only one that was told counts.
    figures["succeeded"] = min(figures["succeeded"], figures["told"])
    figures["rate_per_s"] = round(figures["succeeded"] / figures["wall_s"], 1)
    figures["stored"] = await side.stored(wanted)
    side.end()
    return figures


async def callback_paths(bus, apps):
    """What the provider would send each browser to, by the URL that it was given."""
    answers = await bus.ask_all([get(i) for i in apps], URL)
    paths = []
    for i, answer in zip(apps, answers):
        if not answer or "url" not in answer:
            raise RuntimeError(f"oauth.get of app {i} was not answered by a URL: {answer}")
        (state,) = parse_qs(urlsplit(answer["url"]).query)["state"]
        paths.append(f"/auth/callback/{munged_id(i)}?code=code-{i}&state={state}")
    return paths
