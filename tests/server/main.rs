//! The practice authorization server, asked as a browser and a client would ask it.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

mod authorize;
mod code;
mod edges;
mod practice;
mod refresh;
