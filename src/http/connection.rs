//! Connections of browsers: accepted, bounded in number and patience, ended in time.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::stopping::Stopping;

/// Connections at once; a home has fewer phones.
const CONNECTIONS: usize = 128;

/// How long a browser may take to send the head of a request.
const HEAD_LIMIT: Duration = Duration::from_secs(10);

/// How long an answer may take to leave after the work behind it is done.
const FAREWELL: Duration = Duration::from_millis(300);

/// Serves `router` until the intake stops; connections with an open request last until its answer
/// is out.
pub(crate) async fn serve(listener: TcpListener, router: Router, stopping: Stopping) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let open = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopping.intake.cancelled() => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors, mostly: the next connection may find one.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            tracing::warn!("too many connections: one was closed");
            continue;
        };
        let (router, stopping) = (router.clone(), stopping.clone());
        open.spawn(async move {
            converse(stream, router, stopping).await;
            drop(place);
        });
    }
    // Nobody is to wait in a queue that is not served any more.
    drop(listener);
    open.close();
    open.wait().await;
}

async fn converse(stream: TcpStream, router: Router, stopping: Stopping) {
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(32 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        // A browser that breaks off is no news.
        _ = connection.as_mut() => return,
        () = stopping.intake.cancelled() => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection.as_mut() => {}
        () = async {
            stopping.quiet.cancelled().await;
            tokio::time::sleep(FAREWELL).await;
        } => {}
    }
}
