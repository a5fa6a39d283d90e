"""A boot: every skill registers at once, and some ask without waiting for the answer."""

from load import Load
from questions import REGISTERED, URL, Questions, get
from sides import PLUGINS

BUSES = ("fast",)
SIDES = PLUGINS
ROUNDS = {"fast": 3}
TIMED = True
APPS = 300
STORED = 1000


async def turn(side):
    questions = Questions(side.stage)
    await side.start()
    registered = await Load(
        side.bus, questions.register, REGISTERED, count=APPS, depth=APPS
    ).run()

    def register_then_get(i):
        kind, data = questions.register(STORED + i)
        # Goes out before the question that is measured, and is not waited for.
        side.bus.send(side.bus.packet(kind, data)[1])
        return get(STORED + i)

    asked = await Load(side.bus, register_then_get, URL, count=side.stage.count(200)).run()
    return {"register_300_at_once": registered, "get_right_after_register": asked}
