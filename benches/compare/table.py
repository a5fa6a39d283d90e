"""The table: the medians of a report beside the figures to reach, in Markdown."""

from statistics import median

from sides import Floor, PhalOauth, PythonPlugin

FLOOR, PYTHON, OURS = Floor.name, PythonPlugin.name, PhalOauth.name
SIZES = ("100", "1000", "10000")
HEAD = (
    "| work | floor | Python | phal-oauth | / Python | / floor | to reach | reached |\n"
    "|---|--:|--:|--:|--:|--:|--:|---|"
)


class Figures:
    """The rounds of one part on one bus."""

    def __init__(self, report, bus, part):
        self.bus, self.sides = bus, report["buses"][bus][part]

    def rounds(self, side, *path):
        """One figure of each round that has it, by round."""
        found = {}
        for number, figure in enumerate(self.sides.get(side, [])):
            for key in path:
                figure = figure.get(key) if figure else None
            if figure is not None:
                found[number] = figure
        return found

    def median(self, side, *path):
        return middle(self.rounds(side, *path).values())

    def times(self, path, floor_path):
        """How often the floor ours is: the median over rounds, since the machine's speed drifts."""
        floor = self.rounds(FLOOR, *floor_path)
        ours = self.rounds(OURS, *path)
        return middle([ours[number] / floor[number] for number in ours if floor.get(number)])

    def three(self, path, floor_path):
        """The medians of floor, Python and ours."""
        floor = self.median(FLOOR, *floor_path) if floor_path else None
        return floor, self.median(PYTHON, *path), self.median(OURS, *path)


def middle(values):
    values = list(values)
    return median(values) if values else None


