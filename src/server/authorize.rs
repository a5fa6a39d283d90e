//! The authorization endpoint: checks a request, asks the person, and sends the answer back.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use secrecy::ExposeSecret;

use super::grants::Request;
use super::page::{self, Consent};
use super::parameters::Parameters;
use super::place::Issuer;
use super::redirect::{self, ReturnAddress};
use super::{AuthorizationServer, Client, GrantType, scope};
use crate::words::Words;

/// Bounds what one open request can make the server remember.
const LONGEST_QUERY: usize = 4 * 1024;

/// Shows the consent page. It grants nothing, however often a link preview fetches it.
pub(super) async fn show(
    State(server): State<AuthorizationServer>,
    (words, issuer): (Words, Issuer),
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST_QUERY {
        return page::error(words, "practice-long-title", "practice-long-lead");
    }
    let parameters = Parameters::parse(query.as_bytes());
    let id = parameters.find("client_id").unwrap_or_default();
    let client = match server.find_client(id).await {
        Ok(Some(client)) => client,
        Ok(None) => return page::error(words, "practice-client-title", "practice-client-lead"),
        Err(error) => return server.answer(Err(error.into())),
    };
    let named = parameters.find("redirect_uri");
    // One that occurs twice is not absent.
    let default = client.default_redirect_uri.as_deref();
    let default = default.filter(|_| !parameters.is_repeated("redirect_uri"));
    let uri = named.or(default);
    let uri = uri.and_then(|uri| redirect::find_permitted(&client, &server.0.addresses, uri));
    let Some(uri) = uri else {
        return page::error(words, "practice-return-title", "practice-return-lead");
    };
    let back = ReturnAddress {
        uri,
        state: parameters.find("state").map(str::to_owned),
    };
    let asked = match check(&client, &parameters) {
        Ok(asked) => asked,
        Err((code, description)) => return back.refuse(&issuer, code, &description),
    };
    let request = asked.into_request(&client, named, back);
    match server.0.grants.decided(&request.scope) {
        Some(approved) => send_back(&server, &issuer, request, approved),
        None => ask((&server, words), &client, request),
    }
}

/// Takes the person's decision. The request's id is in nobody's hands but the page's, so it also
/// proves that the form came from there.
pub(super) async fn decide(
    State(server): State<AuthorizationServer>,
    (words, issuer): (Words, Issuer),
    form: Bytes,
) -> Response {
    let parameters = Parameters::parse(&form);
    let approved = match parameters.find("decision") {
        Some("approve") => true,
        Some("deny") => false,
        _ => {
            return page::error(words, "practice-decision-title", "practice-decision-lead");
        }
    };
    let Some(request) = parameters
        .find("request")
        .and_then(|id| server.0.grants.codes().close(id))
    else {
        return page::error(words, "practice-answered-title", "practice-answered-lead");
    };
    send_back(&server, &issuer, request, approved)
}

fn send_back(
    server: &AuthorizationServer,
    issuer: &Issuer,
    request: Request,
    approved: bool,
) -> Response {
    tracing::info!(client.id = request.client_id, approved, "decided");
    if !approved {
        return request
            .back
            .refuse(issuer, "access_denied", "the person refused");
    }
    let (code, back) = server.0.grants.codes().put_code(request);
    back.answer(issuer, &[("code", code.expose_secret())])
}

/// The part of a request that its sender may be told about by redirect.
struct Asked {
    scope: String,
    challenge: String,
}

impl Asked {
    fn into_request(
        self,
        client: &Client,
        redirect_uri: Option<&str>,
        back: ReturnAddress,
    ) -> Request {
        Request {
            client_id: client.id.clone(),
            redirect_uri: redirect_uri.map(str::to_owned),
            back,
            scope: self.scope,
            challenge: self.challenge,
        }
    }
}

/// The error of a request, by its code and in words.
type Fault = (&'static str, Cow<'static, str>);

fn check(client: &Client, parameters: &Parameters) -> Result<Asked, Fault> {
    let fault = |code, words: &'static str| (code, Cow::Borrowed(words));
    if !client.may_begin(GrantType::Code) {
        return Err(fault(
            "unauthorized_client",
            "this client may not use codes",
        ));
    }
    if parameters.has_repeated() {
        return Err(fault("invalid_request", "a parameter occurs twice"));
    }
    match parameters.find("response_type") {
        Some("code") => {}
        Some(_) => {
            return Err(fault(
                "unsupported_response_type",
                "response_type must be code",
            ));
        }
        None => return Err(fault("invalid_request", "response_type is missing")),
    }
    if parameters.find("code_challenge_method") != Some("S256") {
        return Err(fault(
            "invalid_request",
            "code_challenge_method must be S256",
        ));
    }
    let Some(challenge) = parameters
        .find("code_challenge")
        .filter(|text| is_challenge(text))
    else {
        return Err(fault(
            "invalid_request",
            "code_challenge must be 43 characters of base64url",
        ));
    };
    let scope = scope::find_granted(client, parameters.find("scope"), true)
        .map_err(|refused| ("invalid_scope", refused.to_string().into()))?;
    Ok(Asked {
        scope,
        challenge: challenge.to_owned(),
    })
}

fn ask(
    (server, words): (&AuthorizationServer, Words),
    client: &Client,
    request: Request,
) -> Response {
    let scope = request.scope.clone();
    let destination = request.back.uri.clone();
    let id = server.0.grants.codes().open(request);
    let page = Consent {
        words,
        client: &client.name,
        scopes: scope.split(' ').collect(),
        destination: page::host_of(&destination),
        request: &id,
    };
    page::consent(&page, &destination)
}

/// The length of a SHA-256 digest in base64url.
fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_43_characters_of_base64url() {
        assert!(is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        assert!(!is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c="));
        assert!(!is_challenge("short"));
    }
}
