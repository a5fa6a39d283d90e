//! What the server grants: requests and codes become grants, and grants give tokens.
//!
//! Grants and devices are in the store; requests and codes of browsers are kept in memory.

mod codes;
mod devices;
mod shelf;

use std::net::IpAddr;

use secrecy::SecretString;

use crate::clock::Clock;
use crate::digest::Digest;
use crate::entropy::Entropy;
use crate::store::{self, Accessible, Decider, Deed, Family, Grantee, Renewal, Store};

use self::codes::Spending;
pub(super) use self::codes::{Codes, Redemption, Request};
pub(super) use self::devices::{Devices, Missed, NotOpened, Opened, Person};
use super::scope;
use super::switch::{Decision, Failure, Switch};

/// Seconds that an access token lasts with [`Switch::Short`].
const SHORT: u32 = 5;

/// A refresh token that a client shows.
pub(super) struct Refresh<'a> {
    pub(super) client_id: &'a str,
    pub(super) token: &'a str,
    /// A part of the granted scope, or all of it.
    pub(super) scope: Option<&'a str>,
    /// Where it asks from.
    pub(super) address: IpAddr,
}

/// Fresh tokens; no refresh token means that the old one stays.
pub(super) struct Issued {
    pub(super) access: SecretString,
    pub(super) refresh: Option<SecretString>,
    pub(super) lifetime: u32,
    pub(super) scope: String,
}

/// What is known of a token that is good.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) client_id: String,
    pub(super) scope: String,
    /// When it was given and when it ends, if it is an access token.
    pub(super) lasts: Option<(f64, f64)>,
}

/// Why there are no tokens.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the code or token is not known here, is too old, or is another client's")]
    Unknown,
    #[error("the code or token was used before, so all that came of it has ended")]
    Reused,
    #[error("redirect_uri differs from the one in the authorization request")]
    OtherRedirect,
    #[error("code_verifier does not fit the code_challenge")]
    WrongVerifier,
    #[error("the scope is wider than the granted one")]
    ScopeTooWide,
    #[error("nobody has decided yet")]
    Pending,
    #[error("that was too soon")]
    SlowDown(u32),
    #[error("the person refused")]
    Denied,
    #[error("nobody decided in time")]
    Expired,
    #[error("told to fail")]
    Told(Failure),
    #[error("the store failed")]
    Store(#[from] store::Error),
}

/// How long things last, and how the server behaves.
pub(super) struct Terms {
    /// Seconds that an access token lasts.
    pub(super) access_lifetime: u32,
    /// Seconds without a refresh that end a family.
    pub(super) refresh_lifetime: u32,
    pub(super) rotate: bool,
    /// Seconds that a device waits for a person.
    pub(super) code_lifetime: u32,
    /// Seconds between two polls.
    pub(super) interval: u32,
    /// Whether scopes are obeyed that ask for special treatment.
    pub(super) practises: bool,
    /// What is decided without a person.
    pub(super) decision: Decision,
}

/// Why a token was not ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotRevoked {
    #[error("the token is another client's")]
    Others,
    #[error("the store failed")]
    Store(#[from] store::Error),
}

/// Everything granted or about to be.
pub(super) struct Grants {
    terms: Terms,
    clock: Clock,
    entropy: Entropy,
    store: Store,
    devices: Devices,
    codes: Codes,
}

/// Tokens as they are given out.
struct Drawn {
    handle: String,
    refresh: String,
    access: String,
}

impl Drawn {
    fn draw(entropy: &Entropy) -> Self {
        let handle = entropy.token::<16>();
        Self {
            refresh: format!("{handle}.{}", entropy.token::<32>()),
            access: entropy.token::<32>(),
            handle,
        }
    }

    fn kept(&self, now: f64, lifetime: u32, refresh_lifetime: u32) -> Family {
        Family {
            handle: Digest::of(&self.handle),
            refresh: Digest::of(&self.refresh),
            access: Digest::of(&self.access),
            access_ends_at: now + f64::from(lifetime),
            ends_at: now + f64::from(refresh_lifetime),
        }
    }

