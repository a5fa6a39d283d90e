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
        let (text, _fragment) = text.split_once('#').unwrap_or((text, ""));
        if text.is_empty() {
            return Err(Wrong::Nothing);
        }
        if let Some(query) = text.strip_prefix('?') {
            return answer(None, query);
        }
        if text.contains("://") || text.contains('?') || text.contains('/') {
            return address(text);
        }
        if text.starts_with("code=") || text.contains("&code=") || text.contains("state=") {
            return answer(None, text);
        }
        // RFC 6749 appendix A.11: visible characters.
        if text.bytes().all(|b| (0x21..=0x7e).contains(&b)) {
            Ok(Self::Code(text.into()))
        } else {
            Err(Wrong::NoCode)
        }
    }
}

fn address(text: &str) -> Result<Pasted, Wrong> {
    // A long address is wrapped on its way through a message, and no address holds blanks.
    let whole: String = text.split_whitespace().collect();
    let whole = if whole.contains("://") {
        whole
    } else {
        format!("http://{whole}")
    };
    let Ok(url) = Url::parse(&whole) else {
        // Google's codes hold a slash.
        let is_word = text.bytes().all(|b| (0x21..=0x7e).contains(&b)) && !text.contains('?');
        return if is_word && !text.contains("://") {
            Ok(Pasted::Code(text.into()))
        } else {
            Err(Wrong::NoCode)
        };
    };
    let munged_id = url
        .path()
        .strip_prefix(CALLBACK_PATH)
        .map(|encoded| percent_decode_str(encoded).decode_utf8_lossy().into_owned());
    match url.query() {
        Some(query) => answer(munged_id, query),
        None if !text.contains("://") && !text.contains("auth/callback") => code(text),
        None => Err(Wrong::NoAnswer),
    }
}

/// A word with slashes that is no address, such as Google's codes.
fn code(text: &str) -> Result<Pasted, Wrong> {
    let is_word = text.bytes().all(|b| (0x21..=0x7e).contains(&b));
    if is_word {
        Ok(Pasted::Code(text.into()))
    } else {
        Err(Wrong::NoCode)
    }
}

fn answer(munged_id: Option<String>, query: &str) -> Result<Pasted, Wrong> {
    let has = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.any(|(key, _)| key == name)
    };
    if has("code") || has("error") {
        Ok(Pasted::Address {
            munged_id,
            query: query.to_owned(),
        })
    } else {
        Err(Wrong::NoAnswer)
    }
}
