//! The daemon as a process among real ones: message bus, skill, authorization server, QR reader, browser.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

mod bus;
mod bus_life;
mod certificate;
mod code;
mod command_line;
mod daemon;
mod demo;
mod device;
mod idp;
mod kill;
mod leak;
mod pages;
mod parallel;
#[path = "../clients/web.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod plain_http;
#[expect(dead_code, reason = "other tests use more of it")]
mod process;
mod programs;
mod qr;
mod readme;
mod restart;
mod scanner;
mod sealing;
mod skill;
mod tls;
mod token_server;
mod tools;
mod web;
mod world;
