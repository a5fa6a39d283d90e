//! Authorization servers: building requests to them, reading their answers.
//!
//! `oauth2` builds requests and its types; nothing of it passes this module's edge. Its errors are
//! mapped by hand, since the `Debug` text of a parse error holds the body, tokens and all.

mod answer;
mod device;
mod dialect;
mod discovery;
mod error;
mod form;
mod http;
mod revocation;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, Scope,
    StandardRevocableToken, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use self::answer::Parsed;
pub use self::device::{
    DeviceAuthorization, DeviceKind, DevicePoll, DeviceRequest, DeviceRules, PollAnswer, Polled,
};
use self::dialect::Speaker;
pub use self::dialect::{Dialect, TokenBody};
pub(crate) use self::discovery::{DiscoveryError, Issuer, Metadata};
pub use self::error::Error;
pub(crate) use self::error::error_code;
pub use self::http::HttpClient;
pub(crate) use self::http::TIME_LIMIT;
pub use self::revocation::{Revocation, RevocationKind};
use crate::endpoint;
use crate::registration::ClientAuth;
use crate::sealed_form;
use crate::token::TokenAnswer;

/// Parameters of requests that are ours to set, or that belong to no authorization URL.
pub(crate) const OURS: [&str; 12] = [
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "grant_type",
    "redirect_uri",
    "refresh_token",
    "response_type",
    "scope",
    "state",
];

/// A client at the one place that its secrets may be shown. It is serialised to be sealed, and for
/// nothing else.
#[derive(Clone, Serialize, Deserialize)]
pub struct Client {
    /// The client id.
    pub id: String,
    /// The client secret.
    #[serde(default, serialize_with = "sealed_form::expose")]
    pub secret: Option<SecretString>,
    /// How it is shown; `None` until an answer has told which way works.
    pub auth: Option<ClientAuth>,
    /// Where codes and refresh tokens are exchanged.
    pub token_endpoint: String,
    /// Where refresh tokens are exchanged, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_endpoint: Option<String>,
    /// More parameters for every token request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub token_parameters: BTreeMap<String, String>,
    /// The redirect URI that a refresh repeats, where the server wants that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_redirect_uri: Option<String>,
    /// Where tokens are revoked (RFC 7009).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// Where a device login begins (RFC 8628).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_endpoint: Option<String>,
    /// After how many days without use a refresh token ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_idle_days: Option<u32>,
    /// How the server differs from the standard.
    #[serde(flatten)]
    pub dialect: Dialect,
    /// Who named the endpoints, if they were not registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discovered: Option<Discovered>,
}

/// The issuer whose metadata named a client's endpoints. Its secrets are for that issuer, wherever its
/// endpoints move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovered {
    /// The issuer.
    pub issuer: String,
    /// Where the secrets may go.
    pub place: String,
}

/// What an authorization request holds.
#[derive(Debug)]
pub struct AuthorizationRequest<'a> {
    /// Where a person approves.
    pub auth_endpoint: &'a str,
    /// The client id.
    pub client_id: &'a str,
    /// Where the answer goes; `None` where the provider shows the code itself.
    pub redirect_uri: Option<&'a str>,
    /// The asked scope, joined by spaces.
    pub scope: Option<&'a str>,
    /// The state parameter.
    pub state: &'a str,
    /// The verifier whose challenge is sent.
    pub verifier: Option<&'a SecretString>,
    /// More parameters.
    pub parameters: &'a BTreeMap<String, String>,
    /// Whether `show_dialog` is added: the reference plugin sends it to everyone.
    pub shows_dialog: bool,
    /// How the server differs from the standard.
    pub dialect: &'a Dialect,
}

impl AuthorizationRequest<'_> {
    /// The endpoint without the parameters that are added to it: people wrote some into it, since
    /// the reference plugin's QR codes lacked them, and none may stand there twice.
    fn endpoint_less_ours(&self) -> String {
        let Ok(mut url) = Url::parse(self.auth_endpoint) else {
            return self.auth_endpoint.to_owned();
        };
        let is_ours = |name: &str| {
            (OURS.contains(&name) && (name != "scope" || self.scope.is_some()))
                || self.parameters.contains_key(name)
        };
        if !url.query_pairs().any(|(name, _)| is_ours(&name)) {
            return self.auth_endpoint.to_owned();
        }
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .into_owned()
            .filter(|(name, _)| !is_ours(name))
            .collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
        url.into()
    }
}

/// A token answer, with the client authentication that worked.
#[derive(Debug)]
pub struct Granted {
    /// What the provider sent.
    pub answer: TokenAnswer,
    /// How the client showed who it is.
    pub auth: ClientAuth,
}

/// The authorization servers as one collaborator; cheap to clone.
#[derive(Clone, Debug)]
pub struct Provider {
    http: HttpClient,
    known: discovery::Known,
}

