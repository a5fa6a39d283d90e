//! The relay: the state that leads an answer through a static page back to this device, and the page.
//!
//! Many providers accept no address in a home network. Then the answer goes to a page on the web,
//! which reads from the state where the device is and, when a person taps, carries it on to there.
//!
//! The state has no MAC. The page could not check one, and the device has no use for it: it looks the
//! whole text up among its waiting logins, so a state with any other bit is unknown to it. What keeps
//! the page from being sent elsewhere is that it goes to private places alone.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::id::AppId;

/// The page, which anyone can host.
pub(crate) const PAGE: &str = include_str!("../assets/relay/index.html");

/// What every state of this form begins with.
const PREFIX: &str = "v1.";

/// No flag is known yet. A page refuses flags that it does not know.
const FLAGS: u8 = 0;

/// Lower ports are those of other services, so a page goes to none of them.
const FIRST_PORT: u16 = 1024;

/// Endings of names that no name service but the home's own answers for.
const ENDINGS: [&str; 4] = ["local", "lan", "internal", "home.arpa"];

/// What the page tells where the device is, and the device by which login an answer belongs to.
#[derive(Clone, Debug)]
pub(crate) struct State {
    random: [u8; 16],
    expires_at: u32,
    target: Target,
    port: u16,
    app: AppId,
}

/// A host that the page may go to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Address(IpAddr),
    Name(String),
}

/// A device that the page would not go to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unreachable {
    /// Its host is no private one.
    #[error(
        "the relay leads to private addresses and to names under .local, .lan, .internal and \
         .home.arpa, not to {0}: set advertise_host"
    )]
    Host(String),
    /// Its port belongs to other services.
    #[error("the relay leads to ports from {FIRST_PORT} on, not to {0}: set port")]
    Port(u16),
}

impl State {
    /// The state of a login that ends at `expires_at`, in seconds since 1970. `host` and `port` are
    /// those of this device's pages, the host as it stands in a URL.
    pub(crate) fn new(
        random: [u8; 16],
        expires_at: f64,
        (host, port): (&str, u16),
        app: &AppId,
    ) -> Result<Self, Unreachable> {
        let target = Target::of(host, port)?;
        // The page only tells a person that it is late; that of the store counts.
        let expires_at = Duration::try_from_secs_f64(expires_at).unwrap_or_default();
        Ok(Self {
            random,
            expires_at: u32::try_from(expires_at.as_secs()).unwrap_or(u32::MAX),
            target,
            port,
            app: app.clone(),
        })
    }

    /// The text for the request: up to 477 characters, about 80 in most homes.
    #[must_use]
    pub(crate) fn to_text(&self) -> String {
        let mut payload = vec![FLAGS];
        payload.extend(self.random);
        payload.extend(self.expires_at.to_be_bytes());
        match &self.target {
            Target::Address(IpAddr::V4(v4)) => {
                payload.push(4);
                payload.extend(v4.octets());
            }
            Target::Address(IpAddr::V6(v6)) => {
                payload.push(6);
                payload.extend(v6.octets());
            }
            Target::Name(name) => {
                payload.push(0);
                // A name that was found is shorter than this.
                payload.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
                payload.extend(name.bytes());
            }
        }
        payload.extend(self.port.to_be_bytes());
        payload.extend(self.app.munged().bytes());
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(payload))
    }
}

/// Whether the page would go to this device.
pub(crate) fn reaches(host: &str, port: u16) -> Result<(), Unreachable> {
    Target::of(host, port).map(drop)
}

impl Target {
    fn of(host: &str, port: u16) -> Result<Self, Unreachable> {
        if port < FIRST_PORT {
            return Err(Unreachable::Port(port));
        }
        Self::find(host).ok_or_else(|| Unreachable::Host(host.to_owned()))
    }

    /// The host that a page would go to; `None` where it would refuse.
    fn find(host: &str) -> Option<Self> {
        let address = host.trim_start_matches('[').trim_end_matches(']');
        match address.parse() {
            Ok(address) => is_private(address).then_some(Self::Address(address)),
            Err(_) => is_local_name(host).then(|| Self::Name(host.to_owned())),
        }
    }
}

/// Loopback is for a page that is itself on loopback, as in tests; no other goes there.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            // What carriers and VPNs such as Tailscale share (RFC 6598).
            let is_shared = a == 100 && b >> 6 == 1;
            v4.is_private() || v4.is_loopback() || is_shared
        }
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_loopback(),
    }
}

fn is_local_name(name: &str) -> bool {
    let Some((label, ending)) = name.split_once('.') else {
        return false;
    };
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && ENDINGS.contains(&ending)
}

/// The two words that device and page show for this state, so that a person sees that they mean the
/// same login; `None` for a text that is none of these states.
#[must_use]
pub(crate) fn phrase(state: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(state.strip_prefix(PREFIX)?).ok()?;
    let digest = Sha256::digest(payload.get(1..17)?);
    let word = |at: usize| words().nth(usize::from(*digest.get(at)?));
    Some(format!("{} {}", word(0)?, word(1)?))
}

