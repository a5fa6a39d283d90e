//! A token answer (RFC 6749 section 5.1) as the provider sent it.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The lifetime beyond which a number is a mistake, in seconds: a hundred years.
const LONGEST_LIFETIME: f64 = 100.0 * 365.25 * 86_400.0;

/// Everything that a token endpoint sent, unknown members included. Never printed.
#[derive(Clone, Serialize, Deserialize, PartialEq)]
#[serde(transparent)]
pub struct TokenAnswer(Map<String, Value>);

impl fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenAnswer([redacted])")
    }
}

impl TokenAnswer {
    /// Takes an answer that holds an access token; `None` for any other object.
    #[must_use]
    pub fn new(members: Map<String, Value>) -> Option<Self> {
        let answer = Self(members);
        answer.text("access_token").is_some().then_some(answer)
    }

    /// The refresh token, where one was given.
    #[must_use]
    pub fn refresh_token(&self) -> Option<SecretString> {
        self.text("refresh_token").map(SecretString::from)
    }

    /// The access token.
    #[must_use]
    pub fn access_token(&self) -> Option<&str> {
        self.text("access_token")
    }

    /// The first 16 hex digits of the SHA-256 of the access token, by which it is told from others.
    #[must_use]
    pub(crate) fn fingerprint(&self) -> Option<String> {
        let digest = Sha256::digest(self.access_token()?);
        let mut digits = data_encoding::HEXLOWER.encode(&digest);
        digits.truncate(16);
        Some(digits)
    }

    /// How the access token is used (RFC 6749 section 7.1): `Bearer` where nothing is told.
    #[must_use]
    pub fn token_type(&self) -> &str {
        self.text("token_type").unwrap_or("Bearer")
    }

    /// The access token's lifetime in seconds, where it is told and makes sense.
    #[must_use]
    pub fn lifetime(&self) -> Option<f64> {
        let seconds = match self.0.get("expires_in")? {
            Value::Number(number) => number.as_f64()?,
            Value::String(text) => text.trim().parse().ok()?,
            _ => return None,
        };
        (seconds.is_finite() && (0.0..=LONGEST_LIFETIME).contains(&seconds)).then_some(seconds)
    }

    /// The granted scope, where it is told.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.text("scope")
    }

    /// Puts the members of a newer answer over this one: what it does not repeat stays, the refresh
    /// token above all (RFC 6749 section 6).
    #[must_use]
    pub fn renewed_by(mut self, mut newer: Self) -> Self {
        // A lifetime belongs to one access token: the old one says nothing about the new.
        self.0.remove("expires_in");
        // Null or empty is no new refresh token, but some servers' way to say that the old one stays.
        if newer.refresh_token().is_none() {
            newer.0.remove("refresh_token");
        }
        self.0.extend(newer.0);
        self
    }

    /// What skills are told: all but refresh and ID token (those too if `share_refresh_token`), and
    /// when the token ends.
    #[must_use]
    pub fn told(&self, expires_at: Option<f64>, share_refresh_token: bool) -> Self {
        let mut told = self.0.clone();
        if !share_refresh_token {
            told.remove("refresh_token");
            told.remove("id_token");
        }
        match expires_at {
            Some(expires_at) => told.insert("expires_at".to_owned(), expires_at.into()),
            None => told.remove("expires_at"),
        };
        Self(told)
    }

    /// The object itself.
    #[must_use]
    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }

    /// A member that is a text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str().filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
impl TokenAnswer {
    /// An answer with nothing but an access token.
    pub(crate) fn of(access_token: &str) -> Self {
        Self(Map::from_iter([(
            "access_token".to_owned(),
            access_token.into(),
        )]))
    }
}

#[cfg(test)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "json! literals read better without &"
)]
mod tests {
    use secrecy::ExposeSecret;
    use serde_json::json;

    use super::*;

    fn answer(members: Value) -> TokenAnswer {
        TokenAnswer::new(members.as_object().unwrap().clone()).unwrap()
    }

    #[test]
    fn a_lifetime_is_a_sensible_number() {
        let lifetime =
            |value: Value| answer(json!({"access_token": "a", "expires_in": value})).lifetime();
        assert_eq!(lifetime(json!(3600)), Some(3600.0));
        assert_eq!(lifetime(json!("3600")), Some(3600.0));
        assert_eq!(lifetime(json!(3600.5)), Some(3600.5));
        assert_eq!(lifetime(json!(0)), Some(0.0));
        for none in [
            json!(null),
            json!("abc"),
            json!(-1),
            json!(1e12),
            json!([1]),
        ] {
            assert_eq!(lifetime(none), None);
        }
    }

    #[test]
    fn a_refresh_keeps_the_old_refresh_token_and_drops_the_old_lifetime() {
        let old = answer(json!({"access_token": "a", "refresh_token": "r", "expires_in": 3600}));
        let new = old.renewed_by(answer(json!({"access_token": "b"})));
        assert_eq!(new.refresh_token().unwrap().expose_secret(), "r");
        assert_eq!(new.lifetime(), None);
    }

    #[test]
    fn a_refresh_token_that_is_none_does_not_replace_the_old_one() {
        for none in [json!(""), json!(null), json!([])] {
            let old = answer(json!({"access_token": "a", "refresh_token": "r"}));
            let new = answer(json!({"access_token": "b", "refresh_token": none}));
            let kept = old.renewed_by(new).refresh_token().unwrap();
            assert_eq!(kept.expose_secret(), "r");
        }
    }

    #[test]
    fn refresh_and_id_tokens_are_not_told() {
        let token =
            answer(json!({"access_token": "a", "refresh_token": "r", "id_token": "i", "x": 1}));
        assert_eq!(
            token.told(Some(5.0), false).into_json(),
            json!({"access_token": "a", "x": 1, "expires_at": 5.0})
        );
        assert_eq!(token.told(None, true).into_json()["refresh_token"], "r");
        assert!(
            !format!("{token:?}").contains('r')
                || format!("{token:?}") == "TokenAnswer([redacted])"
        );
    }

    #[test]
    fn an_answer_without_an_access_token_is_none() {
        for bad in [
            json!({}),
            json!({"access_token": ""}),
            json!({"access_token": 7}),
        ] {
            assert!(TokenAnswer::new(bad.as_object().unwrap().clone()).is_none());
        }
    }
}
