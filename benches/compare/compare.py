"""The command: which parts run, on which bus, in which turns, and where the reports go."""

import argparse
import asyncio
import json
import os
import platform
import signal
import sys
import tempfile
import time

import table
from neighbours import QUIET, Watch, wait_for_quiet
from parts import PARTS
from sides import EVERYONE
from stage import Stage

QUICK = 0.1
# How often a turn that other programs disturb is played.
ATTEMPTS = 3


def arguments():
    parser = argparse.ArgumentParser(
        prog="benches/compare/run",
        description="Measures the Python plugin, phal-oauth and an echo in turns on the same bus.",
    )
    for program in ("daemon", "kit", "venv"):
        parser.add_argument(f"--{program}", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="two minutes: it runs, no more")
    parser.add_argument(
        "--only", action="append", choices=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}"
    )
    parser.add_argument("--bus", action="append", choices=table.TITLES, help="both where left out")
    names = [side.name for side in EVERYONE]
    parser.add_argument("--side", action="append", choices=names, help="all where left out")
    parser.add_argument("--rounds", type=int, help="turns of each side; else as each part says")
    parser.add_argument(
        "--patience",
        type=int,
        default=600,
        help="seconds to wait in all until other programs rest; 0: a disturbed turn counts, too",
    )
    parser.add_argument("--out", help="the folder of the reports; a new one in the temp folder")
    return parser.parse_args()


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def machine():
    with open("/proc/cpuinfo") as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return {
        "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "cpus": os.cpu_count(),
        "cpu": names[0] if names else platform.machine(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


class Comparison:
    """A run: its options and what was found so far."""

    def __init__(self, options):
        self.options, self.patience = options, options.patience
        self.folder = options.out or tempfile.mkdtemp(prefix="compare-reports-")
        os.makedirs(self.folder, exist_ok=True)
        self.report = {"machine": machine(), "quick": options.quick, "buses": {}}

    async def run(self):
        try:
            for bus in self.options.bus or table.TITLES:
                await self.on_bus(bus)
        finally:
            self.report["machine"]["load_after"] = os.getloadavg()[0]
            self.write()

    async def on_bus(self, bus):
        programs = {name: getattr(self.options, name) for name in ("daemon", "kit", "venv")}
        async with Stage(bus, programs, QUICK if self.options.quick else 1) as stage:
            for name in self.options.only or PARTS:
                if bus in PARTS[name].BUSES:
                    await self.play(stage, name)

    async def play(self, stage, name):
        part = PARTS[name]
        rounds = self.options.rounds or (1 if self.options.quick else part.ROUNDS[stage.bus_name])
        figures = self.report["buses"].setdefault(stage.bus_name, {}).setdefault(name, {})
        for number in range(1, rounds + 1):
            for side in part.SIDES:
                if self.options.side and side.name not in self.options.side:
                    continue
                say(f"{stage.bus_name} bus, {name}, round {number} of {rounds}: {side.name}")
                figures.setdefault(side.name, []).append(await self.undisturbed(stage, side, part))
        self.write()

    async def undisturbed(self, stage, side, part):
        """The figures of a turn, the least disturbed one where the machine finds no rest."""
        if self.options.quick or not part.TIMED:
            return await turn(side(stage), part)
        turns = []
        for _ in range(ATTEMPTS if self.options.patience else 1):
            self.patience -= await wait_for_quiet(stage, self.patience)
            watch = Watch(stage)
            figures = await turn(side(stage), part)
            turns.append(figures | {"others_cpus": watch.others()})
            if turns[-1]["others_cpus"] <= QUIET:
                break
            say(f"  disturbed: other programs used {turns[-1]['others_cpus']} processors")
        return min(turns, key=lambda figures: figures["others_cpus"])

    def disturbed(self):
        """How many turns were disturbed in each of their attempts."""
        sides = [
            turns
            for parts in self.report["buses"].values()
            for part in parts.values()
            for turns in part.values()
        ]
        return sum(turn.get("others_cpus", 0) > QUIET for turns in sides for turn in turns)

    def write(self):
        with open(os.path.join(self.folder, "report.json"), "w") as file:
            json.dump(self.report, file, indent=1)
        with open(os.path.join(self.folder, "table.md"), "w") as file:
            file.write(table.markdown(self.report))


async def turn(side, part):
    """One side's figures, in folders that it finds empty."""
    side.folders.empty()
    try:
        return await part.turn(side)
    finally:
        side.end()


async def main():
    comparison = Comparison(arguments())
    run = asyncio.create_task(comparison.run())
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(stop, run.cancel)
    try:
        await run
    except asyncio.CancelledError:
        say(f"stopped; what was measured is in {comparison.folder}")
        return 1
    print(table.markdown(comparison.report))
    if found := comparison.disturbed():
        say(f"{found} turns were disturbed by other programs: their figures mean little")
    say(f"reports: {comparison.folder}")
    return 0


sys.exit(asyncio.run(main()))
