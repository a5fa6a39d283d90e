//! Hearing one frame without a connection: for what must hold whatever comes in.

use std::sync::Arc;

use tokio::sync::{Notify, Semaphore};

use super::ear::{Ear, Notice};
use super::link::Link;
use super::twin::Echoes;
use crate::flow::Flows;

/// Does what a frame asks for, as if it had come on connection 1. Its answer may come later.
pub(crate) async fn hear(flows: &Flows, link: &Link, frame: &str) {
    let at_work = Arc::new(Semaphore::new(1));
    let notice = Notice {
        link,
        echoes: &Echoes::default(),
        config_changed: &Notify::new(),
    };
    Ear::new(flows, &at_work, 1).hear(frame, &notice).await;
}
