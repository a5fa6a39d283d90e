//! How a secret is written into text that is sealed as a whole.

use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, Serializer};

/// Writes the secret itself. Only for values whose text never leaves the store unsealed.
#[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
pub(crate) fn expose<S: Serializer>(
    secret: &Option<SecretString>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    secret
        .as_ref()
        .map(ExposeSecret::expose_secret)
        .serialize(serializer)
}

/// The same for a secret that is always there.
pub(crate) fn expose_one<S: Serializer>(
    secret: &SecretString,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    secret.expose_secret().serialize(serializer)
}
