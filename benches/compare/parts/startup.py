"""The first answer: with empty folders, and with the database there."""

from questions import REGISTERED, Questions
from sides import PLUGINS

BUSES = ("fast",)
SIDES = PLUGINS
ROUNDS = {"fast": 9}
TIMED = True
APPS = 10


async def turn(side):
    first = await side.start()
    questions = Questions(side.stage)
    await side.bus.ask_all([questions.register(i) for i in range(APPS)], REGISTERED, at_once=1)
    side.end()
    again = await side.start()
    return {
        "first_ms": round(first * 1e3, 2),
        "again_ms": round(again * 1e3, 2),
        "again_cpu_ms": round(side.process.cpu_s() * 1e3, 2),
    }
