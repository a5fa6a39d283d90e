//! Requests that `oauth2` does not build: a form, sent with the client's authentication.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use oauth2::HttpRequest;
use secrecy::ExposeSecret;
use url::form_urlencoded::{self, Serializer};

use super::{Client, Error};
use crate::registration::ClientAuth;

/// The fields of a form.
pub(super) struct Form(Serializer<'static, String>);

impl Default for Form {
    fn default() -> Self {
        Self(Serializer::new(String::new()))
    }
}

impl Form {
    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.0.append_pair(name, value);
    }

    /// The request, with what shows who the client is; `None` if the endpoint is no address.
    pub(super) fn request(
        mut self,
        client: &Client,
        endpoint: &str,
        auth: ClientAuth,
    ) -> Option<HttpRequest> {
        let secret = client.secret.as_ref().map(ExposeSecret::expose_secret);
        let mut request = http::Request::builder()
            .method(Method::POST)
            .uri(endpoint)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        match (auth, secret) {
            (ClientAuth::Basic, Some(secret)) => {
                request = request.header(AUTHORIZATION, basic(&client.id, secret));
            }
            (ClientAuth::Post, Some(secret)) => {
                self.add("client_id", &client.id);
                self.add("client_secret", secret);
            }
            _ => self.add("client_id", &client.id),
        }
        request.body(self.0.finish().into_bytes()).ok()
    }
}

/// RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
    format!("Basic {pair}")
}

/// The client authentication that is known to work, else HTTP Basic.
pub(super) fn first_auth(client: &Client) -> ClientAuth {
    match (client.auth, &client.secret) {
        (_, None) => ClientAuth::None,
        (auth, Some(_)) => auth.unwrap_or(ClientAuth::Basic),
    }
}

/// Whether a refused client is worth showing in the body instead: once, where nothing is known.
pub(super) fn may_try_body(client: &Client, refused: &Error) -> bool {
    client.auth.is_none() && client.secret.is_some() && refused.is_client_refused()
}
