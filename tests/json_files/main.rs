//! The old JSON files between the daemon and the real Python programs that use them.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

#[path = "../interop/bus.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod bus;
#[path = "../interop/daemon.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod daemon;
mod device;
#[path = "../interop/process.rs"]
mod process;
mod spotify;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;
mod writers;

use serde_json::json;

use crate::device::{Device, TOKENS};

#[test]
fn a_time_without_a_zone_is_that_of_the_device() {
    let mut device = Device::new();
    device.write_app("pg_3");
    // Two hours ahead in summer, one in winter; the hour of the change comes twice.
    device.zone = Some("CET-1CEST,M3.5.0,M10.5.0/3");
    for (local, seconds) in [
        ("2030-07-01T12:00:00", 1_909_130_400.0),
        ("2030-12-01T12:00:00.500000", 1_922_353_200.5),
        ("2030-10-27T02:30:00", 1_919_291_400.0),
    ] {
        let row = json!({ "access_token": local, "expires_in": 60, "expiry": local, "x": 1.50 });
        device.write(TOKENS, &json!({ "pg_3": row }));
        let daemon = device.start();
        assert_eq!(device.status("pg", "3")["expires_at"], seconds, "{local}");
        let kept = device.until_row("pg_3", |row| row["expires_at"] == seconds);
        assert_eq!((&kept["expiry"], &kept["x"]), (&json!(local), &json!(1.5)));
        drop(daemon);
    }
}
