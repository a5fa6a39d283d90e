//! Requests that `oauth2` does not build: a form, sent with the client's authentication.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use oauth2::HttpRequest;
use secrecy::ExposeSecret;
use url::Url;
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
                request = request.header(AUTHORIZATION, basic_of(&client.id, secret));
            }
            (ClientAuth::Post, Some(secret)) => {
                self.add("client_id", &client.id);
                self.add("client_secret", secret);
            }
            _ => self.add("client_id", &client.id),
        }
        request.body(self.0.finish().into_bytes()).ok()
    }

    /// The same without a secret, as the query of an address.
    pub(super) fn query(mut self, client: &Client, endpoint: &str) -> Option<HttpRequest> {
        self.add("client_id", &client.id);
        let mut url = Url::parse(endpoint).ok()?;
        let fields = self.0.finish();
        url.query_pairs_mut()
            .extend_pairs(form_urlencoded::parse(fields.as_bytes()));
        http::Request::builder()
            .method(Method::GET)
            .uri(client.dialect.renamed(url).as_str())
            .header(ACCEPT, "application/json")
            .body(Vec::new())
            .ok()
    }
}

/// The client's id and secret for HTTP Basic.
pub(super) fn basic(client: &Client) -> String {
    let secret = client.secret.as_ref();
    basic_of(&client.id, secret.map_or("", ExposeSecret::expose_secret))
}

/// RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
fn basic_of(id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
    format!("Basic {pair}")
}

/// Does `attempt` by the client authentication that is known to work. Where none is known: HTTP
/// Basic, then once the body if the server refuses the client. Returns what came of it, with the
/// authentication that it came by.
pub(super) async fn authenticated<T, F>(
    client: &Client,
    attempt: impl Fn(ClientAuth) -> F,
) -> Result<(T, ClientAuth), Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let is_open = client.auth.is_none() && client.secret.is_some();
    let auth = match (client.auth, &client.secret) {
        (_, None) => ClientAuth::None,
        (auth, Some(_)) => auth.unwrap_or(ClientAuth::Basic),
    };
    match attempt(auth).await {
        Err(refused) if is_open && refused.is_client_refused() => {
            Ok((attempt(ClientAuth::Post).await?, ClientAuth::Post))
        }
        first => Ok((first?, auth)),
    }
}
