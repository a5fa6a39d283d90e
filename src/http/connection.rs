//! Connections of browsers: accepted, bounded in number and patience, ended in time.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use futures_util::future::join_all;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::task::TaskTracker;

use super::limit::Peer;
use super::sending::Sending;
use crate::allowance::Source;
use crate::listener::{ApiListeners, Listener};
use crate::stopping::Stopping;

/// Connections at once; a home has fewer phones.
const CONNECTIONS: usize = 128;

/// Connections of one address; a browser opens six. None takes all places from the others.
const PER_ADDRESS: usize = 64;

/// Connections of all addresses of a network, of which a machine may have many.
const PER_NETWORK: usize = 96;

/// How long a handshake may take, so that who says nothing has a place for no longer.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);

/// How long a browser may take to send the head of a request; it counts from the connection's begin, or
/// from the answer before, so that it bounds idle connections, too.
const HEAD_LIMIT: Duration = Duration::from_secs(10);

/// How long an answer may take to leave after the work behind it is done.
const FAREWELL: Duration = Duration::from_millis(300);

/// A request that came by TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Secured;

/// Serves `router` until the intake stops; connections with an open request last until its answer
/// is out.
pub(crate) async fn serve<L: Listener>(listener: L, router: Router, stopping: Stopping) {
    let places = Places::default();
    let open = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopping.intake.cancelled() => break,
        };
        let (opening, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, mostly: the next connection may find one.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(place) = places.take(address) else {
            tracing::warn!("too many connections: one was closed");
            continue;
        };
        let (router, stopping) = (router.clone(), stopping.clone());
        open.spawn(async move {
            if let Some(stream) = open_in_time(opening, &stopping).await {
                let caller = Caller {
                    address,
                    is_secured: L::IS_SECURED,
                };
                converse(stream, caller, router, stopping).await;
            }
            drop(place);
        });
    }
    // Nobody is to wait in a queue that is not served any more.
    drop(listener);
    open.close();
    open.wait().await;
}

/// Serves the API on all of its listeners until the intake stops. Each has places of its own: who
/// takes those of the home network leaves the others to this machine's programs.
pub(crate) async fn serve_api(api: ApiListeners, router: Router, stopping: Stopping) {
    let loopback = api.loopback.into_iter();
    let loopback = loopback.map(|listener| serve(listener, router.clone(), stopping.clone()));
    let tls = async {
        if let Some(listener) = api.tls {
            serve(listener, router.clone(), stopping.clone()).await;
        }
    };
    let socket = serve(api.socket, router.clone(), stopping.clone());
    tokio::join!(join_all(loopback), socket, tls);
}

/// The places for connections that are taken, by address; cheap to clone.
#[derive(Clone, Debug, Default)]
struct Places(Arc<Mutex<HashMap<Source, Taken>>>);

/// The places of one address.
#[derive(Clone, Copy, Debug)]
struct Taken {
    network: Source,
    places: usize,
}

/// One place, until it is dropped.
#[derive(Debug)]
struct Place {
    places: Places,
    source: Source,
}

impl Places {
    fn take(&self, address: IpAddr) -> Option<Place> {
        let (source, network) = (Source::at(address), Source::of(address));
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |is_meant: &dyn Fn(&Taken) -> bool| {
            let meant = all.values().filter(|taken| is_meant(taken));
            meant.map(|taken| taken.places).sum::<usize>()
        };
        let own = all.get(&source).map_or(0, |taken| taken.places);
        if count(&|_| true) >= CONNECTIONS
            || count(&|taken| taken.network == network) >= PER_NETWORK
            || own >= PER_ADDRESS
        {
            return None;
        }
        let places = own + 1;
        all.insert(source, Taken { network, places });
        drop(all);
        let places = self.clone();
        Some(Place { places, source })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = all.get_mut(&self.source) {
            taken.places -= 1;
            if taken.places == 0 {
                all.remove(&self.source);
            }
        }
    }
}

