//! `phal-oauth run`: the daemon.

use anyhow::Context as _;
use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};

use super::Exit;
use crate::app::{App, World};
use crate::config::Config;

/// Serves until a signal comes.
pub(super) async fn run(config: Config, world: World) -> anyhow::Result<Exit> {
    let mut terminate = signal(SignalKind::terminate()).context("waiting for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("waiting for signals")?;
    let app = App::bind(config, world).await?;
    tracing::info!(
        pages = %app.pages_address(),
        bus = app.bus_url(),
        version = env!("CARGO_PKG_VERSION"),
        "ready"
    );
    // Without systemd there is nobody to tell.
    let _ = sd_notify::notify(&[NotifyState::Ready]);
    let signalled = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        let _ = sd_notify::notify(&[NotifyState::Stopping]);
    };
    if app.run(signalled).await {
        Ok(Exit::Done)
    } else {
        tracing::error!("a part of the program ended by itself");
        Ok(Exit::Failed)
    }
}