/// The words of all phrases. They stand in the page alone, so that it and the program cannot differ.
fn words() -> impl Iterator<Item = &'static str> {
    let list = PAGE.split_once("const WORDS = `");
    let list = list.and_then(|(_, rest)| rest.split_once('`'));
    list.map_or("", |(list, _)| list).split_whitespace()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    fn state(host: &str, port: u16) -> Result<State, Unreachable> {
        let app = AppId::new("skill", "app").unwrap();
        State::new([7; 16], 1_800_000_600.5, (host, port), &app)
    }

    #[test]
    fn states_are_those_that_the_page_is_tested_with() {
        let cases = include_str!("../tests/browser/states.json");
        let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
        assert!(cases.len() >= 6, "{}", cases.len());
        for case in cases {
            let text = |key: &str| case[key].as_str().unwrap();
            let random: Vec<u8> = serde_json::from_value(case["random"].clone()).unwrap();
            let app = AppId::new(text("skill_id"), text("app_id")).unwrap();
            let port = u16::try_from(case["port"].as_u64().unwrap()).unwrap();
            let expires_at = case["expires_at"].as_f64().unwrap();
            let place = (text("host"), port);
            let state = State::new(random.try_into().unwrap(), expires_at, place, &app).unwrap();
            assert_eq!(state.to_text(), text("state"), "{case}");
            assert_eq!(phrase(&state.to_text()).unwrap(), text("phrase"), "{case}");
        }
    }

    #[test]
    fn a_device_that_the_page_would_refuse_gets_no_state() {
        for good in [
            "192.168.1.20",
            "10.0.0.1",
            "172.31.255.255",
            "100.127.0.1",
            "127.0.0.1",
            "[fd12::1]",
            "[::1]",
            "kitchen.local",
            "a.lan",
            "a-1.home.arpa",
            "oven.internal",
        ] {
            assert!(state(good, 36536).is_ok(), "{good}");
        }
        for bad in [
            "8.8.8.8",
            "172.32.0.1",
            "169.254.1.1",
            "100.128.0.1",
            "0.0.0.0",
            "[2001:db8::1]",
            "[fe80::1]",
            "[::ffff:8.8.8.8]",
            "kitchen",
            "kitchen.example",
            "local",
            ".local",
            "a.b.local",
            "-a.local",
            "a-.local",
            "Kitchen.local",
            "kitchen.local.",
            "kitchen.local.evil.example",
            "evil.example/.local",
            "",
        ] {
            let refused = state(bad, 36536).unwrap_err();
            assert_eq!(refused, Unreachable::Host(bad.to_owned()));
        }
        assert_eq!(
            state("192.168.1.20", 1023).unwrap_err(),
            Unreachable::Port(1023)
        );
    }

    #[test]
    fn the_longest_state_is_one_that_the_page_takes() {
        let (skill, app) = ("s".repeat(128), "a".repeat(128));
        let app = AppId::new(&skill, &app).unwrap();
        let host = format!("{}.home.arpa", "h".repeat(63));
        let state = State::new([255; 16], f64::MAX, (&host, u16::MAX), &app).unwrap();
        assert_eq!(state.to_text().len(), 477);
        let short = self::state("10.0.0.1", 1024).unwrap().to_text();
        assert_eq!(short.len(), 53);
    }

    #[test]
    fn the_phrase_depends_on_the_random_bytes_alone() {
        let [here, there] = ["10.0.0.1", "oven.local"].map(|host| state(host, 2000).unwrap());
        assert_ne!(here.to_text(), there.to_text());
        assert_eq!(phrase(&here.to_text()), phrase(&there.to_text()));
        for none in ["", "v1.", "v2.AAAA", "v1.AAAA", "no state"] {
            assert_eq!(phrase(none), None, "{none}");
        }
    }

    #[test]
    fn there_are_256_short_words_and_no_two_that_look_alike() {
        let all: BTreeSet<&str> = words().collect();
        assert_eq!((words().count(), all.len()), (256, 256));
        for word in &all {
            assert!((3..=9).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
        let beginnings: BTreeSet<&str> =
            all.iter().map(|word| &word[..word.len().min(6)]).collect();
        assert_eq!(
            beginnings.len(),
            256,
            "two words differ in their ends alone"
        );
    }

    #[test]
    fn the_page_has_the_look_of_the_other_pages() {
        let colours = |css: &'static str| {
            css.lines()
                .map(str::trim)
                .filter(|line| line.starts_with("--"))
        };
        let (_, style) = PAGE.split_once("<style>").unwrap();
        let (style, _) = style.split_once("</style>").unwrap();
        let theirs: BTreeSet<&str> = colours(crate::http::STYLE).collect();
        assert!(colours(style).count() > 20);
        for colour in colours(style) {
            assert!(theirs.contains(colour), "{colour} is not in style.css");
        }
    }

    #[test]
    fn the_policy_allows_just_this_script_and_this_style() {
        use base64::engine::general_purpose::STANDARD;
        for tag in ["script", "style"] {
            let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
            let mut parts = PAGE.split(open.as_str());
            let content = parts.nth(1).unwrap().split(close.as_str()).next().unwrap();
            assert_eq!(parts.next(), None, "one {tag}");
            let hash = STANDARD.encode(Sha256::digest(content));
            let rule = format!("{tag}-src 'sha256-{hash}';");
            assert!(PAGE.contains(&rule), "the page's policy must say {rule}");
        }
        assert!(PAGE.contains("content=\"default-src 'none'; script-src"));
        assert!(PAGE.len() < 30_000, "{} bytes", PAGE.len());
    }
}
