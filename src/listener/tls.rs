//! TLS over TCP.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

use super::Listener;

/// Takes connections that begin with a handshake.
pub(crate) struct TlsListener {
    tcp: TcpListener,
    acceptor: TlsAcceptor,
}

impl TlsListener {
    pub(super) fn new(tcp: TcpListener, config: ServerConfig) -> Self {
        Self {
            tcp,
            acceptor: TlsAcceptor::from(Arc::new(config)),
        }
    }
}

impl Listener for TlsListener {
    type Stream = TlsStream<TcpStream>;
    type Opening = Accept<TcpStream>;
    const IS_SECURED: bool = true;

    async fn accept(&self) -> io::Result<(Self::Opening, IpAddr)> {
        let (stream, address) = self.tcp.accept().await?;
        Ok((self.acceptor.accept(stream), address.ip()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::Instant;
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::stopping::Stopping;
    use crate::{certificate, http};

    // Time stands still while there is work and jumps to the next limit when there is none.
    #[tokio::test(start_paused = true)]
    async fn who_says_nothing_has_a_place_for_five_seconds() {
        let config = certificate::config_for_tests();
        let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = tcp.local_addr().unwrap();
        let (stopping, tasks) = (Stopping::default(), TaskTracker::new());
        let listener = TlsListener::new(tcp, config);
        let serving = tasks.spawn(http::serve(listener, Router::new(), stopping.clone()));
        // Nothing at all, and the beginning of a handshake that does not go on.
        for said in [&b""[..], b"\x16\x03\x01\x02\x00\x01"] {
            let begun = Instant::now();
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(said).await.unwrap();
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).await.unwrap();
            let took = begun.elapsed();
            assert!(heard.is_empty(), "{heard:?}");
            assert_eq!(took.as_secs(), 5, "{took:?}");
        }
        // And nothing holds up the end.
        let _silent = TcpStream::connect(address).await.unwrap();
        tokio::time::sleep(Duration::from_millis(1)).await;
        let begun = Instant::now();
        stopping.intake.cancel();
        serving.await.unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
}
