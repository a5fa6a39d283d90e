"""Questions one at a time and 64 in flight, with the ten apps of a usual device."""

from load import load
from questions import ECHOED, HOST_INFO, QR_CODE, REGISTERED, URL
from questions import Questions, echo, get, host_info, qr
from sides import EVERYONE

BUSES = ("fast", "ovos")
SIDES = EVERYONE
ROUNDS = {"fast": 7, "ovos": 5}
TIMED = True
APPS = 10
# Without acknowledgement at once the real bus takes 44 ms for each question.
SECONDS = 3
PACE = 0.06


async def turn(side):
    stage = side.stage
    count = stage.count
    await side.start()
    if side.name == "floor":
        return await floor(side)
    questions = Questions(stage)
    await side.bus.ask_all([questions.register(i) for i in range(APPS)], REGISTERED, at_once=1)

    def of_ten(make):
        return lambda i: make(i % APPS)

    def changed(i):
        return questions.register(i % APPS, scope=f"read {i}")

    figures = {}
    one_at_a_time = {
        "get": (of_ten(get), URL, 2000),
        "register_unchanged": (of_ten(questions.register), REGISTERED, 500),
        "register_changed": (changed, REGISTERED, 500),
        "qr": (of_ten(qr), QR_CODE, 200),
        "host_info": (host_info, HOST_INFO, 500),
    }
    for name, (make, reply, n) in one_at_a_time.items():
        figures[name] = await load(side, make, reply, count=count(n), seconds=SECONDS)
    in_flight = {
        "get_64": (of_ten(get), URL, 4000),
        "register_64": (changed, REGISTERED, 1500),
        "qr_64": (of_ten(qr), QR_CODE, 200),
    }
    for name, (make, reply, n) in in_flight.items():
        how = {"count": count(n), "depth": 64, "seconds": SECONDS}
        figures[name] = await load(side, make, reply, **how)
    if stage.bus_name == "ovos":
        figures["get_paced"] = await paced(side, of_ten(get), URL)
    return figures


async def floor(side):
    count = side.stage.count
    figures = {
        "get": await load(side, echo, ECHOED, count=count(2000), seconds=SECONDS),
        "get_64": await load(side, echo, ECHOED, count=count(10000), depth=64, seconds=SECONDS),
    }
    if side.stage.bus_name == "ovos":
        figures["get_paced"] = await paced(side, echo, ECHOED)
    return figures


async def paced(side, make, reply):
    """One question each 60 ms, as a person's actions bring them at most."""
    count = side.stage.count(50)
    return await load(side, make, reply, warm=False, count=count, seconds=30, pace=PACE)