def amount(value, unit=""):
    """A figure with three digits."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    space = "" if unit in ("", "/s") else " "
    return f"{value:,.{digits}f}{space}{unit}"


def row(work, three, unit="", *, times=None, goal="", reached=None):
    """A line; `reached` is None where there is no goal or nothing was measured."""
    floor, python, ours = three
    numbers = all(isinstance(value, (int, float)) for value in (python, ours))
    cells = [
        work,
        *(amount(value, unit) for value in three),
        amount(ours / python if numbers and python else None),
        amount(times),
        goal,
        {None: "", True: "yes", False: "**no**"}[reached],
    ]
    return "| " + " | ".join(cells) + " |"


def at_most(value, limit):
    return None if value is None else value <= limit


def at_least(value, limit):
    return None if value is None else value >= limit


def asked(speed):
    """One question in flight, against the floor or a time."""
    of_floor = {"get": 1.5, "register_unchanged": 2.5, "register_changed": 2.5}
    in_ms = {"qr": 0.6}
    if speed.bus == "ovos":
        of_floor, in_ms = {}, dict.fromkeys([*of_floor, "host_info"], 0.5)
    for name, work in {
        "get": "`oauth.get`, p50",
        "register_unchanged": "`oauth.register`, unchanged, p50",
        "register_changed": "`oauth.register`, changed, p50",
        "qr": "`oauth.generate.qr.request`, p50",
        "host_info": "`oauth.get.app.host.info`, p50",
    }.items():
        path, floor = (name, "p50_ms"), ("get", "p50_ms")
        three, times = speed.three(path, floor), speed.times(path, floor)
        goal, reached = "", None
        if name in of_floor:
            goal, reached = f"{of_floor[name]} × floor", at_most(times, of_floor[name])
        elif name in in_ms:
            goal, reached = f"{in_ms[name]} ms", at_most(three[2], in_ms[name])
        yield row(work, three, "ms", times=times, goal=goal, reached=reached)


def asked_at_once(speed):
    for name, work in {
        "get_64": "`oauth.get`, 64 in flight",
        "register_64": "`oauth.register`, changed, 64 in flight",
        "qr_64": "`oauth.generate.qr.request`, 64 in flight",
    }.items():
        path, floor = (name, "rate_per_s"), ("get_64", "rate_per_s")
        times = speed.times(path, floor)
        goal, reached = "", None
        if name == "get_64" and speed.bus == "fast":
            goal, reached = "0.75 × floor", at_least(times, 0.75)
        three = speed.three(path, floor)
        yield row(work, three, "/s", times=times, goal=goal, reached=reached)
    if speed.bus == "ovos":
        path = ("get_paced", "p50_ms")
        times = speed.times(path, path)
        yield row("`oauth.get`, one each 60 ms, p50", speed.three(path, path), "ms", times=times)


def grown(growth):
    """By number of apps stored."""
    floor = ("get", "p50_ms")
    for name, (work, limit) in {
        "register_new": ("`oauth.register`, new", 2.5),
        "register_changed": ("`oauth.register`, changed", 2.5),
        "register_unchanged": ("`oauth.register`, unchanged", 2.5),
        "get": ("`oauth.get`", 1.5),
    }.items():
        medians = {}
        for size in SIZES:
            path = (size, name, "p50_ms")
            three, times = growth.three(path, floor), growth.times(path, floor)
            medians[size] = three
            what = f"{work}, {int(size):,} stored, p50"
            goal, reached = f"{limit} × floor", at_most(times, limit)
            yield row(what, three, "ms", times=times, goal=goal, reached=reached)
        pairs = zip(medians[SIZES[0]][1:], medians[SIZES[-1]][1:])
        slower = [large / small if large and small else None for small, large in pairs]
        words = [None if times is None else f"× {amount(times)}" for times in slower]
        reached = at_most(slower[1], 1.25)
        yield row("– 10,000 against 100 stored", (None, *words), goal="the same", reached=reached)
    wrote = {
        side: any(any(growth.rounds(side, size, "unchanged_writes").values()) for size in SIZES)
        for side in (PYTHON, OURS)
        if side in growth.sides
    }
    words = [{True: "yes", False: "no", None: None}[wrote.get(side)] for side in (PYTHON, OURS)]
    reached = None if OURS not in wrote else not wrote[OURS]
    yield row("an unchanged one writes", (None, *words), goal="no", reached=reached)


def called_back(callbacks):
    for wave in ("1_of_100", "16_of_100", "64_of_100", "64_of_1000"):
        at_once, apps = wave.split("_of_")
        path = (wave, "rate_per_s")
        three, times = callbacks.three(path, path), callbacks.times(path, path)
        goal, reached = "", None
        if at_once == "64":
            goal, reached = "2,000/s", at_least(three[2], 2000)
        work = f"callbacks, {at_once} at once, {int(apps):,} logins"
        yield row(work, three, "/s", times=times, goal=goal, reached=reached)
        for what, work in {"told": "– told on the bus", "stored": "– stored"}.items():
            yield counted(callbacks, work, (wave, what), int(apps))
    first = callbacks.three(("64_of_100", "first_ms"), None)
    yield row("the first callback after a start", first, "ms")


def counted(figures, work, path, of):
    """A line that says how many of all, in the worst and the best round."""
    words, counts = [], []
    for side in (PYTHON, OURS):
        counts = figures.rounds(side, *path).values()
        low, high = min(counts, default=None), max(counts, default=None)
        span = f"{low}" if low == high else f"{low} to {high}"
        words.append(f"{span} of {of:,}" if counts else None)
    reached = min(counts) == of if counts else None
    return row(work, (None, *words), goal=f"{of:,}", reached=reached)


def handed_out(tokens):
    """`oauth.token.get` by number of logins stored; the Python plugin has no such message."""
    medians = []
    for size in ("10", "1000", "10000"):
        for part in ("p50", "p99"):
            path, floor = (size, f"{part}_ms"), ("get", f"{part}_ms")
            work = f"`oauth.token.get`, {int(size):,} logins stored, {part}"
            three, times = tokens.three(path, floor), tokens.times(path, floor)
            yield row(work, three, "ms", times=times)
            medians.append(three[2])
    few, many = medians[0], medians[4]
    slower = many / few if few and many else None
    words = (None, None, None if slower is None else f"× {amount(slower)}")
    reached = at_most(slower, 1.25)
    yield row("– 10,000 against 10 stored, p50", words, goal="the same", reached=reached)


def booted(boot):
    path = ("register_300_at_once", "answered")
    yield counted(boot, "300 registrations at once, answered", path, 300)
    lost = []
    for side in (PYTHON, OURS):
        counts = boot.rounds(side, "get_right_after_register", "lost").values()
        lost.append(f"{sum(counts)}" if counts else None)
    reached = None if lost[1] is None else lost[1] == "0"
    work = "`oauth.get` right after `oauth.register`, lost"
    yield row(work, (None, *lost), goal="0", reached=reached)


def started(startup):
    for name, work, limit in (
        ("again_ms", "start to first answer, database there", 20),
        ("first_ms", "start to first answer, first start", 60),
    ):
        three = startup.three((name,), None)
        yield row(work, three, "ms", goal=f"{limit} ms", reached=at_most(three[2], limit))


def remembered(memory):
    for state, kind, work, limit in (
        ("idle", "anonymous_kib", "memory idle, anonymous", 2),
        ("idle", "private_kib", "memory idle, private", 4),
        ("apps_1000", "private_kib", "memory with 1,000 apps, private", 5),
        ("after_load", "private_kib", "memory after the load, private", 10),
    ):
        kib = memory.three((state, kind), None)
        three = [value and value / 1000 for value in kib]
        yield row(work, three, "MB", goal=f"{limit} MB", reached=at_most(three[2], limit))
    three = memory.three(("wakeups_per_s",), None)
    yield row("wake-ups, idle", three, "/s", goal="0.1/s", reached=at_most(three[2], 0.1))


ROWS = {
    "speed": (asked, asked_at_once),
    "growth": (grown,),
    "callbacks": (called_back,),
    "tokens": (handed_out,),
    "boot": (booted,),
    "startup": (started,),
    "memory": (remembered,),
}
TITLES = {"fast": "Fast bus", "ovos": "Real bus (`ovos-messagebus`)"}


def markdown(report):
    """The table of what the report holds."""
    lines = []
    for bus, parts in report["buses"].items():
        lines += [f"### {TITLES[bus]}", "", HEAD]
        for part in parts:
            lines += [line for rows in ROWS[part] for line in rows(Figures(report, bus, part))]
        lines.append("")
    return "\n".join(lines)
