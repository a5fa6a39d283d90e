//! What a TLS server shows, and its key: read, checked, and made where there is none.

mod self_signed;

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{InconsistentKeys, ServerConfig};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub(crate) use self::self_signed::SelfSigned;

/// The longest file that is read, in bytes; chains of certificates are below 20 kB.
const LONGEST: u64 = 1024 * 1024;

/// Why a certificate or its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// The file holds something else.
    #[error("{0} holds no certificate in PEM: name the file of the certificate")]
    NoCertificate(PathBuf),
    /// The file holds something else.
    #[error("{0} holds no private key in PEM that needs no passphrase: name the file of the key")]
    NoKey(PathBuf),
    /// The key is no secret.
    #[error(
        "others may read or change the key {0}: chmod 600 {0}, and make a new one \
         (phal-oauth tls init --replace) if somebody has read it"
    )]
    Open(PathBuf),
    /// Certificate and key are of two pairs.
    #[error("{key} is not the key of {certificate}: name the two that belong together")]
    Strangers {
        /// The certificate.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
    },
    /// They are damaged, or of a kind that is not known.
    #[error("{certificate} with its key cannot be used: {why}")]
    Unfit {
        /// The certificate.
        certificate: PathBuf,
        /// Why.
        why: rustls::Error,
    },
}

/// How a server with this certificate and key speaks TLS.
pub(crate) fn server_config(certificate: &Path, key: &Path) -> Result<ServerConfig, Error> {
    let chain = read_chain(certificate)?;
    let private = read_key(key)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, private)
        });
    let mut config = config.map_err(|error| match error {
        rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => Error::Strangers {
            certificate: certificate.to_owned(),
            key: key.to_owned(),
        },
        why => Error::Unfit {
            certificate: certificate.to_owned(),
            why,
        },
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The SHA-256 of a file's first certificate as programs and browsers show it.
pub(crate) fn fingerprint(certificate: &Path) -> Result<String, Error> {
    let chain = read_chain(certificate)?;
    let first = chain.first().map(|first| fingerprint_of(first));
    first.ok_or_else(|| Error::NoCertificate(certificate.to_owned()))
}

fn fingerprint_of(certificate: &[u8]) -> String {
    let bytes = Sha256::digest(certificate);
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let (text, _) = read(path)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        _ => Err(Error::NoCertificate(path.to_owned())),
    }
}

fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    let (text, mode) = read(path)?;
    let key = PrivateKeyDer::from_pem_slice(&text);
    let key = key.map_err(|_| Error::NoKey(path.to_owned()))?;
    // A group may read it, as that which systems have for such keys.
    if mode & 0o027 != 0 {
        return Err(Error::Open(path.to_owned()));
    }
    Ok(key)
}

/// A file with its mode.
fn read(path: &Path) -> Result<(Zeroizing<Vec<u8>>, u32), Error> {
    let mut text = Zeroizing::new(Vec::new());
    let mut reading = || {
        let file = File::open(path)?;
        let mode = file.metadata()?.permissions().mode();
        file.take(LONGEST).read_to_end(&mut text)?;
        Ok(mode)
    };
    let mode: io::Result<u32> = reading();
    let mode = mode.map_err(|why| Error::File {
        path: path.to_owned(),
        why,
    })?;
    Ok((text, mode))
}

/// A server with a certificate that nobody trusts.
#[cfg(test)]
pub(crate) fn config_for_tests() -> ServerConfig {
    use secrecy::ExposeSecret;

    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("c"), folder.path().join("k"));
    let made = SelfSigned::new(&["localhost".to_owned()], 1_800_000_000.0).unwrap();
    std::fs::write(&certificate, &made.certificate).unwrap();
    std::fs::write(&key, made.key.expose_secret()).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    server_config(&certificate, &key).unwrap()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use secrecy::ExposeSecret;

    use super::*;

    /// A folder with a certificate and its key, `c` and `k`.
    fn pair() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let made = SelfSigned::new(&["localhost".to_owned()], 1_800_000_000.0).unwrap();
        fs::write(folder.path().join("c"), &made.certificate).unwrap();
        write_key(
            &folder.path().join("k"),
            made.key.expose_secret().as_bytes(),
            0o600,
        );
        folder
    }

    fn write_key(path: &Path, key: &[u8], mode: u32) {
        fs::write(path, key).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn error(certificate: &Path, key: &Path) -> String {
        server_config(certificate, key).unwrap_err().to_string()
    }

    #[test]
    fn a_pair_speaks_http_1_with_tls() {
        let folder = pair();
        let (certificate, key) = (folder.path().join("c"), folder.path().join("k"));
        let config = server_config(&certificate, &key).unwrap();
        assert_eq!(config.alpn_protocols, [b"http/1.1"]);
        // The system's group for keys may read it.
        write_key(&key, &fs::read(&key).unwrap(), 0o640);
        server_config(&certificate, &key).unwrap();
    }

    #[test]
    fn what_is_missing_wrong_or_open_is_named() {
        let (folder, other) = (pair(), pair());
        let (certificate, key) = (folder.path().join("c"), folder.path().join("k"));
        let missing = folder.path().join("missing");
        assert!(error(&missing, &key).contains("cannot read"));
        assert!(error(&certificate, &missing).contains("cannot read"));
        assert!(error(folder.path(), &key).contains("cannot read"));
        assert!(error(&key, &key).contains("holds no certificate"));
        assert!(error(&certificate, &certificate).contains("holds no private key"));
        let told = error(&certificate, &other.path().join("k"));
        assert!(told.contains("is not the key of"), "{told}");
        for mode in [0o604, 0o644, 0o620, 0o602] {
            write_key(&key, &fs::read(&key).unwrap(), mode);
            let told = error(&certificate, &key);
            assert!(told.contains("chmod 600"), "{mode:o} {told}");
        }
    }

    #[test]
    fn a_damaged_certificate_is_named() {
        let folder = pair();
        let (damaged, key) = (folder.path().join("d"), folder.path().join("k"));
        let text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        fs::write(&damaged, text).unwrap();
        assert!(error(&damaged, &key).contains("cannot be used"));
        fs::write(&damaged, text.replace("AAAA", "A")).unwrap();
        assert!(error(&damaged, &key).contains("holds no certificate"));
    }

    #[test]
    fn a_fingerprint_is_that_of_the_certificate() {
        // Of nothing, as `openssl dgst -sha256 -c` prints it.
        let told = fingerprint_of(b"");
        assert!(told.starts_with("E3:B0:C4:42:98:FC:1C:14:"), "{told}");
        assert_eq!(told.len(), 32 * 3 - 1);
        let folder = pair();
        let one = fingerprint(&folder.path().join("c")).unwrap();
        assert_ne!(one, fingerprint(&pair().path().join("c")).unwrap());
    }
}
