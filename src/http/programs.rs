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

/// One program, as it is shown.
pub(super) struct Program {
    pub(super) id: i64,
    pub(super) name: String,
    /// From where it has asked.
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
        let programs = grants.into_iter().map(|grant| {
            let used = grant.last_used_at;
            Self {
                id: grant.id,
                place: place_of(words, grant.address),
                permissions: Permission::list(words, &grant.scope, &names),
                times: [
                    words.say_count("programs-since", days(grant.created_at, now)),
                    used.map_or_else(
                        || words.say("programs-unused"),
                        |at| words.say_count("programs-used", days(at, now)),
                    ),
                ],
                name: grant.client_name,
            }
        });
        programs.collect()
    }
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

/// Takes the access of a program back.
pub(super) async fn withdraw(
    State(Pages { flows, csrf, .. }): State<Pages>,
    (words, guest): (Words, Guest),
    form: Form,
) -> Result<Redirect, Page> {
    guest.check(words, &csrf, &form)?;
    let id = form.field("program").and_then(|id| id.parse().ok());
    if let Some(id) = id {
        let ended = flows.withdraw_grant(id).await;
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
