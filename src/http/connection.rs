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

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::Instant;

    use super::*;

    // Time stands still while there is work and jumps to the next limit when there is none.
    #[tokio::test(start_paused = true)]
    async fn bug20_half_a_request_is_given_up_at_the_limit() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stopping, tasks) = (Stopping::default(), TaskTracker::new());
        let serving = tasks.spawn(serve(listener, Router::new(), stopping.clone()));
        for bytes in ["", "G", "GET / HTTP/1.1\r\nhost: a"] {
            let begun = Instant::now();
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(bytes.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            let end = tokio::time::timeout(2 * HEAD_LIMIT, stream.read_to_end(&mut answer));
            end.await.expect("the connection ends").unwrap();
            assert!(!answer.starts_with(b"HTTP/1.1 2"), "{answer:?}");
            assert!(begun.elapsed() >= HEAD_LIMIT, "{:?}", begun.elapsed());
        }
        stopping.intake.cancel();
        serving.await.unwrap();
    }
}
