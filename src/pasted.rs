//! What a person pastes at the end of a login, told apart.

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use url::Url;

use crate::callback::CALLBACK_PATH;
use crate::refusal::Refusal;

/// The longest text that is looked at, in bytes; codes and ID tokens are well below it.
pub(crate) const LONGEST: usize = 16 * 1024;

/// A text that may end a login.
#[derive(Debug)]
pub(crate) enum Pasted {
    /// The address where the browser ended.
    Address {
        /// The munged id in its path, where it is ours.
        munged_id: Option<String>,
        /// Its query.
        query: String,
    },
    /// The code alone.
    Code(SecretString),
}

/// What is wrong with a pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is empty.
    #[error("nothing was pasted: copy the whole address from the browser's address bar")]
    Nothing,
    /// It is longer than any address.
    #[error("the pasted text is too long: copy only the address from the browser's address bar")]
    TooLong,
    /// It is an address, but no answer.
    #[error(
        "the pasted address holds no answer: approve on the provider's page first, then copy the \
         address of the page that does not load"
    )]
    NoAnswer,
    /// It is several words.
    #[error("the pasted text is no address and no code: copy the whole address again")]
    NoCode,
    /// It is a code, and nobody knows for which login.
    #[error("a code alone does not tell its login: paste the whole address, or name the app")]
    NoState,
    /// It is no token.
    #[error("the pasted text is no token: copy it again, without blanks around it")]
    NoToken,
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Self::WrongPaste(wrong)
    }
}

impl Pasted {
    /// Reads a pasted text: an address with or without its scheme, a query, or a code. What phones
    /// and people put around it is cut off, and so are fragments such as Fitbit's `#_=_`.
    pub(crate) fn parse(text: &str) -> Result<Self, Wrong> {
        if text.len() > LONGEST {
            return Err(Wrong::TooLong);
        }
        let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'<>`".contains(c));
        let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
        if text.is_empty() {
            return Err(Wrong::Nothing);
        }
        let is_address = text.contains("://") || text.contains('?') || text.contains(CALLBACK_PATH);
        if is_address {
            return address(text, fragment);
        }
        if ["code=", "state=", "error="]
            .iter()
            .any(|name| text.contains(name))
        {
            return answer(None, text);
        }
        // RFC 6749 appendix A.11: visible characters; Google's codes hold a slash.
        if text.bytes().all(is_visible) {
            Ok(Self::Code(text.into()))
        } else {
            Err(Wrong::NoCode)
        }
    }
}

/// Whether a byte may stand in a code or a token (RFC 6749 appendix A).
pub(crate) fn is_visible(byte: u8) -> bool {
    (0x21..=0x7e).contains(&byte)
}

fn address(text: &str, fragment: &str) -> Result<Pasted, Wrong> {
    // A long address is wrapped on its way through a message, and no address holds blanks.
    let whole: String = text.split_whitespace().collect();
    let whole = match whole.as_str() {
        whole if whole.contains("://") => whole.to_owned(),
        path if path.starts_with('/') => format!("http://phone{path}"),
        whole => format!("http://{whole}"),
    };
    let (path, query) = whole.split_once('?').unwrap_or((&whole, fragment));
    let munged_id = Url::parse(path).ok().and_then(|url| {
        let encoded = url.path().strip_prefix(CALLBACK_PATH)?;
        Some(percent_decode_str(encoded).decode_utf8_lossy().into_owned())
    });
    answer(munged_id, query)
}

fn answer(munged_id: Option<String>, query: &str) -> Result<Pasted, Wrong> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    if pairs.any(|(name, _)| name == "code" || name == "error") {
        Ok(Pasted::Address {
            munged_id,
            query: query.to_owned(),
        })
    } else {
        Err(Wrong::NoAnswer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::callback::{AuthorizationAnswer, Callback};

    /// The app, the code and the state of a pasted address.
    fn read(text: &str) -> (Option<String>, String, String) {
        let Ok(Pasted::Address { munged_id, query }) = Pasted::parse(text) else {
            panic!("no address: {text}")
        };
        let callback = Callback::parse(munged_id, &query).unwrap();
        let AuthorizationAnswer::Code(code) = callback.answer else {
            panic!("no code: {text}")
        };
        let code = code.expose_secret().to_owned();
        (callback.munged_id, code, callback.state)
    }

    #[test]
    fn an_address_is_read_however_it_was_copied() {
        let whole = "http://127.0.0.1:36536/auth/callback/a_b?code=c%2F1&state=s";
        for text in [
            whole.to_owned(),
            format!("  {whole}\r\n"),
            format!("\"{whole}\""),
            format!("<{whole}>"),
            format!("{whole}#_=_"),
            format!("{whole}#"),
            whole.replace("http://", ""),
            whole.replace("http://127.0.0.1:36536", ""),
            whole.replace("&state", "\n &state"),
            whole.replace('?', "#"),
        ] {
            let found = read(&text);
            assert_eq!(
                found,
                (Some("a_b".into()), "c/1".into(), "s".into()),
                "{text}"
            );
        }
        assert_eq!(read("?code=c&state=s"), (None, "c".into(), "s".into()));
        assert_eq!(read("state=s&code=c"), (None, "c".into(), "s".into()));
        let elsewhere = read("https://people.example/relay/?code=c&state=s");
        assert_eq!(elsewhere, (None, "c".into(), "s".into()));
    }

    #[test]
    fn a_code_is_read_without_its_fragment() {
        for (text, code) in [
            ("4/0AX4XfWh-x_y", "4/0AX4XfWh-x_y"),
            (" abc#_=_ ", "abc"),
            ("12345678", "12345678"),
            ("a=b", "a=b"),
        ] {
            let Ok(Pasted::Code(found)) = Pasted::parse(text) else {
                panic!("no code: {text}")
            };
            assert_eq!(found.expose_secret(), code);
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let wrong = |text: &str| Pasted::parse(text).unwrap_err();
        assert_eq!(wrong(" \n"), Wrong::Nothing);
        assert_eq!(wrong("#_=_"), Wrong::Nothing);
        assert_eq!(wrong(&"x".repeat(LONGEST + 1)), Wrong::TooLong);
        assert_eq!(
            wrong("https://accounts.example/authorize?state=s"),
            Wrong::NoAnswer
        );
        assert_eq!(
            wrong("http://127.0.0.1:36536/auth/callback/a_b"),
            Wrong::NoAnswer
        );
        assert_eq!(wrong("it does not load"), Wrong::NoCode);
        assert_eq!(wrong("c\u{f6}de"), Wrong::NoCode);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told_wrong(text in any::<String>()) {
            let _ = Pasted::parse(&text);
        }

        #[test]
        fn nothing_of_a_code_is_lost(code in "[!-\"$-;@-~]{1,200}") {
            // A code that looks like a query or an address is taken for one.
            prop_assume!(!code.contains("://") && !code.contains('=') && !code.contains("/auth/"));
            let Ok(Pasted::Code(found)) = Pasted::parse(&code) else {
                // Quotes and brackets alone are nothing.
                prop_assert!(code.trim_matches(['"', '\'', '<', '>', '`']).is_empty());
                return Ok(());
            };
            prop_assert_eq!(
                found.expose_secret(),
                code.trim_matches(['"', '\'', '<', '>', '`'])
            );
        }
    }
}
