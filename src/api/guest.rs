//! Who asks: the holder of an access token, and what the token opens.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

use super::denial::Denial;
use crate::http::Peer;
use crate::refusal::Refusal;
use crate::server::bearer::{Denied, find_token};
use crate::server::{AuthorizationServer, covers, token_word};
use crate::store::Accessible;

/// A program with a good access token.
pub(super) struct Guest {
    /// What was granted.
    pub(super) access: Accessible,
    /// Where it is.
    pub(super) address: IpAddr,
}

impl Guest {
    /// Whether the token of this app is open to it.
    pub(super) fn may_have(&self, munged_id: &str) -> bool {
        let asked = token_word(munged_id);
        let mut granted = self.access.scope.split(' ');
        granted.any(|word| covers(word, &asked))
    }

    /// Lets it pass if the token of this app is open to it, whether there is such an app or not.
    pub(super) fn check(&self, munged_id: &str) -> Result<(), Denied> {
        if self.may_have(munged_id) {
            return Ok(());
        }
        Err(Denied::InsufficientScope(token_word(munged_id)))
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
        // What comes by no network comes from this machine.
        let peer = parts.extensions.get::<Peer>();
        let address = peer.map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0);
        Ok(Self { access, address })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(scope: &str) -> Guest {
        let access = Accessible {
            id: 1,
            client_id: "radio".to_owned(),
            scope: scope.to_owned(),
            given_at: 0.0,
            ends_at: 1.0,
        };
        let address = Ipv4Addr::LOCALHOST.into();
        Guest { access, address }
    }

    #[test]
    fn a_scope_opens_just_what_it_names() {
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
}
