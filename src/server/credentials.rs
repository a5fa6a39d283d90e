//! How a client proves who it is at the token endpoint.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded;

use super::error::Error;
use super::parameters::Parameters;
use super::{AuthorizationServer, Client};
use crate::digest::Digest;

/// What a request says about its sender.
struct Credentials {
    id: String,
    secret: Option<SecretString>,
}

/// The client that sent the request, by HTTP Basic, by the form, or by its id alone if it is a
/// public one ([RFC 6749, section 2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3)).
pub(super) async fn authenticate(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Client, Error> {
    let credentials = read(headers, parameters)?;
    let client = server.find_client(&credentials.id).await?;
    let known = client.as_ref().and_then(|client| client.secret.as_ref());
    let given = credentials.secret.as_ref().map(ExposeSecret::expose_secret);
    let proven = match (known, given) {
        (None, None) => true,
        (Some(known), Some(given)) => known.is_of(given),
        (None, Some(given)) => {
            // It only takes as long for an unknown client as for a known one.
            let _ = Digest::of("").is_of(given);
            false
        }
        (Some(_), None) => false,
    };
    client.filter(|_| proven).ok_or(Error::InvalidClient)
}

/// The scheme and the rest of the one `Authorization` header, or an error where there are two.
fn authorization(headers: &HeaderMap) -> Result<Option<(&str, &str)>, Error> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(Error::InvalidRequest("there are two Authorization headers"));
    }
    // Text that is no header text fits no scheme, and is refused as such.
    let value = value.to_str().unwrap_or_default();
    Ok(Some(value.split_once(' ').unwrap_or((value, ""))))
}

fn read(headers: &HeaderMap, parameters: &Parameters) -> Result<Credentials, Error> {
    let id = parameters.find("client_id");
    let secret = parameters.find("client_secret");
    let Some((scheme, value)) = authorization(headers)? else {
        let id = id.ok_or(Error::InvalidClient)?.to_owned();
        return Ok(Credentials {
            id,
            secret: secret.map(SecretString::from),
        });
    };
    if secret.is_some() {
        return Err(Error::InvalidRequest(
            "the client authenticates in two ways",
        ));
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(Error::InvalidClient);
    }
    let credentials = parse_basic(value).ok_or(Error::InvalidClient)?;
    if id.is_some_and(|id| id != credentials.id) {
        return Err(Error::InvalidRequest(
            "the form and the header name two clients",
        ));
    }
    Ok(credentials)
}

fn parse_basic(value: &str) -> Option<Credentials> {
    let text = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let secret = form_decode(secret);
    Some(Credentials {
        id: form_decode(id),
        // Libraries send an empty secret for a public client.
        secret: (!secret.is_empty()).then(|| SecretString::from(secret)),
    })
}

/// Undoes the form encoding that comes before Basic's own.
fn form_decode(text: &str) -> String {
    // Many clients do not encode at all, and a raw `&` would end the value here.
    let pair = format!("={}", text.replace('&', "%26"));
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(text: &str) -> Option<(String, Option<String>)> {
        let credentials = parse_basic(&STANDARD.encode(text))?;
        let secret = credentials
            .secret
            .map(|secret| secret.expose_secret().to_owned());
        Some((credentials.id, secret))
    }

    #[test]
    fn basic_is_form_decoded_after_the_colon_is_found() {
        let (id, secret) = basic("odd%2Bclient+id:s3cr%2Bt%3A%2F+%2540%26%3D~").unwrap();
        assert_eq!(id, "odd+client id");
        assert_eq!(secret.as_deref(), Some("s3cr+t:/ %40&=~"));
    }

    #[test]
    fn a_raw_ampersand_does_not_cut_the_secret() {
        assert_eq!(
            basic("id:a&b=c:d"),
            Some(("id".to_owned(), Some("a&b=c:d".to_owned())))
        );
    }

    #[test]
    fn an_empty_secret_is_none() {
        assert_eq!(basic("id:"), Some(("id".to_owned(), None)));
        assert_eq!(basic("id"), None);
    }
}
