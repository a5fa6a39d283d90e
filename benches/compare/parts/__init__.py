"""The parts of the comparison, in their order.

A part is a module with BUSES, SIDES, ROUNDS, TIMED (whether other programs would disturb it), and
`async def turn(side)`, which starts the side in empty folders and returns its figures. A new one
is a module, a line here and rows in table.py.
"""

from parts import boot, callbacks, growth, memory, speed, startup, tokens

PARTS = {
    "speed": speed,
    "growth": growth,
    "callbacks": callbacks,
    "tokens": tokens,
    "boot": boot,
    "startup": startup,
    "memory": memory,
}
