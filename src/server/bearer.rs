//! Bearer tokens: how a program shows one, and what it is told of one that opens nothing.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use url::form_urlencoded;

/// The challenge without an error.
const BARE: &str = "Bearer realm=\"phal-oauth\"";

/// Why a program is not let in
/// ([RFC 6750, section 3](https://www.rfc-editor.org/rfc/rfc6750#section-3)).
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Denied {
    #[error("an access token is needed, in the header Authorization: Bearer")]
    NoToken,
    #[error("{0}")]
    Malformed(&'static str),
    #[error("the access token is not known here, has ended or was revoked: get a new one")]
    InvalidToken,
    /// The scope that would open it.
    #[error("the access token opens something else: ask for the scope {0}")]
    InsufficientScope(String),
}

impl Denied {
    /// The stable word for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "no_token",
            Self::Malformed(_) => "invalid_request",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope(_) => "insufficient_scope",
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoToken | Self::InvalidToken => StatusCode::UNAUTHORIZED,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::InsufficientScope(_) => StatusCode::FORBIDDEN,
        }
    }

    /// The value of `WWW-Authenticate`.
    pub(crate) fn challenge(&self) -> HeaderValue {
        let error = |code| format!("{BARE}, error=\"{code}\"");
        let challenge = match self {
            // Who shows no token is told how, and nothing about errors.
            Self::NoToken => BARE.to_owned(),
            Self::Malformed(_) | Self::InvalidToken => error(self.code()),
            Self::InsufficientScope(scope) => {
                format!("{}, scope=\"{scope}\"", error(self.code()))
            }
        };
        // Words of scopes and our own have no character that a header may not have.
        HeaderValue::try_from(challenge).unwrap_or(HeaderValue::from_static(BARE))
    }
}

/// The token that a request shows in its header, the one place where it counts.
pub(crate) fn find_token<'a>(headers: &'a HeaderMap, uri: &Uri) -> Result<&'a str, Denied> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().ok_or(Denied::NoToken)?;
    if values.next().is_some() {
        return Err(Denied::Malformed("there are two Authorization headers"));
    }
    let value = value.as_bytes();
    let end = value.iter().position(|byte| *byte == b' ');
    let (scheme, token) = value.split_at(end.unwrap_or(value.len()));
    if !scheme.eq_ignore_ascii_case(b"bearer") {
        return Err(Denied::NoToken);
    }
    let token = std::str::from_utf8(token).unwrap_or_default();
    let token = token.trim_matches(' ');
    if !is_token(token) {
        return Err(Denied::Malformed("the Authorization header holds no token"));
    }
    let query = uri.query().unwrap_or_default().as_bytes();
    if form_urlencoded::parse(query).any(|(name, _)| name == "access_token") {
        return Err(Denied::Malformed("there is a token in the query as well"));
    }
    Ok(token)
}

/// [RFC 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
fn is_token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_character = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !body.is_empty() && body.bytes().all(is_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(values: &[&[u8]], path: &str) -> Result<String, Denied> {
        let mut headers = HeaderMap::new();
        for value in values {
            let value = HeaderValue::from_bytes(value).unwrap();
            headers.append(header::AUTHORIZATION, value);
        }
        let uri: Uri = path.parse().unwrap();
        find_token(&headers, &uri).map(str::to_owned)
    }

    #[test]
    fn a_token_is_shown_in_one_way() {
        for good in [
            "Bearer a.B-9_~+/==",
            "bearer a.B-9_~+/==",
            "BEARER  a.B-9_~+/==",
        ] {
            let found = find(&[good.as_bytes()], "/x?y=z");
            assert_eq!(found.as_deref(), Ok("a.B-9_~+/=="), "{good}");
        }
        assert_eq!(find(&[], "/x"), Err(Denied::NoToken));
        assert_eq!(find(&[], "/x?access_token=abc"), Err(Denied::NoToken));
        for other in [
            &b"Basic YTpi"[..],
            b"Bearerabc",
            b"",
            b"\xff",
            b"Bearer=abc",
        ] {
            assert_eq!(find(&[other], "/x"), Err(Denied::NoToken), "{other:?}");
        }
        for bad in [
            &b"Bearer"[..],
            b"Bearer ",
            b"Bearer ==",
            b"Bearer a b",
            b"Bearer a=b",
            b"Bearer \"a\"",
            b"Bearer a,b",
            b"Bearer \xff",
        ] {
            let found = find(&[bad], "/x");
            assert!(matches!(found, Err(Denied::Malformed(_))), "{bad:?}");
        }
        for (values, path) in [
            (&[&b"Bearer a"[..], b"Bearer a"][..], "/x"),
            (&[&b"Bearer a"[..]], "/x?access_token=a"),
            (&[&b"Bearer a"[..]], "/x?y=z&access%5ftoken"),
        ] {
            assert!(matches!(find(values, path), Err(Denied::Malformed(_))));
        }
    }

    #[test]
    fn a_challenge_tells_what_is_missing() {
        let challenge = |denied: Denied| denied.challenge().to_str().unwrap().to_owned();
        assert_eq!(challenge(Denied::NoToken), "Bearer realm=\"phal-oauth\"");
        assert_eq!(
            challenge(Denied::InvalidToken),
            "Bearer realm=\"phal-oauth\", error=\"invalid_token\""
        );
        assert_eq!(
            challenge(Denied::InsufficientScope("token:a_b".to_owned())),
            "Bearer realm=\"phal-oauth\", error=\"insufficient_scope\", scope=\"token:a_b\""
        );
        assert_eq!(
            challenge(Denied::Malformed("x")),
            "Bearer realm=\"phal-oauth\", error=\"invalid_request\""
        );
    }
}