    fn given(self, lifetime: u32, scope: String) -> Issued {
        Issued {
            access: self.access.into(),
            refresh: Some(self.refresh.into()),
            lifetime,
            scope,
        }
    }
}

impl Grants {
    pub(super) fn new(terms: Terms, store: Store, clock: Clock, entropy: Entropy) -> Self {
        let waiting = devices::Terms {
            lifetime: terms.code_lifetime,
            interval: terms.interval,
            practises: terms.practises,
            decision: terms.decision,
        };
        Self {
            devices: Devices::new(waiting, store.clone(), clock.clone(), entropy.clone()),
            codes: Codes::new(clock.clone(), entropy.clone()),
            terms,
            clock,
            entropy,
            store,
        }
    }

    /// The devices that wait for a person.
    pub(super) fn devices(&self) -> &Devices {
        &self.devices
    }

    /// The requests and codes of browsers.
    pub(super) fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Whether scopes are obeyed that ask for special treatment.
    pub(super) fn practises(&self) -> bool {
        self.terms.practises
    }

    /// What is decided about `scope` without a person, if anything.
    pub(super) fn decided(&self, scope: &str) -> Option<bool> {
        self.terms
            .decision
            .made(scope)
            .filter(|_| self.terms.practises)
    }

    /// Turns a code into tokens, once.
    pub(super) async fn redeem(&self, redemption: &Redemption<'_>) -> Result<Issued, Refusal> {
        let scope = match self.codes.spend(redemption)? {
            Spending::Scope(scope) => scope,
            Spending::Again(grant) => {
                if let Some(grant) = grant {
                    self.end_replayed(grant, redemption.client_id).await?;
                }
                return Err(Refusal::Reused);
            }
        };
        let now = self.clock.now();
        let lifetime = self.access_lifetime(&scope);
        let drawn = Drawn::draw(&self.entropy);
        let grantee = Grantee {
            client_id: redemption.client_id.to_owned(),
            scope: scope.clone(),
            address: redemption.address,
            decided_by: Decider::Practice,
        };
        let family = drawn.kept(now, lifetime, self.terms.refresh_lifetime);
        let id = self.store.begin_grant(grantee, family, now).await?;
        if self.codes.is_replayed_meanwhile(redemption.code, id) {
            self.end_replayed(id, redemption.client_id).await?;
            return Err(Refusal::Reused);
        }
        Ok(drawn.given(lifetime, scope))
    }

    async fn end_replayed(&self, grant: i64, client_id: &str) -> Result<(), Refusal> {
        tracing::warn!(
            client.id = client_id,
            "a code or a refresh token came twice, its tokens are ended"
        );
        let now = self.clock.now();
        self.store
            .end_grant(grant, Deed::Replayed, None, now)
            .await?;
        Ok(())
    }

    /// Turns an approved device code into tokens, once.
    pub(super) async fn redeem_device(
        &self,
        client_id: &str,
        code: &str,
    ) -> Result<Issued, Refusal> {
        let scope = self.devices.poll(client_id, code).await?;
        let now = self.clock.now();
        let lifetime = self.access_lifetime(&scope);
        let drawn = Drawn::draw(&self.entropy);
        let family = drawn.kept(now, lifetime, self.terms.refresh_lifetime);
        let code = Digest::of(code);
        let redeemed = self
            .store
            .redeem_device(client_id.to_owned(), code, family, now)
            .await?;
        // Another poll was quicker.
        redeemed.ok_or(Refusal::Unknown)?;
        Ok(drawn.given(lifetime, scope))
    }

