//! OAuth tokens for the skills of an OpenVoiceOS device.
//!
//! A skill asks on the message bus, a person scans a QR code with a phone and approves, and the
//! skill has its token.
//!
//! ```text
//!  WebSocket text                                                            WebSocket text
//!       |                                                                          ^
//!      bus ---> message ---> request ---> flow/* ---> answer, event ---> outbox ---+
//!                                         ^  ^  \                          |
//!  control socket ------------------------+  |   +---> store/*             +--> control socket
//!  browser ---> http/* ----------------------+   +---> provider/*
//!  program ---> api/* -----------------------+
//!  clock -----> timer, refresher ------------+
//! ```
//!
//! There are five ways in (bus, control socket, browser, program, clock), one place where things are
//! done (`flow`), two things that it calls (`store`, `provider`) and one door out (`outbox`). The
//! whole story stands in four files: `request` says what may be asked, `answer` and `event` what may
//! be said, `flow` who does it.

/// Where the pages are reached.
mod address;
/// How much each source may ask for.
mod allowance;
/// What a request is answered with.
mod answer;
/// The HTTP API for programs that are not on the bus.
mod api;
/// Wiring: bind, then run.
pub mod app;
/// How an app is, for `oauth.status`.
mod app_status;
/// The connection to the message bus, and a bus of our own.
pub mod bus;
/// What a browser brings back.
mod callback;
/// What a TLS server shows, and its key.
mod certificate;
/// The command line.
pub mod cli;
/// A program that may ask this device for tokens.
pub mod client;
/// Time, passed in.
pub mod clock;
/// Settings.
pub mod config;
/// The control socket, both ends.
pub mod control;
/// What a secret is known by.
pub mod digest;
/// The ways in that last for minutes.
mod door;
/// Which addresses of authorization servers may be used.
mod endpoint;
/// Randomness, passed in.
pub mod entropy;
/// What is said unasked.
mod event;
/// Single fields of a payload.
mod field;
/// The verbs.
mod flow;
/// What must hold whatever comes in: for tests and for the targets in `fuzz/`.
#[cfg(any(fuzzing, test))]
#[doc(hidden)]
pub mod fuzzing;
/// The pages for phones.
mod http;
/// Who an app is.
mod id;
/// What takes connections.
mod listener;
/// Messages that only who has a key can have made.
mod mac;
/// The embedded `plugin.toml`.
pub mod manifest;
/// The envelope of a bus message.
mod message;
/// The device's addresses.
mod net;
/// The JSON files of the Python plugin.
mod old_files;
/// The one door out.
mod outbox;
/// What was changed by oauth.settings.update.
mod overlay;
/// What a person pastes.
mod pasted;
/// What asks servers whether a person has approved elsewhere.
mod poller;
/// What is known of providers.
pub mod preset;
/// Authorization servers.
pub mod provider;
/// QR codes.
mod qr;
/// The folder of QR code images.
mod qr_folder;
/// What keeps tokens valid in time.
mod refresher;
/// Why something was not done.
mod refusal;
/// What a skill tells about its app.
mod registration;
/// The page that carries answers on to this device.
mod relay;
/// When a token is renewed.
mod renewal;
/// What may be asked.
mod request;
/// What tells servers to revoke tokens.
mod revoker;
/// Secrets within sealed text.
mod sealed_form;
/// The small authorization server: for programs beside the bus, and to practise with.
pub mod server;
/// How addresses, codes and names are said aloud.
mod spelling;
/// The two steps of stopping.
mod stopping;
/// The database.
mod store;
/// The clock's way in.
mod timer;
/// What a token endpoint answered.
mod token;
/// A socket for programs of this device.
mod unix_socket;
/// The code that a person types.
mod user_code;
/// How what the clock wakes waits for its time.
mod waking;
/// The ways to log in.
pub mod way;
/// What people read and hear, in their language.
mod words;
