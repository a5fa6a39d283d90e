//! A row of the token file: what the provider sent, with when it ends.
//!
//! The end stands there in one of four ways: `expires_at` as a number (the Python plugin, spotipy), not
//! at all (backend manager), or `expiry` as local time without a zone (PG3).

use chrono::{DateTime, Duration, Local, MappedLocalTime, NaiveDateTime, TimeZone};
use serde_json::{Map, Value};

use super::members::Members;
use crate::provider::Client;
use crate::renewal::Times;
use crate::store::{Health, StoredToken};
use crate::token::TokenAnswer;

/// The end of a token without one, as Python programs need a number: the first second of 2100.
const NEVER: f64 = 4_102_444_800.0;

/// How long before its end a token is renewed whose lifetime nobody knows, in seconds.
const LEEWAY: f64 = 60.0;

/// What belongs to one token alone, and goes where a newer one has none.
const OF_ONE_TOKEN: [&str; 6] = [
    "access_token",
    "expires_in",
    "id_token",
    "refresh_token",
    "scope",
    "token_type",
];

/// A token as another program left it.
pub(super) struct Row {
    answer: TokenAnswer,
    expires_at: Option<f64>,
    /// Since when there is this token, where that can be told, and how sure the seconds are.
    obtained: Option<(f64, f64)>,
}

impl Row {
    /// Reads a row; `None` where it holds no token.
    pub(super) fn read(text: &str, now: f64) -> Option<Self> {
        let Value::Object(mut row) = serde_json::from_str(text).ok()? else {
            return None;
        };
        let told = row.remove("expires_at");
        let expiry = row.remove("expiry");
        let answer = TokenAnswer::new(row)?;
        let by_number = told.as_ref().and_then(number);
        let end = by_number.or_else(|| moment(&Local, expiry?.as_str()?));
        let lifetime = answer.lifetime();
        // Whole seconds are cut off, not rounded.
        let doubt = by_number.map_or(1.0, |end| if end.fract() == 0.0 { 1.0 } else { 0.001 });
        Some(Self {
            obtained: end
                .zip(lifetime)
                .map(|(end, lifetime)| (end - lifetime, doubt)),
            expires_at: match (end, lifetime) {
                (Some(end), _) => Some(end).filter(|end| *end < NEVER),
                // It ends, and nobody knows when: better renewed too early.
                (None, Some(_)) if answer.refresh_token().is_some() => Some(now),
                (None, _) => None,
            },
            answer,
        })
    }

    /// Whether this token is older than ours. One that cannot tell is taken for news, and so is
    /// any if ours was obtained by a clock that was wrong.
    pub(super) fn is_older_than(&self, ours: &StoredToken, now: f64) -> bool {
        self.obtained.is_some_and(|(at, doubt)| {
            at + doubt < ours.times.obtained_at && ours.times.obtained_at <= now
        })
    }

    /// The token, for this client and no other.
    pub(super) fn into_token(self, client: Client, now: f64, chance: f64) -> StoredToken {
        let obtained_at = self.obtained.map_or(now, |(at, _)| at.min(now));
        let mut times = Times::of(&self.answer, &client, obtained_at, chance);
        times.expires_at = self.expires_at;
        if let (None, Some(end)) = (self.obtained, self.expires_at) {
            // Nobody knows its lifetime.
            let leeway = self.answer.refresh_token().map_or(0.0, |_| LEEWAY);
            times.due_at = Some(end - leeway);
        }
        StoredToken {
            answer: self.answer,
            times,
            client,
            health: Health::Sound,
            failures: 0,
            asked_at: None,
            version: 0,
        }
    }
}

/// Puts our token into a row; `false` if it says so already.
pub(super) fn put(row: &mut Members, token: &StoredToken) -> Result<bool, serde_json::Error> {
    let end = token.times.expires_at.unwrap_or(NEVER);
    let Value::Object(ours) = token.answer.told(Some(end), true).into_json() else {
        return Ok(false);
    };
    let mut is_changed = false;
    let is_other = |row: &Members| row.value("access_token") != ours.get("access_token").cloned();
    if is_other(row) && row.text("expiry").is_some() {
        row.put("expiry", Value::from(local(&Local, end)).to_string())?;
    }
    for name in OF_ONE_TOKEN
        .into_iter()
        .filter(|name| !ours.contains_key(*name))
    {
        if row.text(name).is_some() {
            row.remove(name);
            is_changed = true;
        }
    }
    Ok(put_all(row, &ours)? || is_changed)
}

/// Puts these members into a row, where they are not there already.
pub(super) fn put_all(
    row: &mut Members,
    ours: &Map<String, Value>,
) -> Result<bool, serde_json::Error> {
    let mut is_changed = false;
    for (name, value) in ours {
        if !row.value(name).is_some_and(|old| is_same(&old, value)) {
            row.put(name, value.to_string())?;
            is_changed = true;
        }
    }
    Ok(is_changed)
}

/// Whether two values are one; numbers are, whatever their form.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-6,
        _ => one == other,
    }
}