/// The `oauth2` client with our token type in it.
type TokenClient = oauth2::Client<
    BasicErrorResponse,
    Parsed,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl Provider {
    /// Authorization servers reached by `http`.
    #[must_use]
    pub fn new(http: HttpClient) -> Self {
        Self {
            http,
            known: discovery::Known::default(),
        }
    }

    /// The URL that a person opens (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
    pub fn authorize_url(&self, request: &AuthorizationRequest<'_>) -> Result<String, Error> {
        let unusable = |_| Error::Unusable("the authorization endpoint or redirect URI");
        let endpoint = AuthUrl::new(request.endpoint_less_ours()).map_err(unusable)?;
        let redirect = redirect_url(request.redirect_uri).map_err(unusable)?;
        let client = oauth2::basic::BasicClient::new(ClientId::new(request.client_id.to_owned()))
            .set_auth_uri(endpoint);
        let state = request.state.to_owned();
        let mut url = client.authorize_url(move || CsrfToken::new(state));
        if let Some(redirect) = redirect {
            url = url.set_redirect_uri(Cow::Owned(redirect));
        }
        let scope = request.scope.map(|scope| request.dialect.scope(scope));
        if let Some(scope) = scope.filter(|scope| !scope.is_empty()) {
            url = url.add_scope(Scope::new(scope));
        }
        if let Some(verifier) = request.verifier {
            let verifier = PkceCodeVerifier::new(verifier.expose_secret().to_owned());
            url = url.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        }
        // Spotify asks for consent again because of it.
        let is_there = request.auth_endpoint.contains("show_dialog=");
        if request.shows_dialog && !is_there && !request.parameters.contains_key("show_dialog") {
            url = url.add_extra_param("show_dialog", "True");
        }
        for (name, value) in request.parameters {
            url = url.add_extra_param(name.clone(), value.clone());
        }
        Ok(request.dialect.renamed(url.url().0).to_string())
    }

    /// Exchanges a code (RFC 6749 section 4.1.3); the redirect URI is the one that was sent before.
    pub async fn exchange_code(
        &self,
        client: &Client,
        code: &SecretString,
        redirect_uri: Option<&str>,
        verifier: Option<&SecretString>,
    ) -> Result<Granted, Error> {
        let grant = Grant::Code {
            code,
            redirect_uri,
            verifier,
        };
        self.grant(client, &client.token_endpoint, &grant).await
    }

    /// Asks for a new access token (RFC 6749 section 6), with the scope as it was granted.
    pub async fn refresh(
        &self,
        client: &Client,
        refresh_token: &SecretString,
    ) -> Result<Granted, Error> {
        self.grant(client, client.refresh_at(), &Grant::Refresh(refresh_token))
            .await
    }

    async fn grant(
        &self,
        client: &Client,
        endpoint: &str,
        grant: &Grant<'_>,
    ) -> Result<Granted, Error> {
        let attempt = |auth| async move {
            self.send(&client.oauth(endpoint, auth)?, client, grant)
                .await
        };
        let (answer, auth) = form::authenticated(client, attempt).await?;
        Ok(Granted {
            answer: answer.into_token()?,
            auth,
        })
    }

    async fn send(
        &self,
        oauth: &TokenClient,
        client: &Client,
        grant: &Grant<'_>,
    ) -> Result<Parsed, Error> {
        let speaker = Speaker {
            http: &self.http,
            dialect: &client.dialect,
        };
        let answer = match grant {
            Grant::Code {
                code,
                redirect_uri,
                verifier,
            } => {
                let redirect =
                    redirect_url(*redirect_uri).map_err(|_| Error::Unusable("the redirect URI"))?;
                let code = AuthorizationCode::new(code.expose_secret().to_owned());
                let mut request = oauth.exchange_code(code);
                if let Some(redirect) = redirect {
                    request = request.set_redirect_uri(Cow::Owned(redirect));
                }
                if let Some(verifier) = verifier {
                    let verifier = PkceCodeVerifier::new(verifier.expose_secret().to_owned());
                    request = request.set_pkce_verifier(verifier);
                }
                for (name, value) in &client.token_parameters {
                    request = request.add_extra_param(name, value);
                }
                request.request_async(&speaker).await
            }
            Grant::Refresh(token) => {
                let token = RefreshToken::new(token.expose_secret().to_owned());
                let mut request = oauth.exchange_refresh_token(&token);
                for (name, value) in &client.token_parameters {
                    request = request.add_extra_param(name, value);
                }
                if let Some(redirect_uri) = &client.refresh_redirect_uri {
                    request = request.add_extra_param("redirect_uri", redirect_uri);
                }
                request.request_async(&speaker).await
            }
        };
        answer.map_err(Error::from)
    }
}

fn redirect_url(uri: Option<&str>) -> Result<Option<RedirectUrl>, oauth2::url::ParseError> {
    uri.map(|uri| RedirectUrl::new(uri.to_owned())).transpose()
}

