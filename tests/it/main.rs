//! The whole daemon between a bus, a provider and a browser that the tests hold in their hands.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "helpers fail loudly, and their tasks end with the test's runtime"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "JSON is handed over as it is written down"
)]

mod activation;
mod api;
mod api_listen;
mod attacks;
mod background;
mod bus;
mod code;
mod credentials;
mod dashboard;
mod dead_ends;
mod device;
mod device_pins;
mod discovery;
mod door;
mod exchange;
mod forward;
mod go;
mod hardening;
mod helpers;
mod json_files;
mod known_bugs;
mod leaks;
mod leave;
mod lifecycle;
mod model;
mod pages;
mod peer_defects;
mod practice;
mod presets;
mod qr;
mod refresh;
mod refusals;
mod register;
mod services;
mod settings;
mod state;
mod token;
mod voice;
mod ways;
