//! What takes connections: TCP, a Unix socket, and TLS for the home network.

mod tls;

use std::fmt;
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixStream};

use self::tls::TlsListener;
use crate::certificate;
use crate::config::{Api, Tls};
use crate::unix_socket::{self, UnixSocket};

/// Who may use the API by its socket is decided by the folder that it is in: the runtime folder is for
/// this user alone, and an owner who puts it elsewhere means the group of that folder.
const SOCKET_MODE: u32 = 0o660;

/// How often a port that is free for both IPv4 and IPv6 is looked for, where any will do.
const TRIES: usize = 16;

/// What takes connections.
pub(crate) trait Listener: Send + Sync + 'static {
    /// A connection over which HTTP is spoken.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;
    /// What comes before the first word: a handshake, or nothing.
    type Opening: Future<Output = io::Result<Self::Stream>> + Send + 'static;
    /// Whether nobody on the way can read or change what is said.
    const IS_SECURED: bool = false;

    /// The next connection, and the address that it comes from.
    fn accept(&self) -> impl Future<Output = io::Result<(Self::Opening, IpAddr)>> + Send;
}

impl Listener for TcpListener {
    type Stream = TcpStream;
    type Opening = Ready<io::Result<TcpStream>>;

    async fn accept(&self) -> io::Result<(Self::Opening, IpAddr)> {
        let (stream, address) = Self::accept(self).await?;
        Ok((ready(Ok(stream)), address.ip()))
    }
}

impl Listener for UnixSocket {
    type Stream = UnixStream;
    type Opening = Ready<io::Result<UnixStream>>;

    async fn accept(&self) -> io::Result<(Self::Opening, IpAddr)> {
        let stream = Self::accept(self).await?;
        // Whoever calls is on this machine.
        Ok((ready(Ok(stream)), Ipv4Addr::LOCALHOST.into()))
    }
}

/// Why the API cannot be reached as it is set.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Another program has the port.
    #[error("port {port} is in use by another program: stop that, or set another {setting}")]
    InUse {
        /// Which.
        port: u16,
        /// Where it comes from.
        setting: &'static str,
    },
    /// Nothing can listen there.
    #[error("nothing can listen on {address}: change {setting}")]
    Address {
        /// Where.
        address: SocketAddr,
        /// What says so.
        setting: &'static str,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The Unix socket cannot be made.
    #[error(transparent)]
    Socket(#[from] unix_socket::Error),
    /// Certificate or key cannot be used.
    #[error("api.tls_cert, api.tls_key: {0}")]
    Certificate(certificate::Error),
}

/// The listeners of the API.
pub(crate) struct ApiListeners {
    /// On `127.0.0.1` and, where there is IPv6, on `::1` with the same port.
    pub loopback: Vec<TcpListener>,
    /// For programs of this device.
    pub socket: UnixSocket,
    /// For the home network.
    pub tls: Option<TlsListener>,
    /// Where they listen, in this order.
    pub addresses: ApiAddresses,
}

/// Where the API listens.
#[derive(Clone, Copy, Debug)]
pub struct ApiAddresses {
    /// On this machine.
    pub loopback: SocketAddr,
    /// In the home network, with TLS.
    pub tls: Option<SocketAddr>,
}

impl fmt::Debug for ApiListeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.addresses.fmt(f)
    }
}

impl ApiListeners {
    /// Binds all of them, or none.
    pub(crate) async fn bind(api: &Api) -> Result<Self, Error> {
        // Before anything is bound: what is wrong here is put right by a person.
        let tls = match &api.tls {
            Some(tls) => Some(bind_tls(tls).await?),
            None => None,
        };
        let (loopback, address) = bind_loopback(api.port).await?;
        let socket = UnixSocket::bind(api.socket.clone(), SOCKET_MODE)?;
        let (tls, tls_address) = tls.unzip();
        Ok(Self {
            loopback,
            socket,
            tls,
            addresses: ApiAddresses {
                loopback: address,
                tls: tls_address,
            },
        })
    }
}

async fn bind_tls(tls: &Tls) -> Result<(TlsListener, SocketAddr), Error> {
    let config = certificate::server_config(&tls.certificate, &tls.key);
    let config = config.map_err(Error::Certificate)?;
    let wanted = SocketAddr::new(tls.listen, tls.port);
    let tcp = bind(wanted).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => failed(wanted, "api.tls_port", error),
        _ => failed(wanted, "api.listen", error),
    })?;
    let address = tcp
        .local_addr()
        .map_err(|error| failed(wanted, "api.listen", error))?;
    Ok((TlsListener::new(tcp, config), address))
}

async fn bind_loopback(port: u16) -> Result<(Vec<TcpListener>, SocketAddr), Error> {
    let mut tries = if port == 0 { TRIES } else { 1 };
    loop {
        tries -= 1;
        match bind_both(port).await {
            // The port that was free for IPv4 is not for IPv6.
            Err(Error::InUse { .. }) if tries > 0 => {}
            bound => return bound,
        }
    }
}

async fn bind_both(port: u16) -> Result<(Vec<TcpListener>, SocketAddr), Error> {
    let wanted = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
    let told = |error| failed(wanted, "api.port", error);
    let v4 = TcpListener::bind(wanted).await.map_err(told)?;
    let address = v4.local_addr().map_err(told)?;
    let wanted = SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port());
    match TcpListener::bind(wanted).await {
        Ok(v6) => Ok((vec![v4, v6], address)),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            Err(failed(wanted, "api.port", error))
        }
        // A kernel without IPv6.
        Err(_) => Ok((vec![v4], address)),
    }
}

fn failed(address: SocketAddr, setting: &'static str, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::AddrInUse => Error::InUse {
            port: address.port(),
            setting,
        },
        _ => Error::Address {
            address,
            setting,
            source,
        },
    }
}

/// Listens on an address; on a kernel without IPv6, all addresses are all of IPv4.
pub(crate) async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Err(error)
            if address.ip() == Ipv6Addr::UNSPECIFIED
                && error.kind() != io::ErrorKind::AddrInUse =>
        {
            TcpListener::bind((Ipv4Addr::UNSPECIFIED, address.port())).await
        }
        bound => bound,
    }
}
