//! When a token is renewed: in good time before it ends, on use, or by nobody.

use crate::provider::Client;
use crate::token::TokenAnswer;

/// The least and the most time before its end at which a token is renewed, in seconds.
const LEEWAY: (f64, f64) = (60.0, 900.0);

/// How much of the leeway chance adds, so that tokens of one moment part.
const JITTER: f64 = 0.2;

/// The part of a refresh token's idle limit that is used up at most.
const IDLE: f64 = 0.8;

/// The first and the longest pause after a failed refresh, in seconds.
const PAUSE: (f64, f64) = (5.0, 3600.0);

/// The longest pause that a server may ask for, in seconds: more is a mistake.
const LONGEST_WISH: f64 = 86_400.0;

/// The pause before a server that refuses the client is asked again without a new registration.
pub(crate) const AFTER_MISCONFIGURED: f64 = 86_400.0;

/// The times of a token, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    clippy::struct_field_names,
    reason = "the names of the columns and of the bus"
)]
pub(crate) struct Times {
    /// When it was obtained.
    pub(crate) obtained_at: f64,
    /// When the access token ends, where a lifetime was told.
    pub(crate) expires_at: Option<f64>,
    /// When the background looks at it: to renew it or, where that cannot be done, to tell that it
    /// has ended. `None`: renewed on use, or when an API refuses it.
    pub(crate) due_at: Option<f64>,
}

impl Times {
    /// The times of a token that was obtained `now`; `chance` is from 0 to 1.
    #[must_use]
    pub(crate) fn of(answer: &TokenAnswer, client: &Client, now: f64, chance: f64) -> Self {
        let lifetime = answer.lifetime();
        let is_renewable = answer.refresh_token().is_some();
        let before_end = match lifetime {
            Some(lifetime) if !is_renewable => Some(lifetime),
            Some(lifetime) => renewed_after(lifetime, chance),
            None => None,
        };
        let idle = client.refresh_idle_days.filter(|_| is_renewable);
        let before_idle = idle.map(|days| f64::from(days) * 86_400.0 * IDLE);
        let due = match (before_end, before_idle) {
            (Some(end), Some(idle)) => Some(end.min(idle)),
            (end, idle) => end.or(idle),
        };
        Self {
            obtained_at: now,
            expires_at: lifetime.map(|lifetime| now + lifetime),
            due_at: due.map(|after| now + after),
        }
    }

    /// Whether the token is good for `wanted` more seconds, or for half its lifetime where that is
    /// shorter than what is wanted: a renewed one would not last longer.
    #[must_use]
    pub(crate) fn last(&self, wanted: f64, now: f64) -> bool {
        let Some(expires_at) = self.expires_at else {
            return true;
        };
        let lifetime = expires_at - self.obtained_at;
        let wanted = if wanted < lifetime {
            wanted
        } else {
            lifetime / 2.0
        };
        // Obtained in the future: the clock has been set back, and nobody knows the token's age.
        now >= self.obtained_at && expires_at - now >= wanted
    }
}

/// How many seconds after it was obtained a token is renewed; `None` where its lifetime is no longer
/// than the leeway.
fn renewed_after(lifetime: f64, chance: f64) -> Option<f64> {
    let (least, most) = LEEWAY;
    let leeway = (lifetime * 0.1).min(most).max(least);
    // Lifetimes just above the leeway would be renewed without end.
    let after = (lifetime - leeway * (1.0 + JITTER * chance)).max(lifetime / 2.0);
    (lifetime > leeway).then_some(after)
}

/// The pause after so many failures in a row, in seconds; `wish` is what the server asked for.
#[must_use]
pub(crate) fn pause(failures: u32, wish: Option<u64>, chance: f64) -> f64 {
    let (first, longest) = PAUSE;
    let doubled = first * 2_f64.powi(i32::try_from(failures.clamp(1, 32) - 1).unwrap_or(0));
    let pause = doubled.min(longest) * (0.75 + 0.5 * chance);
    pause.max(self::wish(wish))
}

