"""`oauth.token.get` with 10, 1,000 and 10,000 logins stored; the Python plugin has no such message."""

from browser import visits
from load import load
from parts.callbacks import callback_paths
from questions import ECHOED, GOOD_TOKEN, Questions, echo, token_get
from sides import Floor, PhalOauth

BUSES = ("fast",)
SIDES = (Floor, PhalOauth)
ROUNDS = {"fast": 3}
TIMED = True
SIZES = (10, 1_000, 10_000)
SECONDS = 4
# Spreads the questions over the apps; shares no factor with the sizes.
STRIDE = 7919
# Logins that may wait at once are few for each app, and there is one for each here.
AT_ONCE = 16


async def turn(side):
    stage = side.stage
    if side.name == Floor.name:
        await side.start()
        return {"get": await load(side, echo, ECHOED, count=stage.count(2000), seconds=SECONDS)}
    questions = Questions(stage)
    figures = {}
    for size in SIZES:
        stage.folders.empty()
        await side.fill([questions.register(i) for i in range(size)])
        seen = await visits(stage.port, await callback_paths(side.bus, range(size)), AT_ONCE)
        figures[str(size)] = {"logins": seen["succeeded"]} | await load(
            side,
            lambda i: token_get(i * STRIDE % size),
            GOOD_TOKEN,
            count=stage.count(2000),
            seconds=SECONDS,
        )
        side.end()
    return figures
