//! The authorization endpoint: checks a request, asks the person, and sends the answer back.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use super::grants::Request;
use super::page::{self, Consent};
use super::parameters::Parameters;
use super::redirect::{self, ReturnAddress};
use super::{AuthorizationServer, Client};
use crate::words::Words;

/// Bounds what one open request can make the server remember.
const LONGEST_QUERY: usize = 4 * 1024;

/// What is granted to a client that names no scope.
const DEFAULT_SCOPE: &str = "hello";

/// Shows the consent page. It grants nothing, however often a link preview fetches it.
pub(super) async fn show(
    State(server): State<AuthorizationServer>,
    words: Words,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST_QUERY {
        return page::error(words, "practice-long-title", "practice-long-lead");
    }
    let parameters = Parameters::parse(query.as_bytes());
    let Some(client) = parameters
        .find("client_id")
        .and_then(|id| server.find_client(id))
    else {
        return page::error(words, "practice-client-title", "practice-client-lead");
    };
    let permitted = parameters.find("redirect_uri").and_then(|uri| {
        let parsed = redirect::find_permitted(client, &server.0.addresses, uri)?;
        Some((uri, parsed))
    });
    let Some((redirect_uri, uri)) = permitted else {
        return page::error(words, "practice-return-title", "practice-return-lead");
    };
    let back = ReturnAddress {
        uri,
        state: parameters.find("state").map(str::to_owned),
    };
    match check(&parameters) {
        Ok(asked) => ask(
            (&server, words),
            client,
            asked.into_request(client, redirect_uri, back),
        ),
        Err((code, description)) => back.refuse(&server.0.issuer, code, description),
    }
}

/// Answers `HEAD` without opening a request.
pub(super) async fn look() -> impl IntoResponse {
    page::headers("'none'")
}

/// Takes the person's decision. The request's id is in nobody's hands but the page's, so it also
/// proves that the form came from there.
pub(super) async fn decide(
    State(server): State<AuthorizationServer>,
    words: Words,
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
        .and_then(|id| server.0.grants.close(id))
    else {
        return page::error(words, "practice-answered-title", "practice-answered-lead");
    };
    let issuer = &server.0.issuer;
    tracing::info!(
        client.id = request.client_id,
        approved,
        "the person decided"
    );
    if !approved {
        return request
            .back
            .refuse(issuer, "access_denied", "the person refused");
    }
    let (code, back) = server.0.grants.put_code(request);
    back.answer(issuer, &[("code", code.expose_secret())])
}

/// The part of a request that its sender may be told about by redirect.
struct Asked {
    scope: String,
    challenge: String,
}

impl Asked {
    fn into_request(self, client: &Client, redirect_uri: &str, back: ReturnAddress) -> Request {
        Request {
            client_id: client.id.clone(),
            redirect_uri: redirect_uri.to_owned(),
            back,
            scope: self.scope,
            challenge: self.challenge,
        }
    }
}

fn check(parameters: &Parameters) -> Result<Asked, (&'static str, &'static str)> {
    if parameters.has_repeated() {
        return Err(("invalid_request", "a parameter occurs twice"));
    }
    match parameters.find("response_type") {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "response_type must be code")),
        None => return Err(("invalid_request", "response_type is missing")),
    }
    if parameters.find("code_challenge_method") != Some("S256") {
        return Err(("invalid_request", "code_challenge_method must be S256"));
    }
    let Some(challenge) = parameters
        .find("code_challenge")
        .filter(|text| is_challenge(text))
    else {
        return Err((
            "invalid_request",
            "code_challenge must be 43 characters of base64url",
        ));
    };
    let scope = parameters.find("scope").unwrap_or(DEFAULT_SCOPE);
    let Some(scope) = parse_scope(scope) else {
        return Err((
            "invalid_scope",
            "scope holds a character that is not allowed",
        ));
    };
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
    let id = server.0.grants.open(request);
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

/// The scope with each of its words once, or nothing where one is not a word of
/// [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).
fn parse_scope(scope: &str) -> Option<String> {
    let is_word_character = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for word in scope.split(' ').filter(|word| !word.is_empty()) {
        if !word.chars().all(is_word_character) {
            return None;
        }
        if seen.insert(word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_keeps_its_order_and_loses_its_repetitions() {
        assert_eq!(parse_scope("b a  b").as_deref(), Some("b a"));
        assert_eq!(parse_scope("say \"hi\""), None);
        assert_eq!(parse_scope("caf\u{e9}"), None);
        assert_eq!(parse_scope(" "), None);
    }

    #[test]
    fn a_challenge_is_43_characters_of_base64url() {
        assert!(is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        assert!(!is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c="));
        assert!(!is_challenge("short"));
    }
}
