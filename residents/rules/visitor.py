"""What a request tells of where it came from: the network to count tries by, and the kind of device."""

import ipaddress

from residents.enums import Device


def network_of(address: str) -> str:
    """The network whose tries are counted together: an IPv4 address, or the /64 of an IPv6 one.

    A household or a phone has a whole /64 for itself, so a single IPv6 address would be no limit at all. What can't
    be read is one network, empty.
    """
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if found.version == 6:
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def device_of(agent: str) -> Device:
    """The kind of device that a browser says it is."""
    for mark, device in (("Android", Device.ANDROID), ("HarmonyOS", Device.ANDROID), ("iPhone", Device.IPHONE)):
        if mark in agent:
            return device
    return Device.COMPUTER if any(mark in agent for mark in ("Windows", "Macintosh", "X11", "Linux")) else Device.OTHER
