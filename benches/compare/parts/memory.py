"""Memory and wake-ups: idle, with 1,000 apps, after the load of the other parts."""

import asyncio

from browser import visits
from load import load
from parts.callbacks import callback_paths
from questions import QR_CODE, REGISTERED, URL, Questions, get, qr
from sides import PLUGINS

BUSES = ("fast",)
SIDES = PLUGINS
ROUNDS = {"fast": 1}
TIMED = False
APPS = 1000
# Long enough to tell 0.1 wake-ups a second from none.
IDLE = 40
LOGINS = 600
SETTLED = 3


async def turn(side):
    questions, count = Questions(side.stage), side.stage.count
    await side.start()
    await asyncio.sleep(SETTLED)
    figures = {"idle": side.process.memory()}
    wakeups, cpu_s, seconds = side.process.wakeups(), side.process.cpu_s(), count(IDLE)
    await asyncio.sleep(seconds)
    figures["wakeups_per_s"] = round((side.process.wakeups() - wakeups) / seconds, 3)
    figures["cpu_percent"] = round((side.process.cpu_s() - cpu_s) * 100 / seconds, 4)

    await load(side, questions.register, REGISTERED, count=APPS, warm=False)
    await asyncio.sleep(SETTLED)
    figures["apps_1000"] = side.process.memory()

    await load(side, get_of_ten, URL, count=count(4000), depth=64, seconds=5)
    await load(side, lambda i: qr(i % 10), QR_CODE, count=count(200), depth=64, seconds=5)
    await visits(side.stage.port, await callback_paths(side.bus, range(LOGINS)), 64)
    await asyncio.sleep(SETTLED)
    figures["after_load"] = side.process.memory()
    return figures


def get_of_ten(i):
    return get(i % 10)
