//! The practice authorization server, asked as a browser and a client would ask it.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

mod activation;
mod authorize;
mod code;
mod device;
mod edges;
mod practice;
mod refresh;
mod switches;
mod tokens;