/// A time in seconds since 1970; programs write it as text, too.
fn number(value: &Value) -> Option<f64> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    (seconds.is_finite() && seconds >= 0.0).then_some(seconds)
}

/// Seconds since 1970 of a time in ISO 8601, which is local where it names no zone. Of an hour that
/// comes twice it is the first.
fn moment<Z: TimeZone>(zone: &Z, text: &str) -> Option<f64> {
    let micros = match DateTime::parse_from_rfc3339(text) {
        Ok(at) => at.timestamp_micros(),
        Err(_) => local_micros(zone, text.trim().replace(' ', "T").parse().ok()?)?,
    };
    #[expect(clippy::cast_precision_loss, reason = "microseconds of today fit")]
    Some(micros as f64 / 1e6).filter(|seconds| *seconds >= 0.0)
}

fn local_micros<Z: TimeZone>(zone: &Z, local: NaiveDateTime) -> Option<i64> {
    let micros = |at: DateTime<Z>| at.timestamp_micros();
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => Some(micros(at)),
        // They come in no certain order.
        MappedLocalTime::Ambiguous(one, other) => Some(micros(one).min(micros(other))),
        // An hour that is left out: by the clock as it was before.
        MappedLocalTime::None => {
            let hour = Duration::hours(1);
            let before = zone.from_local_datetime(&(local - hour)).earliest()?;
            Some(micros(before + hour))
        }
    }
}