/// The stream, when all is done that comes before the first word.
async fn open_in_time<S>(
    opening: impl Future<Output = io::Result<S>>,
    stopping: &Stopping,
) -> Option<S> {
    tokio::select! {
        opened = tokio::time::timeout(HANDSHAKE_LIMIT, opening) => match opened {
            Ok(Ok(stream)) => Some(stream),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a handshake failed");
                None
            }
            Err(_) => None,
        },
        () = stopping.intake.cancelled() => None,
    }
}

/// Who is at the other end, and how.
#[derive(Clone, Copy, Debug)]
struct Caller {
    address: IpAddr,
    is_secured: bool,
}

async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    caller: Caller,
    router: Router,
    stopping: Stopping,
) {
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let extensions = request.extensions_mut();
        extensions.insert(Peer(caller.address));
        if caller.is_secured {
            extensions.insert(Secured);
        }
        router.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(32 * 1024)
        .serve_connection(TokioIo::new(Sending::new(stream)), service);
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
    use std::net::Ipv4Addr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::Instant;

    use super::super::sending::SENDING_LIMIT;
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

    /// A connection to a server of `router` that goes on until the test ends.
    async fn connect(router: Router) -> TcpStream {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        TaskTracker::new().spawn(serve(listener, router, Stopping::default()));
        TcpStream::connect(address).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_asks_nothing_more_is_closed_at_the_limit() {
        let mut stream = connect(Router::new()).await;
        for _ in 0..3 {
            // Each answer gives it time anew.
            tokio::time::sleep(HEAD_LIMIT / 2).await;
            stream
                .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
                .await
                .unwrap();
            let answered = stream.read(&mut [0; 1024]).await.unwrap();
            assert_ne!(answered, 0);
        }
        let begun = Instant::now();
        let mut more = Vec::new();
        let end = tokio::time::timeout(2 * HEAD_LIMIT, stream.read_to_end(&mut more));
        end.await.expect("the connection ends").unwrap();
        assert!(begun.elapsed() > HEAD_LIMIT / 2, "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn answers_that_nobody_reads_are_given_up_at_the_limit() {
        // More than the system keeps for a reader.
        let answer = vec![b'x'; 32 * 1024 * 1024];
        let router = Router::new().fallback(async move || answer.clone());
        let mut stream = connect(router).await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .unwrap();
        tokio::time::sleep(SENDING_LIMIT + Duration::from_secs(1)).await;
        let mut read = Vec::new();
        let end = tokio::time::timeout(HEAD_LIMIT, stream.read_to_end(&mut read));
        let _ = end.await.expect("the connection has ended");
        assert!(
            !read.is_empty() && read.len() < 32 * 1024 * 1024,
            "{}",
            read.len()
        );
    }

    #[test]
    fn one_address_leaves_places_to_the_others() {
        let places = Places::default();
        let at = |last| IpAddr::from(Ipv4Addr::new(192, 168, 1, last));
        let mut taken: Vec<Place> = std::iter::from_fn(|| places.take(at(166))).collect();
        assert_eq!(taken.len(), PER_ADDRESS);
        taken.extend((0..64).filter_map(|last| places.take(at(last))));
        assert_eq!(taken.len(), CONNECTIONS);
        assert!(places.take(at(100)).is_none());
        taken.truncate(1);
        assert!(places.take(at(100)).is_some() && places.take(at(166)).is_some());
        drop(taken);
        assert!(places.0.lock().unwrap().is_empty());
    }

    #[test]
    fn a_home_is_one_network_and_yet_has_a_place_for_its_owner() {
        let places = Places::default();
        let at = |last: u16| IpAddr::from([0xfe80, 0, 0, 0, 0, 0, 0, last]);
        let mut taken: Vec<Place> = std::iter::from_fn(|| places.take(at(1))).collect();
        assert_eq!(taken.len(), PER_ADDRESS);
        taken.extend(places.take(at(2)));
        assert_eq!(taken.len(), PER_ADDRESS + 1);
        taken.extend((3..99).filter_map(|last| places.take(at(last))));
        assert_eq!(taken.len(), PER_NETWORK, "however many addresses it has");
        assert!(places.take([10, 0, 0, 1].into()).is_some());
    }
}