/// What a token is asked for with.
enum Grant<'a> {
    Code {
        code: &'a SecretString,
        redirect_uri: Option<&'a str>,
        verifier: Option<&'a SecretString>,
    },
    Refresh(&'a SecretString),
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Whether both are one client at one place, whatever their secrets.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.place() == other.place()
    }

    /// Whether both show the same id and secret at the same place.
    #[must_use]
    pub(crate) fn shows_the_same(&self, other: &Self) -> bool {
        let secret = |client: &Self| {
            let secret = client.secret.as_ref();
            secret.map(|secret| secret.expose_secret().to_owned())
        };
        self.is_same(other) && secret(self) == secret(other)
    }

    /// Where its secrets may go.
    #[must_use]
    pub(crate) fn place(&self) -> String {
        if let Some(discovered) = &self.discovered {
            return discovered.place.clone();
        }
        let further = [
            &self.refresh_endpoint,
            &self.revocation_endpoint,
            &self.device_endpoint,
        ];
        endpoint::place(&self.token_endpoint, further)
    }

    /// Where its refresh tokens are exchanged.
    #[must_use]
    pub fn refresh_at(&self) -> &str {
        self.refresh_endpoint
            .as_deref()
            .unwrap_or(&self.token_endpoint)
    }

    /// The host that its refresh tokens go to, so that no host is asked for many at once.
    #[must_use]
    pub fn host(&self) -> String {
        let url = Url::parse(self.refresh_at()).ok();
        url.and_then(|url| Some(url.host_str()?.to_owned()))
            .unwrap_or_default()
    }

    fn oauth(&self, endpoint: &str, auth: ClientAuth) -> Result<TokenClient, Error> {
        let endpoint = TokenUrl::new(endpoint.to_owned())
            .map_err(|_| Error::Unusable("the token endpoint"))?;
        let oauth = oauth2::Client::new(ClientId::new(self.id.clone()))
            .set_token_uri(endpoint)
            .set_auth_type(match auth {
                ClientAuth::Basic => AuthType::BasicAuth,
                ClientAuth::Post | ClientAuth::None => AuthType::RequestBody,
            });
        Ok(match (&self.secret, auth) {
            (Some(secret), ClientAuth::Basic | ClientAuth::Post) => {
                oauth.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            }
            _ => oauth,
        })
    }
}

impl Client {
    /// A client without a name, a secret or a place: that of a token which a person brings.
    pub(crate) fn unknown() -> Self {
        Self {
            id: String::new(),
            secret: None,
            auth: None,
            token_endpoint: String::new(),
            refresh_endpoint: None,
            token_parameters: BTreeMap::new(),
            refresh_redirect_uri: None,
            revocation_endpoint: None,
            device_endpoint: None,
            refresh_idle_days: None,
            dialect: Dialect::default(),
            discovered: None,
        }
    }
}

#[cfg(test)]
impl Client {
    /// A public client of a provider that does not exist.
    pub(crate) fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            token_endpoint: "https://provider.example/token".to_owned(),
            ..Self::unknown()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(auth_endpoint: &str, scope: Option<&str>) -> String {
        let verifier = SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        Provider::new(HttpClient::default())
            .authorize_url(&AuthorizationRequest {
                auth_endpoint,
                client_id: "my client",
                redirect_uri: Some("http://192.0.2.2:36536/auth/callback/skill_app"),
                scope,
                state: "st",
                verifier: Some(&verifier),
                parameters: &BTreeMap::from([("access_type".to_owned(), "offline".to_owned())]),
                shows_dialog: true,
                dialect: &Dialect::default(),
            })
            .unwrap()
    }

    #[test]
    fn an_authorization_url_holds_each_parameter_once() {
        let url =
            url::Url::parse(&url("https://p.example/authorize?x=1&y=%20", Some("a  b"))).unwrap();
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let find = |key: &str| {
            let values: Vec<&str> = pairs
                .iter()
                .filter(|(k, _)| k == key)
                .map(|(_, v)| v.as_str())
                .collect();
            assert_eq!(values.len(), 1, "{key}");
            values[0].to_owned()
        };
        assert_eq!(find("response_type"), "code");
        assert_eq!(find("client_id"), "my client");
        assert_eq!(find("scope"), "a b");
        assert_eq!(find("state"), "st");
        assert_eq!(find("x"), "1");
        assert_eq!(find("access_type"), "offline");
        assert_eq!(find("show_dialog"), "True");
        // The challenge of RFC 7636 appendix B.
        assert_eq!(
            find("code_challenge"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
        assert_eq!(find("code_challenge_method"), "S256");
    }

    #[test]
    fn parameters_in_the_endpoint_give_way_to_ours() {
        let endpoint = "https://p.example/authorize?response_type=code&client_id=zz&scope=x&state=evil&client_secret=hush&y=1";
        let text = url(endpoint, None);
        let pairs: Vec<(String, String)> = url::Url::parse(&text)
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect();
        for once in ["response_type", "client_id", "scope", "state", "y"] {
            assert_eq!(
                pairs.iter().filter(|(name, _)| name == once).count(),
                1,
                "{once}: {text}"
            );
        }
        assert!(!text.contains("evil") && !text.contains("hush"), "{text}");
        assert!(text.contains("scope=x"), "{text}");
    }

    #[test]
    fn a_trailing_question_mark_is_not_doubled() {
        let url = url("https://accounts.example/authorize?", None);
        assert!(
            url.starts_with("https://accounts.example/authorize?response_type=code&"),
            "{url}"
        );
        assert!(!url.contains("scope="));
    }
}
