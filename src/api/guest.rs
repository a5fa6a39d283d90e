//! Who asks: the holder of an access token, and what the token opens.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

use super::denial::Denial;
use crate::server::AuthorizationServer;
use crate::server::bearer::{Denied, find_token};

/// What every scope begins with that opens the token of an app; its munged id follows.
const TOKEN: &str = "token:";

/// The scope that opens every token.
const ALL: &str = "token:*";

/// A program with a good access token.
pub(super) struct Guest {
    scope: String,
}

impl Guest {
    /// Whether the token of this app is open to it.
    pub(super) fn may_have(&self, munged_id: &str) -> bool {
        let asked = token_word(munged_id);
        self.scope.split(' ').any(|granted| covers(granted, &asked))
    }

    /// Lets it pass if the token of this app is open to it, whether there is such an app or not.
    pub(super) fn check(&self, munged_id: &str) -> Result<(), Denied> {
        if self.may_have(munged_id) {
            return Ok(());
        }
        // What is no id is repeated in no header.
        let is_id_character = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        let scope = if munged_id.bytes().all(is_id_character) {
            token_word(munged_id)
        } else {
            EVERY_TOKEN.to_owned()
        };
        Err(Denied::InsufficientScope(scope))
    }
}

impl<S> FromRequestParts<S> for Guest
where
    S: Send + Sync,
    AuthorizationServer: FromRef<S>,
{
    type Rejection = Denial;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Denial> {
        let token = find_token(&parts.headers, &parts.uri)?;
        let server = AuthorizationServer::from_ref(state);
        let access = server.use_access(token).await.map_err(Refusal::from)?;
        let access = access.ok_or(Denied::InvalidToken)?;
        Ok(Self {
            scope: access.scope,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_opens_just_what_it_names() {
        let guest = |scope: &str| Guest {
            scope: scope.to_owned(),
        };
        for scope in [
            "token:s_a",
            "hello token:s_a token:s_b",
            "token:*",
            "x token:*",
        ] {
            assert!(guest(scope).may_have("s_a"), "{scope}");
        }
        for scope in [
            "",
            "hello",
            "token:",
            "token:s_",
            "token:s_ab",
            "token:S_a",
            "Token:s_a",
            "token:s_*",
            "token:**",
            "s_a",
            "*",
            "token:s_b",
            "xtoken:s_a",
        ] {
            assert!(!guest(scope).may_have("s_a"), "{scope}");
        }
        assert!(!guest("token:s_a").may_have(""));
        assert!(!guest("token:s_a").may_have("s_a token:s_a"));
    }

    #[test]
    fn only_an_id_is_repeated() {
        let guest = Guest {
            scope: "hello".to_owned(),
        };
        let named = |id: &str| match guest.check(id) {
            Err(Denied::InsufficientScope(scope)) => scope,
            other => panic!("{other:?}"),
        };
        assert_eq!(named("s_a:b"), "token:s_a:b");
        assert_eq!(named("a\" b=\"c"), "token:*");
        assert_eq!(named("caf\u{e9}"), "token:*");
    }
}
