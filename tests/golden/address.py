"""The cases in which the device's address is told, with a daemon that finds it by itself.

The Python plugin tells the address of the route to 10.255.255.255, by the function that is asked here. That is
the wrong one where this route leads into a tunnel or to containers (B20); the daemon tells an address of the
home network then, if there is one.
"""

import fcntl
import socket
import struct

from ovos_utils.network_utils import get_ip

import compare
from cases import Replay
from machine import Machine

TELL_IT = ("01_host_info", "20_get_registered", "30_qr_registered")
ORDER = ("00_startup", "10_register_again", *TELL_IT)
# Interfaces that lead no phone here. The daemon's own list is held by the tests of `net`.
WRONG = ("lo", "tun", "tap", "wg", "ppp", "tailscale", "zt", "utun", "docker", "br", "virbr", "veth")
WRONG += ("cni", "lxc", "lxd", "podman", "vmnet")
SIOCGIFADDR = 0x8915


def addresses():
    """The IPv4 addresses of this machine, by interface."""
    found = {}
    for _, name in socket.if_nameindex():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asked = struct.pack("256s", name.encode()[:15])
            try:
                found[name] = socket.inet_ntoa(fcntl.ioctl(asker, SIOCGIFADDR, asked)[20:24])
            except OSError:
                continue
    return found


class Verdict(compare.Verdict):
    """The comparison of few cases: the accepted differences of the others do not occur."""

    def __init__(self, accepted, theirs, right):
        super().__init__(accepted)
        self.theirs, self.right = theirs, right

    def report(self):
        """What is wrong, as text; empty if nothing is."""
        if self.right:
            return "\n".join(self.lines)
        told = [name for name in TELL_IT if not any(line.startswith(name) for line in self.lines)]
        return f"told {self.theirs}, which leads no phone here: {told}" if told else ""


async def judge(program):
    """The verdict on a program."""
    theirs = get_ip()
    right = [own for name, own in addresses().items() if not name.startswith(WRONG)]
    machine = Machine(program, host=None)
    replay = Replay(machine, compare.Accepted("accepted_cases.json"), right or [theirs])
    try:
        await replay.run(ORDER)
    except BaseException:
        print("\n".join(machine.log[-40:]))
        raise
    finally:
        await machine.close()
    return replay.verdict(ORDER, Verdict(replay.accepted, theirs, right))
