//! `phal-oauth run`: the daemon.

use sd_notify::NotifyState;

use super::{Exit, signals};
use crate::app::{App, World};
use crate::config::{self, Config};

/// Serves until a signal comes. `find` looks for the settings again when OVOS says that they have
/// changed.
pub(super) async fn run(
    config: Config,
    world: World,
    find: impl Fn() -> Result<Config, config::Error>,
) -> anyhow::Result<Exit> {
    let signalled = signals::stop()?;
    let app = App::bind(config.clone(), world).await?;
    let changed = app.config_changed();
    tracing::info!(
        pages = %app.pages_address(),
        bus = app.bus_url(),
        version = env!("CARGO_PKG_VERSION"),
        "ready"
    );
    if let Some(api) = app.api_addresses() {
        let tls = api.tls.map(tracing::field::display);
        tracing::info!(loopback = %api.loopback, tls, "the API is on");
    }
    // Without systemd there is nobody to tell.
    let _ = sd_notify::notify(&[NotifyState::Ready]);
    let signalled = async {
        signalled.await;
        tracing::info!("stopping");
        let _ = sd_notify::notify(&[NotifyState::Stopping]);
    };
    let watching = async {
        loop {
            changed.notified().await;
            match find() {
                Ok(found) => name_changes(&config, &found),
                Err(error) => tracing::warn!("the changed configuration is not used: {error}"),
            }
        }
    };
    let stop = async {
        tokio::select! {
            () = signalled => {}
            () = watching => {}
        }
    };
    if app.run(stop).await {
        Ok(Exit::Done)
    } else {
        tracing::error!("a part of the program ended by itself");
        Ok(Exit::Failed)
    }
}

/// Names the settings that have changed. They take effect at the next start: a new port would make
/// every redirect URI wrong in the middle of a login.
fn name_changes(old: &Config, new: &Config) {
    let changes = [
        ("websocket", old.bus != new.bus),
        ("port", old.port != new.port),
        ("listen", old.listen != new.listen),
        ("advertise_host", old.advertise_host != new.advertise_host),
        ("allowed_hosts", old.allowed_hosts != new.allowed_hosts),
        ("qr_dir", old.qr_dir != new.qr_dir),
        ("data_dir", old.data_dir != new.data_dir),
        ("state_dir", old.state_dir != new.state_dir),
        ("runtime_dir", old.runtime_dir != new.runtime_dir),
        ("json_files", old.json_files != new.json_files),
        ("lang", old.lang != new.lang),
        ("voice", old.voice != new.voice),
        ("api", old.api != new.api),
        (
            "bus.share_refresh_token",
            old.share_refresh_token != new.share_refresh_token,
        ),
    ];
    for (setting, _) in changes.iter().filter(|(_, has_changed)| *has_changed) {
        tracing::warn!(
            setting,
            "{setting} has changed: restart phal-oauth to use it"
        );
    }
}