/// The pause that a server asked for, within reason, in seconds; 0 where it asked for none.
#[must_use]
pub(crate) fn wish(told: Option<u64>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a pause needs no 53 bits")]
    told.map_or(0.0, |told| (told as f64).min(LONGEST_WISH))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the sums are exact")]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;

    fn times(lifetime: Option<f64>, refresh: bool, idle: Option<u32>, chance: f64) -> Times {
        let mut members = Map::from_iter([("access_token".to_owned(), json!("a"))]);
        if let Some(lifetime) = lifetime {
            members.insert("expires_in".to_owned(), lifetime.into());
        }
        if refresh {
            members.insert("refresh_token".to_owned(), Value::from("r"));
        }
        let client = Client {
            refresh_idle_days: idle,
            ..Client::of("c")
        };
        Times::of(&TokenAnswer::new(members).unwrap(), &client, 0.0, chance)
    }

    fn due(lifetime: f64, chance: f64) -> Option<f64> {
        times(Some(lifetime), true, None, chance).due_at
    }

    #[test]
    fn the_leeway_is_a_tenth_of_the_lifetime_within_bounds() {
        assert_eq!(due(3_600.0, 0.0), Some(3_240.0));
        assert_eq!(due(86_400.0, 0.0), Some(85_500.0), "15 minutes at most");
        assert_eq!(due(300.0, 0.0), Some(240.0), "a minute at least");
        assert_eq!(due(3_600.0, 1.0), Some(3_168.0), "chance makes it earlier");
    }

    #[test]
    fn a_short_lifetime_is_renewed_on_use() {
        assert_eq!(due(60.0, 0.5), None);
        assert_eq!(due(30.0, 0.5), None);
        assert_eq!(due(70.0, 0.5), Some(35.0), "not again and again");
    }

    #[test]
    fn without_a_lifetime_nobody_renews_but_for_idling() {
        assert_eq!(times(None, true, None, 0.5).due_at, None);
        let idle = times(None, true, Some(30), 0.5).due_at;
        assert_eq!(idle, Some(24.0 * 86_400.0));
        let both = times(Some(3_600.0), true, Some(30), 0.0).due_at;
        assert_eq!(both, Some(3_240.0));
    }

    #[test]
    fn the_end_of_a_token_that_cannot_be_renewed_is_looked_at() {
        assert_eq!(
            times(Some(3_600.0), false, Some(30), 0.5).due_at,
            Some(3_600.0)
        );
        assert_eq!(times(None, false, Some(30), 0.5).due_at, None);
    }

    #[test]
    fn a_token_lasts_as_long_as_wanted_or_for_half_its_lifetime() {
        let hour = times(Some(3_600.0), true, None, 0.5);
        assert!(hour.last(60.0, 3_540.0));
        assert!(!hour.last(60.0, 3_541.0));
        assert!(hour.last(7_200.0, 1_800.0), "no token lasts that long");
        assert!(!hour.last(7_200.0, 1_801.0));
        let short = times(Some(30.0), true, None, 0.5);
        assert!(short.last(60.0, 15.0));
        assert!(!short.last(60.0, 16.0));
        assert!(times(None, true, None, 0.5).last(1e9, 1e9));
    }

    #[test]
    fn a_token_from_the_future_has_no_known_age() {
        assert!(!times(Some(3_600.0), true, None, 0.5).last(60.0, -100.0));
    }

    #[test]
    fn pauses_double_to_an_hour_and_heed_the_server() {
        let pauses: Vec<f64> = (1..=12).map(|n| pause(n, None, 0.5)).collect();
        assert_eq!(&pauses[..3], &[5.0, 10.0, 20.0]);
        let longest = [pauses[11], pause(u32::MAX, None, 0.5)];
        assert_eq!(longest, [3_600.0; 2]);
        let wished = [120, u64::MAX].map(|wish| pause(1, Some(wish), 0.5));
        assert_eq!(wished, [120.0, 86_400.0]);
        assert!(pause(3, None, 0.0) < pause(3, None, 1.0), "they part");
    }

    proptest::proptest! {
        #[test]
        fn a_token_is_never_due_at_once_nor_after_its_end(
            lifetime in 1.0..1e9_f64, chance in 0.0..1.0_f64,
        ) {
            if let Some(due) = due(lifetime, chance) {
                proptest::prop_assert!(due >= lifetime / 2.0 && due <= lifetime);
            }
        }
    }
}
