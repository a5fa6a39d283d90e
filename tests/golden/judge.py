"""Compares a daemon with what was recorded of the Python plugin: judge.py cases|handover|flows|address PROGRAM."""

import asyncio
import sys

import address
import cases
import flows

JUDGES = {
    "cases": cases.judge,
    "handover": cases.judge_handover,
    "flows": flows.judge,
    "address": address.judge,
}


def main():
    what, program = sys.argv[1:]
    verdict = asyncio.run(JUDGES[what](program))
    if report := verdict.report():
        print(report)
    for reason, count in verdict.accepted.counts().items():
        print(f"{count:4} accepted: {reason}")
    print(f"{verdict.alike} alike, {verdict.differ} differ as accepted" if not report else "FAILED")
    sys.exit(bool(report))


main()
