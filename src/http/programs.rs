//! The programs that may fetch tokens, as the dashboard shows them and takes their access back.

use std::net::IpAddr;

use axum::extract::State;
use axum::response::Redirect;

use super::Pages;
use super::dashboard::{self, Guest};
use super::form::Form;
use super::page::Page;
use crate::app_status::AppStatus;
use crate::server::{AppNames, Permission};
use crate::store::GrantShown;
use crate::words::Words;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// One program, as it is shown: with all that it was granted, however often it has asked.
pub(super) struct Program {
    pub(super) client_id: String,
    pub(super) name: String,
    /// From where it has asked last.
    pub(super) place: String,
    pub(super) permissions: Vec<Permission>,
    /// Since when it may, and when it last did.
    pub(super) times: [String; 2],
}

impl Program {
    pub(super) fn list(
        words: Words,
        grants: Vec<GrantShown>,
        statuses: &[AppStatus],
        now: f64,
    ) -> Vec<Self> {
        let names: AppNames = statuses
            .iter()
            .filter_map(|status| Some((status.app.munged(), status.name.clone()?)))
            .collect();
        let programs = by_client(grants).into_iter().map(|grant| {
            let used = grant.last_used_at;
            Self {
                place: place_of(words, grant.address),
                permissions: Permission::list(words, &grant.scope, &names),
                times: [
                    words.say_count("programs-since", days(grant.created_at, now)),
                    used.map_or_else(
                        || words.say("programs-unused"),
                        |at| words.say_count("programs-used", days(at, now)),
                    ),
                ],
                client_id: grant.client_id,
                name: grant.client_name,
            }
        });
        programs.collect()
    }
}

/// One grant a client, in the order of their newest: what all of them permit, since the first, with the
/// last use of any.
fn by_client(grants: Vec<GrantShown>) -> Vec<GrantShown> {
    let mut clients: Vec<GrantShown> = Vec::new();
    for grant in grants {
        let known = clients.iter_mut();
        let Some(all) = known.into_iter().find(|it| it.client_id == grant.client_id) else {
            clients.push(grant);
            continue;
        };
        for word in grant.scope.split(' ') {
            if !all.scope.split(' ').any(|known| known == word) {
                all.scope.push(' ');
                all.scope.push_str(word);
            }
        }
        all.created_at = all.created_at.min(grant.created_at);
        all.last_used_at = match (all.last_used_at, grant.last_used_at) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
    }
    clients
}

/// From where a program has asked.
fn place_of(words: Words, address: IpAddr) -> String {
    let address = address.to_canonical();
    if address.is_loopback() {
        return words.say("programs-from-here");
    }
    words.say_with("programs-from", &[("address", &address.to_string())])
}

/// Whole days since a time.
fn days(since: f64, now: f64) -> u32 {
    let days = ((now - since) / DAY).floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between the two"
    )]
    let days = days.clamp(0.0, f64::from(u32::MAX)) as u32;
    days
}

/// Takes all access of a program back.
pub(super) async fn withdraw(
    State(Pages { flows, csrf, .. }): State<Pages>,
    (words, guest): (Words, Guest),
    form: Form,
) -> Result<Redirect, Page> {
    guest.check(words, &csrf, &form)?;
    if let Some(client_id) = form.field("program") {
        let ended = flows.withdraw_grants(client_id).await;
        // Where somebody was quicker, the page that follows shows how it is.
        ended.map_err(|refusal| Page::refused(words, &refusal))?;
    }
    Ok(dashboard::home())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_when_it_is_over() {
        for (since, expected) in [(0.0, 10), (DAY, 9), (9.0 * DAY + 1.0, 0), (11.0 * DAY, 0)] {
            assert_eq!(days(since, 10.0 * DAY), expected, "{since}");
        }
        assert_eq!(days(9.0 * DAY, 10.0 * DAY), 1);
    }
}
