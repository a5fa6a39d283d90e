//! What must hold whatever comes in: one property for each way in, which panics where it does not.
//!
//! The targets in `fuzz/` try them on what libFuzzer makes up, every `cargo test` on the seeds that
//! stand there.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a property that does not hold is a panic, and so is a device that cannot be set up"
)]

mod callback_query;
mod configuration;
mod device;
mod frame;
mod token_answer;

pub use self::callback_query::callback_query;
pub use self::configuration::configuration;
#[cfg(test)]
pub(crate) use self::device::Device;
pub use self::frame::frame;
pub use self::token_answer::token_answer;

use serde_json::Value;

/// Whether two values are the same but for the last digits of a fraction, which `serde_json` reads
/// quickly rather than exactly.
fn is_alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other
                || one
                    .as_f64()
                    .zip(other.as_f64())
                    .is_some_and(|(one, other)| (one - other).abs() <= one.abs() * 1e-12)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, one)| other.get(key).is_some_and(|other| is_alike(one, other)))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::panic::catch_unwind;
    use std::path::Path;

    /// Tries a property on each seed of its target.
    fn holds(target: &str, property: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/seeds")
            .join(target);
        let mut tried = 0;
        for seed in fs::read_dir(&folder).unwrap() {
            let path = seed.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            assert!(
                catch_unwind(|| property(&bytes)).is_ok(),
                "{}",
                path.display()
            );
            tried += 1;
        }
        assert!(tried > 0, "{} is empty", folder.display());
    }

    #[test]
    fn any_frame_is_answered_once_or_left_alone() {
        holds("frame", super::frame);
    }

    #[test]
    fn any_callback_ends_the_login_of_its_state_or_none() {
        holds("callback_query", super::callback_query);
    }

    #[test]
    fn any_token_answer_is_one_token_or_none() {
        holds("token_answer", super::token_answer);
    }

    #[test]
    fn any_configuration_is_used_or_named() {
        holds("configuration", super::configuration);
    }
}