/// A time as Python's `datetime.isoformat` writes it, local and without a zone.
fn local<Z: TimeZone>(zone: &Z, seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "microseconds of today fit")]
    let micros = (seconds * 1e6) as i64;
    let at = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    let naive = at.with_timezone(zone).naive_local();
    naive.format("%Y-%m-%dT%H:%M:%S%.6f").to_string()
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, NaiveDate, Offset};
    use serde_json::json;

    use super::*;

    const NOW: f64 = 1_800_000_000.0;

    /// A zone whose clock goes from two hours ahead to one at the end of October, and back in March.
    #[derive(Clone, Copy, Debug)]
    struct Summer;

    impl Summer {
        fn offset(is_summer: bool) -> FixedOffset {
            FixedOffset::east_opt(if is_summer { 7200 } else { 3600 }).unwrap()
        }

        fn is_summer(utc: &NaiveDateTime) -> bool {
            let at = |month, day| {
                NaiveDate::from_ymd_opt(2026, month, day)
                    .unwrap()
                    .and_hms_opt(1, 0, 0)
                    .unwrap()
            };
            (at(3, 29)..at(10, 25)).contains(utc)
        }
    }

    impl TimeZone for Summer {
        type Offset = FixedOffset;

        fn from_offset(_: &FixedOffset) -> Self {
            Self
        }

        fn offset_from_local_date(&self, _: &NaiveDate) -> MappedLocalTime<FixedOffset> {
            MappedLocalTime::None
        }

        fn offset_from_local_datetime(
            &self,
            local: &NaiveDateTime,
        ) -> MappedLocalTime<FixedOffset> {
            let fits = |is_summer| {
                let offset = Self::offset(is_summer);
                (Self::is_summer(&(*local - offset)) == is_summer).then_some(offset)
            };
            match (fits(true), fits(false)) {
                // As chrono's own local zone has them.
                (Some(summer), Some(winter)) => MappedLocalTime::Ambiguous(winter, summer),
                (Some(only), None) | (None, Some(only)) => MappedLocalTime::Single(only),
                (None, None) => MappedLocalTime::None,
            }
        }

        fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
            Self::offset(false).fix()
        }

        fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> FixedOffset {
            Self::offset(Self::is_summer(utc))
        }
    }

    fn utc(text: &str) -> f64 {
        moment(&Summer, &format!("{text}Z")).unwrap()
    }

    #[track_caller]
    fn assert_moment(text: &str, is: &str) {
        let found = moment(&Summer, text).unwrap();
        assert!((found - utc(is)).abs() < 1e-3, "{text} is {found}");
    }

    #[test]
    fn a_time_without_a_zone_is_local() {
        assert_moment("2026-07-01T12:00:00", "2026-07-01T10:00:00");
        assert_moment("2026-12-01T12:00:00.250000", "2026-12-01T11:00:00.25");
        assert_moment("2026-12-01 12:00:00", "2026-12-01T11:00:00");
        assert_moment("2026-07-01T12:00:00+05:00", "2026-07-01T07:00:00");
        // Once too often, and not at all.
        assert_moment("2026-10-25T02:30:00", "2026-10-25T00:30:00");
        assert_moment("2026-03-29T02:30:00", "2026-03-29T01:30:00");
        for none in ["", "tomorrow", "2026-13-01T00:00:00", "1900-01-01T00:00:00"] {
            assert_eq!(moment(&Summer, none), None, "{none}");
        }
        let summer = utc("2026-07-01T10:00:00.5");
        assert_eq!(local(&Summer, summer), "2026-07-01T12:00:00.500000");
    }

    fn read(row: &Value) -> Option<Row> {
        Row::read(&row.to_string(), NOW)
    }

    fn end(row: &Value) -> Option<f64> {
        read(row).unwrap().expires_at
    }

    #[test]
    fn the_end_of_a_token_stands_in_four_ways() {
        let row = |extra: Value| {
            let mut row = json!({"access_token": "a", "refresh_token": "r"});
            for (name, value) in extra.as_object().unwrap() {
                row[name] = value.clone();
            }
            row
        };
        assert_eq!(end(&row(json!({"expires_at": 1.5}))), Some(1.5));
        assert_eq!(end(&row(json!({"expires_at": "17"}))), Some(17.0));
        assert_eq!(end(&row(json!({"expires_at": NEVER}))), None);
        let zone = json!({"expiry": "2027-01-15T08:00:00Z", "expires_in": 3600});
        assert_eq!(end(&row(zone)), Some(NOW));
        assert_eq!(end(&row(json!({"expires_in": 3600}))), Some(NOW));
        assert_eq!(end(&row(json!({}))), None);
        for odd in [json!(-1), json!("x"), json!([1]), json!(null)] {
            assert_eq!(end(&row(json!({"expires_at": odd}))), None, "{odd}");
        }
        let access_only = json!({"access_token": "a", "expires_in": 3600});
        assert_eq!(end(&access_only), None);
        for none in [
            json!(null),
            json!([]),
            json!({}),
            json!({"access_token": 7}),
        ] {
            assert!(read(&none).is_none(), "{none}");
        }
    }

    fn token(row: &Value) -> StoredToken {
        read(row).unwrap().into_token(Client::of("c"), NOW, 0.0)
    }

    #[test]
    fn a_token_is_renewed_as_if_it_were_ours() {
        let due = |row: Value| token(&row).times.due_at;
        let all = json!({"access_token": "a", "refresh_token": "r", "expires_in": 3600, "expires_at": NOW + 3000.0});
        assert_eq!(due(all), Some(NOW - 600.0 + 3240.0));
        let end = json!({"access_token": "a", "refresh_token": "r", "expires_at": NOW + 3000.0});
        assert_eq!(due(end), Some(NOW + 2940.0));
        let unrenewable = json!({"access_token": "a", "expires_at": NOW + 3000.0});
        assert_eq!(due(unrenewable), Some(NOW + 3000.0));
        let unknown_end = json!({"access_token": "a", "refresh_token": "r", "expires_in": 3600});
        assert_eq!(due(unknown_end), Some(NOW - 60.0));
        assert_eq!(
            due(json!({"access_token": "a", "refresh_token": "r"})),
            None
        );
    }

    #[test]
    fn what_was_read_is_written_as_it_was() {
        for row in [
            r#"{"access_token": "a", "expires_in": "3600", "expires_at": 1795310569, "x": [1.50]}"#,
            r#"{"expires_at": 4102444800, "access_token": "a"}"#,
        ] {
            let mut members = Members::parse(row).unwrap();
            let token = token(&serde_json::from_str(row).unwrap());
            assert!(!put(&mut members, &token).unwrap(), "{row}");
        }
    }

    #[test]
    fn a_newer_token_changes_what_is_its_own() {
        let row = "{\"expiry\": \"2026-01-01T00:00:00\", \"access_token\": \"old\", \"x\": 1.50, \"expires_in\": 5}";
        let mut members = Members::parse(row).unwrap();
        let newer = token(&json!({"access_token": "new", "refresh_token": "r"}));
        assert!(put(&mut members, &newer).unwrap());
        let names: Vec<&str> = members.names().collect();
        assert_eq!(
            names,
            ["expiry", "access_token", "x", "expires_at", "refresh_token"]
        );
        assert_eq!(members.text("x"), Some("1.50"));
        assert_eq!(members.value("expires_at"), Some(json!(NEVER)));
        let expiry = members.value("expiry").unwrap();
        let at = moment(&Local, expiry.as_str().unwrap()).unwrap();
        assert!((at - NEVER).abs() < 1.0);
        assert!(!put(&mut members, &newer).unwrap());
    }

    #[test]
    fn an_older_token_is_told_by_when_it_was_obtained() {
        let at = |expires_at: Value| {
            read(&json!({"access_token": "a", "expires_in": 100, "expires_at": expires_at}))
                .unwrap()
        };
        let mut ours = token(&json!({"access_token": "b"}));
        ours.times.obtained_at = NOW - 50.0;
        assert!(at(json!(NOW + 49.5)).is_older_than(&ours, NOW));
        assert!(!at(json!(NOW + 50.5)).is_older_than(&ours, NOW));
        // Whole seconds may have been anything up to the next.
        assert!(!at(json!(1_800_000_049_u64)).is_older_than(&ours, NOW));
        assert!(at(json!(1_800_000_048_u64)).is_older_than(&ours, NOW));
        let unknown = read(&json!({"access_token": "a", "expires_at": 5})).unwrap();
        assert!(!unknown.is_older_than(&ours, NOW));
        ours.times.obtained_at = NOW + 1e6;
        assert!(
            !at(json!(NOW)).is_older_than(&ours, NOW),
            "ours by a wrong clock"
        );
    }
}
