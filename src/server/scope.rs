//! The scope of a request: its words, and which of them a client may have.

use std::collections::BTreeSet;

use super::Client;
use super::switch;
use crate::id;

/// What opens the token of an app begins with, before its munged id.
pub(crate) const TOKEN: &str = "token:";

/// What opens the tokens of all apps.
pub(crate) const EVERY_TOKEN: &str = "token:*";

/// What every scope of a practice server that asks for special treatment begins with.
const SWITCHES: &str = "practice:";

/// The longest scope, in bytes: dozens of apps. It is kept with each token.
pub(crate) const LONGEST: usize = 2_048;

/// Why there is no such scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    #[error("scope holds a character that is not allowed, no word at all, or too many")]
    Malformed,
    #[error("scope names something that this client may not have")]
    NotAllowed,
    #[error("scope names an unknown switch: phal-oauth practice --help lists them")]
    UnknownSwitch,
}

/// The scope that `client` gets for what it asks, or for asking nothing.
pub(super) fn find_granted(
    client: &Client,
    asked: Option<&str>,
    practises: bool,
) -> Result<String, Refused> {
    let scope = parse(asked.unwrap_or(&client.default_scope)).ok_or(Refused::Malformed)?;
    let is_allowed = |word: &str| {
        let Some(allowed) = &client.scopes else {
            return true;
        };
        allowed.iter().any(|known| covers(known, word))
    };
    for word in scope.split(' ') {
        if practises && word.starts_with(SWITCHES) {
            if !switch::is_known(word) {
                return Err(Refused::UnknownSwitch);
            }
        } else if !is_allowed(word) {
            return Err(Refused::NotAllowed);
        }
    }
    Ok(scope)
}

/// The asked part of a granted scope, with each of its words once; nothing if more is asked, or what is
/// no scope.
pub(super) fn narrow(granted: &str, asked: &str) -> Option<String> {
    let asked = parse(asked)?;
    let is_granted = |word: &str| granted.split(' ').any(|known| covers(known, word));
    asked.split(' ').all(is_granted).then_some(asked)
}

/// Whether a word that is granted grants what another asks: the same, or one token of all.
pub(crate) fn covers(granted: &str, word: &str) -> bool {
    let names_an_app = || word.strip_prefix(TOKEN).is_some_and(id::is_munged);
    granted == word || granted == EVERY_TOKEN && names_an_app()
}

/// The word that opens the token of an app.
pub(crate) fn token_word(munged_id: &str) -> String {
    format!("{TOKEN}{munged_id}")
}

/// Whether it is a word of [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).
pub(crate) fn is_word(word: &str) -> bool {
    let is_word_character = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    !word.is_empty() && word.chars().all(is_word_character)
}

/// The scope with each of its words once, or nothing where one is not a word of
/// [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).
fn parse(scope: &str) -> Option<String> {
    if scope.len() > LONGEST {
        return None;
    }
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for word in scope.split(' ').filter(|word| !word.is_empty()) {
        if !is_word(word) {
            return None;
        }
        if seen.insert(word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_keeps_its_order_and_loses_its_repetitions() {
        assert_eq!(parse("b a  b").as_deref(), Some("b a"));
        assert_eq!(parse("say \"hi\""), None);
        assert_eq!(parse("caf\u{e9}"), None);
        assert_eq!(parse(" "), None);
    }

    #[test]
    fn all_tokens_are_each_of_them_and_nothing_else() {
        assert!(covers("token:a_b", "token:a_b") && covers(EVERY_TOKEN, "token:a_b"));
        assert!(covers(EVERY_TOKEN, EVERY_TOKEN));
        for (granted, word) in [
            ("token:a_b", "token:a_bc"),
            ("token:a_bc", "token:a_b"),
            ("token:a_b", EVERY_TOKEN),
            ("token:a_b", "TOKEN:a_b"),
            (EVERY_TOKEN, "hello"),
            (EVERY_TOKEN, "token:"),
            (EVERY_TOKEN, "token:a/b"),
            (EVERY_TOKEN, "token:\u{1b}[31m"),
            ("hello", "token:a_b"),
        ] {
            assert!(!covers(granted, word), "{granted} {word}");
        }
    }

    #[test]
    fn a_part_of_a_scope_is_a_scope_itself() {
        let part = |asked| narrow("mail token:*", asked);
        assert_eq!(part("mail mail").as_deref(), Some("mail"));
        assert_eq!(part("token:a_b  mail").as_deref(), Some("token:a_b mail"));
        for wrong in ["", " ", "calendar", "token:\u{1b}[31m", "mail\n"] {
            assert_eq!(part(wrong), None, "{wrong:?}");
        }
        let long: Vec<String> = (0..300).map(|n| format!("token:skill_{n}")).collect();
        assert_eq!(part(&long.join(" ")), None);
    }

    #[test]
    fn a_client_gets_what_it_may_have_and_switches_that_there_are() {
        let client = Client {
            scopes: Some(vec!["a".to_owned(), "b".to_owned()]),
            default_scope: "b".to_owned(),
            ..Client::new("id", "name")
        };
        let granted = |asked, practises| find_granted(&client, asked, practises);
        assert_eq!(granted(None, true).as_deref(), Ok("b"));
        assert_eq!(granted(Some("a b"), true).as_deref(), Ok("a b"));
        assert_eq!(granted(Some("a c"), true), Err(Refused::NotAllowed));
        let short = Some("a practice:short");
        assert_eq!(granted(short, true).as_deref(), Ok("a practice:short"));
        assert_eq!(granted(short, false), Err(Refused::NotAllowed));
        let unknown = Some("practice:x");
        assert_eq!(granted(unknown, true), Err(Refused::UnknownSwitch));
    }
}
