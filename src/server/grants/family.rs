//! The tokens that descend from one approval.

use std::collections::VecDeque;

use secrecy::SecretString;
use subtle::ConstantTimeEq;

use super::{Digested, digest};
use crate::entropy::Entropy;

/// A skill uses the newest; a few older ones may still be on their way.
const MOST_ACCESS_TOKENS: usize = 8;

/// One client's tokens: the access tokens that still last and the present refresh token.
pub(super) struct Family {
    client_id: String,
    scope: String,
    handle: String,
    refresh: Digested,
    access: VecDeque<Access>,
}

/// An access token that was given out.
pub(super) struct Access {
    token: Digested,
    scope: String,
    given_at: f64,
    ends_at: f64,
}

impl Access {
    pub(super) fn scope(&self) -> &str {
        &self.scope
    }

    /// When it was given, and when it ends.
    pub(super) fn lasts(&self) -> (f64, f64) {
        (self.given_at, self.ends_at)
    }
}

impl Family {
    pub(super) fn new(client_id: &str, scope: &str, handle: String) -> Self {
        Self {
            client_id: client_id.to_owned(),
            scope: scope.to_owned(),
            handle,
            refresh: [0; 32],
            access: VecDeque::new(),
        }
    }

    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    pub(super) fn scope(&self) -> &str {
        &self.scope
    }

    /// A new access token, from the first of two times to the other.
    pub(super) fn put_access(
        &mut self,
        entropy: &Entropy,
        scope: &str,
        (given_at, ends_at): (f64, f64),
    ) -> SecretString {
        let token = entropy.token::<32>();
        self.access.retain(|access| given_at < access.ends_at);
        if self.access.len() >= MOST_ACCESS_TOKENS {
            self.access.pop_front();
        }
        self.access.push_back(Access {
            token: digest(&token),
            scope: scope.to_owned(),
            given_at,
            ends_at,
        });
        token.into()
    }

    pub(super) fn put_refresh(&mut self, entropy: &Entropy) -> SecretString {
        let token = format!("{}.{}", self.handle, entropy.token::<32>());
        self.refresh = digest(&token);
        token.into()
    }

    pub(super) fn is_refreshed_by(&self, token: &str) -> bool {
        self.refresh.ct_eq(&digest(token)).into()
    }

    pub(super) fn find_access(&self, token: &Digested, now: f64) -> Option<&Access> {
        self.access
            .iter()
            .find(|access| now < access.ends_at && access.token == *token)
    }

    pub(super) fn drop_access(&mut self, token: &Digested) {
        self.access.retain(|access| access.token != *token);
    }

    /// The asked part of the granted scope, all of it by default, or nothing if more is asked.
    pub(super) fn narrow(&self, asked: Option<&str>) -> Option<String> {
        let Some(asked) = asked else {
            return Some(self.scope.clone());
        };
        let mut words = asked.split(' ').filter(|word| !word.is_empty());
        words
            .all(|word| self.scope.split(' ').any(|granted| granted == word))
            .then(|| asked.to_owned())
    }
}
