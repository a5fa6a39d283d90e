//! A certificate that a device makes for itself.

use std::time::Duration;

use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    date_time_ymd,
};
use secrecy::SecretString;

/// A day in seconds.
const DAY: f64 = 24.0 * 3600.0;

/// Days that it is good. Whoever trusts it has compared its fingerprint: no authority is to say
/// again, each year, whose it is, and at home nobody renews what a person must carry to each client.
const LIFETIME: f64 = 3652.0;

/// A certificate with its key, in PEM.
pub(crate) struct SelfSigned {
    /// The certificate.
    pub certificate: String,
    /// Its private key.
    pub key: SecretString,
}

/// A name that stands in no certificate.
#[derive(Debug, thiserror::Error)]
#[error("no certificate can be for these names: {0}")]
pub(crate) struct Error(#[from] rcgen::Error);

impl SelfSigned {
    /// A certificate for these names and addresses, the first of which it is called by, made at
    /// this time.
    pub(crate) fn new(names: &[String], now: f64) -> Result<Self, Error> {
        let mut about = CertificateParams::new(names)?;
        about.distinguished_name = DistinguishedName::new();
        if let Some(first) = names.first() {
            let name = DnType::CommonName;
            about.distinguished_name.push(name, first.as_str());
        }
        // It can vouch for nothing but itself, so who trusts it trusts this device alone. It says
        // nothing of how its key may be used: older libraries take one that may not sign
        // certificates for signed by somebody else.
        about.is_ca = IsCa::ExplicitNoCa;
        about.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let epoch = date_time_ymd(1970, 1, 1);
        let since = |seconds: f64| Duration::try_from_secs_f64(seconds).unwrap_or_default();
        // Clocks differ.
        about.not_before = epoch + since(now - DAY);
        about.not_after = epoch + since(now + LIFETIME * DAY);
        let key = KeyPair::generate()?;
        Ok(Self {
            certificate: about.self_signed(&key)?.pem(),
            key: key.serialize_pem().into(),
        })
    }
}
