"""Registrations and oauth.get with 100, 1,000 and 10,000 apps stored."""

import itertools

from load import load
from questions import ECHOED, REGISTERED, URL, Questions, echo, get
from sides import EVERYONE

BUSES = ("fast",)
SIDES = EVERYONE
ROUNDS = {"fast": 3}
TIMED = True
SIZES = (100, 1_000, 10_000)
SECONDS = 4
# Spreads the questions over the apps; shares no factor with the sizes.
STRIDE = 7919
# The lock file and the index of SQLite's log change without a write to the database.
KEPT = ("oauth.db", "oauth.db-wal", "ovos_oauth_apps.json")


async def turn(side):
    stage = side.stage
    if side.name == "floor":
        await side.start()
        return {"get": await load(side, echo, ECHOED, count=stage.count(2000), seconds=SECONDS)}
    questions = Questions(stage)
    figures = {}
    for size in SIZES:
        stage.folders.empty()
        start = await side.fill([questions.register(i) for i in range(size)])
        figures[str(size)] = {"start_ms": round(start * 1e3, 1)} | await at(side, questions, size)
        side.end()
    return figures


async def at(side, questions, size):
    def stored(i):
        return i * STRIDE % size

    # Counted on from the warming up, or they would be neither changed nor new any more.
    revision, new = itertools.count(), itertools.count(size)

    async def measure(make, reply):
        return await load(side, make, reply, count=side.stage.count(400), seconds=SECONDS)

    before = kept(side)
    figures = {
        "register_unchanged": await measure(lambda i: questions.register(stored(i)), REGISTERED)
    }
    figures["unchanged_writes"] = kept(side) != before
    figures["register_changed"] = await measure(
        lambda i: questions.register(stored(i), scope=f"read {next(revision)}"), REGISTERED
    )
    figures["register_new"] = await measure(lambda _: questions.register(next(new)), REGISTERED)
    figures["get"] = await measure(lambda i: get(stored(i)), URL)
    return figures


def kept(side):
    """Size and time of the files that hold the registrations."""
    return {
        path: state for path, state in side.folders.files().items() if path.endswith(KEPT)
    }
