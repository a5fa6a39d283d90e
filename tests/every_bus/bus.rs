//! A bus that one daemon joins, in clear or behind TLS.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tempfile::NamedTempFile;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::{WebSocketStream, accept_async};

/// No answer takes longer, however loaded the machine is.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

pub(crate) struct Bus {
    pub(crate) port: u16,
    listener: TcpListener,
    tls: Option<Tls>,
}

struct Tls {
    acceptor: TlsAcceptor,
    certificate: String,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// The daemon, as the bus sees it.
pub(crate) struct Client(WebSocketStream<Box<dyn Stream>>);

impl Bus {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        Self {
            port,
            listener,
            tls: None,
        }
    }

    pub(crate) async fn open_with_tls() -> Self {
        // Another name than the daemon asks for: the file is what counts.
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["ovos-messagebus".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let tls = Tls {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            certificate: cert.pem(),
        };
        Self {
            tls: Some(tls),
            ..Self::open().await
        }
    }

    /// The certificate as a file, which lasts as long as the value.
    pub(crate) fn certificate_file(&self) -> NamedTempFile {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(self.tls.as_ref().unwrap().certificate.as_bytes())
            .unwrap();
        file
    }

    pub(crate) async fn accept(&mut self) -> Client {
        self.try_accept().await.expect("the daemon joins")
    }

    /// `None` if the TLS handshake fails.
    pub(crate) async fn try_accept(&mut self) -> Option<Client> {
        let accepted = tokio::time::timeout(DEADLINE, self.listener.accept()).await;
        let (stream, _) = accepted.expect("the daemon comes in time").unwrap();
        let stream: Box<dyn Stream> = match &self.tls {
            Some(tls) => Box::new(tls.acceptor.accept(stream).await.ok()?),
            None => Box::new(stream),
        };
        Some(Client(accept_async(stream).await.unwrap()))
    }
}

impl Client {
    pub(crate) async fn say(&mut self, text: &str) {
        self.0.send(Packet::text(text)).await.unwrap();
    }

    /// The next text.
    pub(crate) async fn hear(&mut self) -> String {
        loop {
            let packet = tokio::time::timeout(DEADLINE, self.0.next()).await;
            match packet.expect("the daemon says something in time") {
                Some(Ok(Packet::Text(text))) => return text.as_str().to_owned(),
                Some(Ok(_)) => {}
                other => panic!("the daemon left: {other:?}"),
            }
        }
    }
}
