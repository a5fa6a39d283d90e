//! The answer to a poll (RFC 8628 section 3.5), and what servers make of it.

use oauth2::HttpResponse;
use serde_json::{Map, Value};

use super::super::answer;
use super::super::http::busy;
use super::authorization::seconds;
use super::{DeviceKind, DevicePoll, Error, nextcloud, plex};
use crate::token::TokenAnswer;

/// The answer to a poll that says something about the login.
#[derive(Debug)]
pub struct PollAnswer {
    /// What has come of it.
    pub polled: Polled,
    /// Seconds that the server wants to be left alone, where it told them.
    pub retry_after: Option<u64>,
}

/// What has come of a device login.
#[derive(Debug)]
pub enum Polled {
    /// The person has approved.
    Granted(TokenAnswer),
    /// Nothing yet.
    Pending,
    /// Nothing yet, and this and all later polls are to be rarer; with the interval that the answer
    /// asks for.
    SlowDown(Option<f64>),
    /// The person has refused.
    Denied,
    /// Nobody has approved in time.
    Expired,
}

impl DevicePoll {
    /// Reads the answer to a poll.
    pub(super) fn read(
        &self,
        answer: &HttpResponse,
        token_path: Option<&str>,
    ) -> Result<Polled, Error> {
        let status = answer.status();
        let (headers, body) = (answer.headers(), answer.body());
        let members = match self.kind {
            DeviceKind::Standard => answer::token_members(headers, body, token_path),
            DeviceKind::Plex | DeviceKind::Nextcloud => answer::members(headers, body),
        };
        let members = members.unwrap_or_default();
        if status.is_success() {
            if let Some(token) = self.token(&members) {
                return Ok(Polled::Granted(token));
            }
            if self.kind == DeviceKind::Plex && plex::is_pin(&members) {
                return Ok(Polled::Pending);
            }
        }
        let error_member = self.error_member.as_deref().unwrap_or("error");
        let told = members.get(error_member).and_then(Value::as_str);
        let by_status = || self.statuses.get(status.as_str()).map(String::as_str);
        let busy = busy(status, headers);
        match told.or_else(by_status) {
            Some(code) => meant(code, members.get("interval"))
                .ok_or_else(|| busy.map_or_else(|| Error::of_code(code), Error::Transient)),
            None => Err(busy.map_or(Error::Unreadable, Error::Transient)),
        }
    }

    fn token(&self, members: &Map<String, Value>) -> Option<TokenAnswer> {
        TokenAnswer::new(match self.kind {
            DeviceKind::Standard => members.clone(),
            DeviceKind::Plex => plex::token(members)?,
            DeviceKind::Nextcloud => nextcloud::token(members)?,
        })
    }
}

/// What an error code means; some servers have their own words.
fn meant(code: &str, interval: Option<&Value>) -> Option<Polled> {
    Some(match code {
        "authorization_pending" => Polled::Pending,
        "slow_down" => Polled::SlowDown(interval.and_then(seconds)),
        // Microsoft's word.
        "access_denied" | "authorization_declined" => Polled::Denied,
        // GitHub's and Ecobee's words.
        "expired_token" | "token_expired" | "authorization_expired" => Polled::Expired,
        _ => return None,
    })
}
