//! The daemon on a thread and runtime of its own, so that a test can stop it or make it crash.

use std::net::SocketAddr;
use std::pin::pin;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use phal_oauth::app::{ApiAddresses, App, World};
use phal_oauth::config::Config;
use tokio::sync::oneshot;

/// A running daemon.
pub(crate) struct Daemon {
    /// Where its pages are.
    pub(crate) pages: SocketAddr,
    /// Where its API is, if it is on.
    pub(crate) api: Option<ApiAddresses>,
    orders: oneshot::Sender<Order>,
    stopping: oneshot::Receiver<()>,
    ended: oneshot::Receiver<Option<bool>>,
}

/// A daemon that takes nothing new any more.
pub(crate) struct Stopping(oneshot::Receiver<Option<bool>>);

enum Order {
    Stop,
    Crash,
}

impl Daemon {
    /// Binds and runs it; the error is the one of binding.
    pub(crate) async fn start(config: Config, world: World) -> anyhow::Result<Self> {
        let (orders, order) = oneshot::channel();
        let (bound, binding) = oneshot::channel();
        let (stop_begun, stopping) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let log = tracing::dispatcher::get_default(Clone::clone);
        thread::spawn(move || {
            let _log = tracing::dispatcher::set_default(&log);
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let was_asked = runtime.block_on(async {
                let app = bind(config, world, bound).await?;
                live(app, order, stop_begun).await
            });
            // All that was spawned ends here, finished or not.
            drop(runtime);
            let _ = end.send(was_asked);
        });
        let Bound { pages, api } = binding.await.unwrap()?;
        Ok(Self {
            pages,
            api,
            orders,
            stopping,
            ended,
        })
    }

    /// Asks it to stop, and fails if it does not within `limit`.
    pub(crate) async fn stop(self, limit: Duration) {
        self.begin_stop().await.end(limit).await;
    }

    /// Asks it to stop, and returns when it has begun to.
    pub(crate) async fn begin_stop(self) -> Stopping {
        let _ = self.orders.send(Order::Stop);
        let _ = self.stopping.await;
        Stopping(self.ended)
    }

    /// Lets it vanish in the middle of whatever it does.
    pub(crate) async fn crash(self) {
        let _ = self.orders.send(Order::Crash);
        assert_eq!(self.ended.await.unwrap(), None);
    }
}

impl Stopping {
    /// Fails if it has not ended within `limit`.
    pub(crate) async fn end(self, limit: Duration) {
        let ended = tokio::time::timeout(limit, self.0).await;
        let was_asked = ended.expect("the daemon stops in time").unwrap();
        assert_eq!(
            was_asked,
            Some(true),
            "the daemon ended before it was asked"
        );
    }
}

/// Where it is.
struct Bound {
    pages: SocketAddr,
    api: Option<ApiAddresses>,
}

/// Binds the app and tells where; `None` if that fails.
async fn bind(
    config: Config,
    world: World,
    bound: oneshot::Sender<anyhow::Result<Bound>>,
) -> Option<App> {
    match App::bind(config, world).await {
        Ok(app) => {
            let _ = bound.send(Ok(Bound {
                pages: app.pages_address(),
                api: app.api_addresses(),
            }));
            Some(app)
        }
        Err(error) => {
            let _ = bound.send(Err(error));
            None
        }
    }
}

/// What `run` returned; `None` after a crash.
async fn live(
    app: App,
    order: oneshot::Receiver<Order>,
    stop_begun: oneshot::Sender<()>,
) -> Option<bool> {
    let (stop, stopped) = oneshot::channel::<()>();
    let mut run = pin!(app.run(async {
        let _ = stopped.await;
    }));
    tokio::select! {
        was_asked = &mut run => return Some(was_asked),
        order = order => if !matches!(order, Ok(Order::Stop)) {
            return None;
        },
    }
    let _ = stop.send(());
    // This look at it is the one by which it learns that it shall stop.
    if let Poll::Ready(was_asked) = futures_util::poll!(&mut run) {
        return Some(was_asked);
    }
    let _ = stop_begun.send(());
    Some(run.await)
}
