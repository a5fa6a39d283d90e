//! The address by which phones in the home network reach this device.

use std::net::IpAddr;

use crate::endpoint::is_local_address;

/// Beginnings of interface names that lead into a tunnel.
const TUNNELS: [&str; 7] = ["tun", "tap", "wg", "ppp", "tailscale", "zt", "utun"];

/// Beginnings of interface names that lead to containers and virtual machines.
const BRIDGES: [&str; 9] = [
    "docker", "br-", "virbr", "veth", "cni", "lxc", "lxd", "podman", "vmnet",
];

/// An address of one of this machine's interfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Interface {
    /// The interface's name.
    pub name: String,
    /// The address.
    pub address: IpAddr,
}

/// How well a phone in the home network reaches an address; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// A private address of the home network.
    Lan,
    /// Some other address of an ordinary interface.
    Other,
    /// A tunnel's end: only its other end reaches it.
    Tunnel,
    /// A bridge: only this machine's guests reach it.
    Bridge,
    /// Only the same cable, and for IPv6 only with a zone that no URL carries.
    LinkLocal,
}

/// The machine's addresses, read anew at each call.
#[must_use]
pub(crate) fn interfaces() -> Vec<Interface> {
    if_addrs::get_if_addrs()
        .inspect_err(|error| tracing::warn!(%error, "the network interfaces cannot be read"))
        .unwrap_or_default()
        .into_iter()
        .map(|interface| Interface {
            address: interface.ip(),
            name: interface.name,
        })
        .collect()
}

/// Whether an address is one of this machine's own: what goes there leaves it on no wire.
#[must_use]
pub(crate) fn is_own(address: IpAddr) -> bool {
    interfaces().iter().any(|own| own.address == address)
}

/// The machine's addresses that others may know it by.
#[must_use]
pub(crate) fn own_addresses() -> Vec<IpAddr> {
    let addresses = interfaces().into_iter().map(|own| own.address);
    addresses.filter(|address| is_usable(*address)).collect()
}

/// The machine's name as it is set, its first part, and what multicast DNS makes of that.
#[must_use]
pub(crate) fn own_names() -> [String; 3] {
    let system = rustix::system::uname();
    let name = system.nodename().to_string_lossy().to_ascii_lowercase();
    let short = name.split('.').next().unwrap_or_default().to_owned();
    let local = format!("{short}.local");
    [name, short, local]
}

/// Chooses the address for redirect URIs and QR codes: ordinary interfaces before tunnels and
/// bridges, IPv4 before IPv6, private before others, the earlier interface first.
#[must_use]
pub(crate) fn choose(interfaces: &[Interface]) -> Option<IpAddr> {
    interfaces
        .iter()
        .filter(|interface| is_usable(interface.address))
        .min_by_key(|interface| rank(interface))
        .map(|interface| interface.address)
}

fn rank(interface: &Interface) -> (u8, bool, Reach) {
    let reach = reach(interface);
    // Among ordinary interfaces the family counts first: many providers and routers know no IPv6.
    let group = match reach {
        Reach::Lan | Reach::Other => 0,
        Reach::Tunnel => 1,
        Reach::Bridge => 2,
        Reach::LinkLocal => 3,
    };
    (group, interface.address.is_ipv6(), reach)
}

fn reach(interface: &Interface) -> Reach {
    let starts = |names: &[&str]| names.iter().any(|name| interface.name.starts_with(name));
    let link_local = match interface.address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    };
    if link_local {
        Reach::LinkLocal
    } else if starts(&TUNNELS) {
        Reach::Tunnel
    } else if starts(&BRIDGES) || interface.name == "br0" {
        Reach::Bridge
    } else if is_local_address(interface.address) {
        Reach::Lan
    } else {
        Reach::Other
    }
}

fn is_usable(address: IpAddr) -> bool {
    let link_local_v6 = matches!(address, IpAddr::V6(v6) if v6.is_unicast_link_local());
    !address.is_loopback() && !address.is_unspecified() && !address.is_multicast() && !link_local_v6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(interfaces: &[(&str, &str)]) -> Option<String> {
        let interfaces: Vec<Interface> = interfaces
            .iter()
            .map(|(name, address)| Interface {
                name: (*name).to_owned(),
                address: address.parse().unwrap(),
            })
            .collect();
        choose(&interfaces).map(|address| address.to_string())
    }

    #[test]
    fn b20_the_home_network_comes_before_tunnels_and_bridges() {
        for others in [
            &[("docker0", "172.17.0.1"), ("eth0", "192.168.1.20")][..],
            &[("wg0", "10.8.0.2"), ("eth0", "192.168.1.20")],
            &[("tailscale0", "100.64.0.9"), ("wlan0", "192.168.1.20")],
            &[("eth0", "169.254.7.7"), ("wlan0", "192.168.1.20")],
            &[("eth0", "2001:db8::5"), ("eth0", "192.168.1.20")],
            &[("eth0", "fd00::5"), ("eth0", "192.168.1.20")],
            &[("eth0", "203.0.113.9"), ("wlan0", "192.168.1.20")],
            &[("lo", "127.0.0.1"), ("eth0", "192.168.1.20")],
        ] {
            assert_eq!(
                chosen(others).as_deref(),
                Some("192.168.1.20"),
                "{others:?}"
            );
        }
    }

    #[test]
    fn an_address_of_no_known_class_is_used_when_there_is_no_better() {
        assert_eq!(
            chosen(&[("eth0", "192.0.2.2"), ("eth0", "fd00::2")]).as_deref(),
            Some("192.0.2.2")
        );
        assert_eq!(
            chosen(&[("eth0", "203.0.113.9"), ("docker0", "172.17.0.1")]).as_deref(),
            Some("203.0.113.9")
        );
        assert_eq!(
            chosen(&[("eth0", "fd00::2"), ("docker0", "172.17.0.1")]).as_deref(),
            Some("fd00::2")
        );
        assert_eq!(chosen(&[("wg0", "10.8.0.2")]).as_deref(), Some("10.8.0.2"));
        assert_eq!(
            chosen(&[("eth0", "169.254.7.7")]).as_deref(),
            Some("169.254.7.7")
        );
    }

    #[test]
    fn a_machine_without_a_network_has_none() {
        assert_eq!(chosen(&[]), None);
        assert_eq!(
            chosen(&[("lo", "127.0.0.1"), ("lo", "::1"), ("eth0", "fe80::1")]),
            None
        );
    }
}
