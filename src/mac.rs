//! Messages that only who has a key can have made.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A MAC with this key.
pub(crate) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // A MAC takes a key of any length; `Mac::new` takes one of its block alone.
    let mut block = Zeroizing::new([0; 64]);
    block
        .iter_mut()
        .zip(key)
        .for_each(|(byte, known)| *byte = *known);
    <Hmac<Sha256> as Mac>::new((&*block).into())
}
