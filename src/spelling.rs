//! How addresses, codes and names are said aloud, so that a person can type what they hear.

use url::{Host, Url};

use crate::words::Words;

/// The longest address of a service that is said, in characters; more is not kept in mind.
const LONGEST_ADDRESS: usize = 32;

/// The longest code that is said, in characters.
const LONGEST_CODE: usize = 16;

/// The longest name that is said, in characters.
const LONGEST_NAME: usize = 60;

/// An address of this device: `192.168.1.7` and its port become `1 9 2 dot 1 6 8 dot 1 dot 7, colon
/// 3 6 5 3 6`.
pub(crate) fn own_address(words: Words, host: &str, port: u16) -> String {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let (host, port) = (marks(words, host), marks(words, &port.to_string()));
    format!("{host}, {} {port}", words.say("speech-colon"))
}

/// A service's address, if it is short, plain and leads to nothing but a page of its own.
pub(crate) fn service_address(words: Words, address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let Some(Host::Domain(host)) = url.host() else {
        return None;
    };
    let path = url.path().trim_end_matches('/');
    let plain = format!("{host}{path}");
    // Whatever else an address can hold is left out here, and differs then.
    let is_whole = address.trim_end_matches('/') == format!("https://{plain}");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/');
    let is_short = plain.len() <= LONGEST_ADDRESS && !plain.contains("xn--");
    (is_whole && is_short && plain.chars().all(is_plain)).then(|| marks(words, &plain))
}

/// A code by groups: `WDJB-MJHT` becomes `W D J B, M J H T`. `None` for what cannot be spelled.
pub(crate) fn code(code: &str) -> Option<String> {
    let signs: usize = code.chars().filter(|c| c.is_alphanumeric()).count();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ' ');
    if signs == 0 || signs > LONGEST_CODE || !code.chars().all(is_plain) {
        return None;
    }
    let groups: Vec<Vec<char>> = code
        .split(['-', ' '])
        .flat_map(|group| {
            let signs: Vec<char> = group.chars().collect();
            let length = if signs.len().is_multiple_of(4) { 4 } else { 3 };
            let groups: Vec<Vec<char>> = match signs.len() {
                0..=4 => vec![signs],
                _ => signs.chunks(length).map(<[char]>::to_vec).collect(),
            };
            groups
        })
        .filter(|group| !group.is_empty())
        .collect();
    let spelled: Vec<String> = groups.iter().map(|group| spaced(group)).collect();
    Some(spelled.join(", "))
}

/// A service's name without what a voice would stumble over or take for markup.
pub(crate) fn name(name: &str) -> String {
    let is_said = |c: &char| c.is_alphanumeric() || " .,'’&+-!".contains(*c);
    let said: String = name.chars().filter(is_said).take(LONGEST_NAME).collect();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with digits one by one and marks by their names.
fn marks(words: Words, text: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut is_word = false;
    for sign in text.chars() {
        let mark = match sign {
            '.' => words.say("speech-dot"),
            ':' => words.say("speech-colon"),
            '/' => words.say("speech-slash"),
            '-' => words.say("speech-dash"),
            sign => String::from(sign),
        };
        match said.last_mut() {
            Some(word) if is_word && sign.is_alphabetic() => word.push(sign),
            _ => said.push(mark),
        }
        is_word = sign.is_alphabetic();
    }
    said.join(" ")
}

fn spaced(group: &[char]) -> String {
    let signs: Vec<String> = group.iter().map(char::to_string).collect();
    signs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    const ENGLISH: Words = Words::of(Language::En);

    #[test]
    fn an_own_address_is_said_sign_by_sign() {
        let said = |host| own_address(ENGLISH, host, 36536);
        assert_eq!(
            said("192.168.1.27"),
            "1 9 2 dot 1 6 8 dot 1 dot 2 7, colon 3 6 5 3 6"
        );
        assert_eq!(
            said("oven-2.local"),
            "oven dash 2 dot local, colon 3 6 5 3 6"
        );
        assert_eq!(said("[fd00::7]"), "fd 0 0 colon colon 7, colon 3 6 5 3 6");
    }

    #[test]
    fn a_code_is_said_by_groups() {
        for (written, said) in [
            ("WDJB-MJHT", "W D J B, M J H T"),
            ("WDJBMJHT", "W D J B, M J H T"),
            ("123456", "1 2 3, 4 5 6"),
            ("123 456", "1 2 3, 4 5 6"),
            ("abcd", "a b c d"),
            ("ABCDE", "A B C, D E"),
        ] {
            assert_eq!(code(written).as_deref(), Some(said), "{written}");
        }
        for odd in ["", "-", "a<b", "öäü", "ABCDEFGHIJKLMNOPQ", "call 0900!"] {
            assert_eq!(code(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_service_is_named_by_a_short_and_plain_address_alone() {
        let said = |address| service_address(ENGLISH, address);
        for (address, spoken) in [
            (
                "https://www.twitch.tv/activate",
                "www dot twitch dot tv slash activate",
            ),
            ("https://plex.tv/link/", "plex dot tv slash link"),
            (
                "https://github.com/login/device",
                "github dot com slash login slash device",
            ),
        ] {
            assert_eq!(said(address).as_deref(), Some(spoken), "{address}");
        }
        for address in [
            "http://plex.tv/link",
            "https://plex.tv/link?code=abc",
            "https://plex.tv/link#code",
            "https://me@plex.tv/link",
            "https://plex.tv:8443/link",
            "https://192.0.2.7/link",
            "https://xn--plx-joa.tv/link",
            "https://plex.tv/a%20b",
            "https://login.microsoftonline.com/common/oauth2/deviceauth",
            "plex.tv/link",
            "",
        ] {
            assert_eq!(said(address), None, "{address}");
        }
    }

    #[test]
    fn a_name_holds_nothing_that_a_voice_takes_for_markup() {
        assert_eq!(name("Deezer"), "Deezer");
        assert_eq!(name("H&M’s  Café 2.0"), "H&M’s Café 2.0");
        assert_eq!(
            name("<audio src=\"https://evil.example/x\"/>"),
            "audio srchttpsevil.examplex"
        );
        assert_eq!(name(&"x".repeat(100)).len(), 60);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_spelled_is_plain(text in "\\PC{0,40}") {
            for said in [code(&text), service_address(ENGLISH, &text), Some(name(&text))] {
                let said = said.unwrap_or_default();
                proptest::prop_assert!(!said.contains(['<', '>', '"', '\n']), "{said}");
            }
        }
    }
}