    /// Turns a refresh token into new tokens, of the whole granted scope or of a narrower one.
    pub(super) async fn refresh(&self, refresh: &Refresh<'_>) -> Result<Issued, Refusal> {
        let now = self.clock.now();
        let (handle, _) = refresh.token.split_once('.').ok_or(Refusal::Unknown)?;
        let shown = Digest::of(refresh.token);
        let found = self
            .store
            .find_refreshable(Digest::of(handle), shown.clone(), now)
            .await?;
        let grant = found
            .filter(|grant| grant.client_id == refresh.client_id)
            .ok_or(Refusal::Unknown)?;
        if !grant.is_present {
            self.end_replayed(grant.id, refresh.client_id).await?;
            return Err(Refusal::Reused);
        }
        if self.is(Switch::Unavailable, &grant.scope) {
            return Err(Refusal::Told(Failure::Unavailable));
        }
        if self.is(Switch::Lost, &grant.scope) {
            self.store
                .end_grant(grant.id, Deed::Revoked, None, now)
                .await?;
            return Err(Refusal::Told(Failure::InvalidGrant));
        }
        let scope = match refresh.scope {
            None => grant.scope.clone(),
            Some(asked) => scope::narrow(&grant.scope, asked).ok_or(Refusal::ScopeTooWide)?,
        };
        let lifetime = self.access_lifetime(&grant.scope);
        let access = self.entropy.token::<32>();
        let draw = || format!("{handle}.{}", self.entropy.token::<32>());
        let next = self.terms.rotate.then(draw);
        let renewal = Renewal {
            id: grant.id,
            shown,
            next: next.as_deref().map(Digest::of),
            access: (
                Digest::of(&access),
                scope.clone(),
                now + f64::from(lifetime),
            ),
            ends_at: now + f64::from(self.terms.refresh_lifetime),
            address: refresh.address,
        };
        if !self.store.renew_grant(renewal, now).await? {
            // The same token was shown twice at once.
            self.end_replayed(grant.id, refresh.client_id).await?;
            return Err(Refusal::Reused);
        }
        Ok(Issued {
            access: access.into(),
            refresh: next.map(SecretString::from),
            lifetime,
            scope,
        })
    }

    /// The grant of an access token, while it lasts. That it is used is noted.
    pub(super) async fn use_access(&self, token: &str) -> Result<Option<Accessible>, store::Error> {
        let now = self.clock.now();
        self.store.use_access(Digest::of(token), now).await
    }

    /// What is known of an access token or a refresh token, while it is good.
    pub(super) async fn find_token(&self, token: &str) -> Result<Option<Seen>, store::Error> {
        let now = self.clock.now();
        let digest = Digest::of(token);
        if let Some(access) = self.store.find_access(digest.clone(), now).await? {
            return Ok(Some(Seen {
                client_id: access.client_id,
                scope: access.scope,
                lasts: Some((access.given_at, access.ends_at)),
            }));
        }
        let Some((handle, _)) = token.split_once('.') else {
            return Ok(None);
        };
        let handle = Digest::of(handle);
        let found = self.store.find_refreshable(handle, digest, now).await?;
        Ok(found.filter(|grant| grant.is_present).map(|grant| Seen {
            client_id: grant.client_id,
            scope: grant.scope,
            lasts: None,
        }))
    }

    /// Ends an access token, or with a refresh token all its family; another client's is left alone.
    pub(super) async fn revoke(&self, client_id: &str, token: &str) -> Result<(), NotRevoked> {
        let now = self.clock.now();
        let digest = Digest::of(token);
        if let Some((handle, _)) = token.split_once('.') {
            let handle = Digest::of(handle);
            let found = self.store.find_refreshable(handle, digest, now).await?;
            return match found {
                Some(grant) if grant.client_id != client_id => Err(NotRevoked::Others),
                // An old one was copied or is late; either way the login is not wanted any more.
                Some(grant) => {
                    self.store
                        .end_grant(grant.id, Deed::Revoked, None, now)
                        .await?;
                    Ok(())
                }
                None => Ok(()),
            };
        }
        match self.store.find_access(digest.clone(), now).await? {
            Some(access) if access.client_id != client_id => Err(NotRevoked::Others),
            Some(_) => Ok(self.store.drop_access(digest, now).await?),
            None => Ok(()),
        }
    }

    fn access_lifetime(&self, scope: &str) -> u32 {
        if self.is(Switch::Short, scope) {
            SHORT
        } else {
            self.terms.access_lifetime
        }
    }

    fn is(&self, switch: Switch, scope: &str) -> bool {
        self.terms.practises && switch.is_in(scope)
    }
}
