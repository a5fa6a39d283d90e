//! The paths of the endpoints that programs call, which some programs expect elsewhere.

use serde::Deserialize;

/// The path of each endpoint, each beginning with a slash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Paths {
    /// Where a device asks for its codes.
    pub device_authorization: String,
    /// Where codes and refresh tokens are turned into tokens.
    pub token: String,
    /// Where tokens are ended.
    pub revocation: String,
    /// Where the owner's programs ask what a token is worth.
    pub introspection: String,
    /// Where a token's holder asks how the apps are.
    pub status: String,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            device_authorization: "/oauth/device_authorization".to_owned(),
            token: "/oauth/token".to_owned(),
            revocation: "/oauth/revoke".to_owned(),
            introspection: "/oauth/introspect".to_owned(),
            status: "/api/v1/status".to_owned(),
        }
    }
}
