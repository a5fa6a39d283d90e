//! Who reads a page: the language that the browser asks for, else the device's own.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;

use crate::words::{Language, Words};

impl<S: Sync> FromRequestParts<S> for Words {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get(ACCEPT_LANGUAGE);
        let accepted = accepted
            .and_then(|header| header.to_str().ok())
            .and_then(Language::from_accept_language);
        // The router carries the device's language as an extension.
        let own = || parts.extensions.get::<Language>().copied();
        let language = accepted.or_else(own).unwrap_or(Language::En);
        Ok(Self::of(language))
    }
}
