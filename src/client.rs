//! A client: a program that may ask this device for tokens.

use crate::digest::Digest;

/// A program that may ask for tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The `client_id`.
    pub id: String,
    /// The digest of the `client_secret`; a public client has none.
    pub secret: Option<Digest>,
    /// The name that the person reads on the pages.
    pub name: String,
    /// Path prefixes, such as `/auth/callback/`, below which any `http` URI whose host is a
    /// loopback, private or own IP address may receive the answer.
    pub redirect_paths: Vec<String>,
    /// URIs that may receive the answer, compared character by character.
    pub redirect_uris: Vec<String>,
    /// The URI that receives the answer to a request that names none.
    pub default_redirect_uri: Option<String>,
    /// The ways that it may begin a login.
    pub grant_types: Vec<GrantType>,
    /// The words that its scopes may have; without a list, all.
    pub scopes: Option<Vec<String>>,
    /// What it gets when it names no scope.
    pub default_scope: String,
    /// Whether it may ask what a token is worth, its own or another client's.
    pub introspects: bool,
}

/// A way to begin a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantType {
    /// A code that the browser brings back, with PKCE.
    Code,
    /// A code that a person types or scans.
    Device,
}

impl Client {
    /// A public client that may ask for anything by either grant.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            secret: None,
            name: name.to_owned(),
            redirect_paths: vec!["/auth/callback/".to_owned()],
            redirect_uris: Vec::new(),
            default_redirect_uri: None,
            grant_types: vec![GrantType::Code, GrantType::Device],
            scopes: None,
            default_scope: "hello".to_owned(),
            introspects: false,
        }
    }

    pub(crate) fn may_begin(&self, grant_type: GrantType) -> bool {
        self.grant_types.contains(&grant_type)
    }
}

impl GrantType {
    /// Its word in the database.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Device => "device",
        }
    }

    /// The grant type of a word.
    pub(crate) fn find(word: &str) -> Option<Self> {
        [Self::Code, Self::Device]
            .into_iter()
            .find(|known| known.as_str() == word)
    }
}
