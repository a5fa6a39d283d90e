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

struct Access {
    token: Digested,
    ends_at: f64,
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

    pub(super) fn put_access(&mut self, entropy: &Entropy, ends_at: f64, now: f64) -> SecretString {
        let token = entropy.token::<32>();
        self.access.retain(|access| now < access.ends_at);
        if self.access.len() >= MOST_ACCESS_TOKENS {
            self.access.pop_front();
        }
        self.access.push_back(Access {
            token: digest(&token),
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

    pub(super) fn is_opened_by(&self, token: &Digested, now: f64) -> bool {
        self.access
            .iter()
            .any(|access| now < access.ends_at && access.token == *token)
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
