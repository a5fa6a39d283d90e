//! How one bus is reached: TCP, TLS, WebSocket, encrypted frames.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::ClientConfig;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};
use socket2::TcpKeepalive;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Utf8Bytes};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config};
use url::Url;

use super::cipher::Cipher;
use crate::config::BusSecurity;
use crate::entropy::Entropy;

/// The largest message that is read, in bytes. A bus lets 25 MB pass, and one that is refused here
/// would cost the connection.
const LARGEST: usize = 64 * 1024 * 1024;

/// How long joining may take, from TCP to WebSocket.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Probes after half a minute of silence; three without an answer end the connection.
const KEEP_ALIVE: TcpKeepalive = TcpKeepalive::new()
    .with_time(Duration::from_secs(30))
    .with_interval(Duration::from_secs(10))
    .with_retries(3);

/// A connection to the bus.
pub(crate) type Socket = WebSocketStream<MaybeTlsStream<Prompt>>;

/// A bus with what is needed to speak to it.
#[derive(Debug)]
pub(crate) struct Link {
    url: Url,
    ca_file: Option<CertificateFile>,
    cipher: Option<Cipher>,
    allow_unencrypted: bool,
}

#[derive(Debug)]
struct CertificateFile(Vec<CertificateDer<'static>>);

/// Why a bus cannot be reached by these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The URL is none.
    #[error("the bus {0} is no ws:// or wss:// address")]
    Url(String),
    /// The certificates are not readable.
    #[error("bus.ca_file {0} holds no certificate in PEM")]
    Certificates(String),
}

impl Link {
    /// Prepares everything that can be wrong.
    pub(crate) fn new(url: &str, security: &BusSecurity, entropy: Entropy) -> Result<Self, Error> {
        let parsed = Url::parse(url).ok().filter(Url::has_host);
        Ok(Self {
            url: parsed.ok_or_else(|| Error::Url(url.to_owned()))?,
            ca_file: security
                .ca_file
                .as_deref()
                .map(read_certificates)
                .transpose()?,
            cipher: security
                .secret_key
                .as_ref()
                .and_then(|key| Cipher::new(key, entropy)),
            allow_unencrypted: security.allow_unencrypted,
        })
    }

    /// The URL, for people.
    #[must_use]
    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Joins the bus. One that takes the connection and says nothing is as good as none.
    pub(crate) async fn connect(&self) -> Result<Socket, tungstenite::Error> {
        tokio::time::timeout(HANDSHAKE, self.handshake())
            .await
            .unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()))
    }

    async fn handshake(&self) -> Result<Socket, tungstenite::Error> {
        let host = self.url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = self.url.port_or_known_default().unwrap_or(80);
        let stream = TcpStream::connect((host, port)).await?;
        // Answers are small and awaited: without Nagle's algorithm they leave at once.
        stream.set_nodelay(true)?;
        // A bus that loses power says no goodbye: the kernel notices.
        socket2::SockRef::from(&stream).set_tcp_keepalive(&KEEP_ALIVE)?;
        let config = WebSocketConfig::default()
            .max_message_size(Some(LARGEST))
            .max_frame_size(Some(LARGEST))
            // The default of 128 KiB would be most of an idle daemon's memory.
            .read_buffer_size(16 * 1024)
            .write_buffer_size(0);
        let tls = self
            .tls()
            .map_err(|error| io::Error::other(error.to_string()))?;
        let (socket, _) =
            client_async_tls_with_config(self.url.as_str(), Prompt(stream), Some(config), tls)
                .await?;
        Ok(socket)
    }

    /// The message in a frame; `None` for what does not count on this bus.
    pub(crate) fn open<'a>(&self, frame: &'a str) -> Option<Cow<'a, str>> {
        let Some(cipher) = &self.cipher else {
            return Some(Cow::Borrowed(frame));
        };
        let opened = cipher.open(frame).map(Cow::Owned);
        opened.or_else(|| self.allow_unencrypted.then_some(Cow::Borrowed(frame)))
    }

    /// The frame for a message.
    pub(crate) fn seal(&self, message: String) -> Option<Utf8Bytes> {
        match &self.cipher {
            Some(cipher) => cipher.seal(&message).map(Utf8Bytes::from),
            None => Some(message.into()),
        }
    }

    /// TLS that trusts what the system trusts and the certificates of the file. `None` without a
    /// file: then the defaults do.
    fn tls(&self) -> Result<Option<Connector>, rustls::Error> {
        let Some(CertificateFile(pinned)) = &self.ca_file else {
            return Ok(None);
        };
        let provider = CryptoProvider::get_default()
            .cloned()
            .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
        let trusted = rustls_platform_verifier::Verifier::new_with_extra_roots(
            pinned.iter().cloned(),
            Arc::clone(&provider),
        )?;
        let verifier = Pinned {
            trusted: Arc::new(trusted),
            pinned: pinned.clone(),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(Some(Connector::Rustls(Arc::new(config))))
    }
}

fn read_certificates(path: &Path) -> Result<CertificateFile, Error> {
    let unreadable = || Error::Certificates(path.display().to_string());
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path)
        .map_err(|_| unreadable())?
        .collect();
    let found = found.map_err(|_| unreadable())?;
    if found.is_empty() {
        Err(unreadable())
    } else {
        Ok(CertificateFile(found))
    }
}

/// Accepts the very certificates of the file, whatever name is in them (the alpha bus makes its own),
/// and everything that the system or the file's authorities vouch for.
#[derive(Debug)]
struct Pinned {
    trusted: Arc<dyn ServerCertVerifier>,
    pinned: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.pinned.iter().any(|pinned| pinned == end_entity) {
            return Ok(ServerCertVerified::assertion());
        }
        let trusted = &self.trusted;
        trusted.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.trusted
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.trusted
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.trusted.supported_verify_schemes()
    }
}

/// A stream whose bytes are acknowledged at once.
///
/// The Python bus leaves Nagle's algorithm on, so it holds our next request back until the last one
/// is acknowledged, which Linux delays by 40 ms; the option lasts for one read only.
#[derive(Debug)]
pub(crate) struct Prompt(TcpStream);

impl AsyncRead for Prompt {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.0).poll_read(context, buffer);
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if polled.is_ready() {
            // It is a hint: without it things are slower, not wrong.
            let _ = self.0.set_quickack(true);
        }
        polled
    }
}

impl AsyncWrite for Prompt {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
