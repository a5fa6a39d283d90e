//! The two cookies: whose the front page's form is, and whose the dashboard is.
//!
//! Other ports of this device can read and set them too, as browsers tell cookies apart by host
//! alone. So a session is always a new one, and no cookie but a session's opens anything.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{AppendHeaders, IntoResponse, Response};

use crate::door::SESSION_LIFETIME;
use crate::entropy::Entropy;

/// Whose the form of the front page is.
const VISITOR: &str = "phal_oauth_visitor";

/// Whose the dashboard is.
const SESSION: &str = "phal_oauth_session";

/// A header that gives a cookie or takes it away.
pub(crate) type SetCookie = AppendHeaders<[(HeaderName, String); 1]>;

/// The cookies that a browser sent; a name that comes twice is as good as none.
pub(crate) struct Cookies {
    pub(crate) visitor: Option<String>,
    pub(crate) session: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Cookies {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            visitor: find(&parts.headers, VISITOR),
            session: find(&parts.headers, SESSION),
        })
    }
}

/// Whose browser this is, by a cookie that opens nothing.
pub(crate) struct Visitor {
    /// What its forms' tokens are made for.
    pub(crate) id: String,
    is_new: bool,
}

impl Visitor {
    /// Who has sent these cookies, or somebody new.
    pub(crate) fn of(cookies: Cookies, entropy: &Entropy) -> Self {
        let known = cookies.visitor.filter(|visitor| !visitor.is_empty());
        Self {
            is_new: known.is_none(),
            id: known.unwrap_or_else(|| entropy.token::<16>()),
        }
    }

    /// The page, with the cookie that a new browser gets.
    pub(crate) fn shown(&self, page: Response) -> Response {
        if self.is_new {
            (set_visitor(&self.id), page).into_response()
        } else {
            page
        }
    }
}

/// Gives a browser a name for the time that it is open.
fn set_visitor(name: &str) -> SetCookie {
    set(VISITOR, name, "")
}

/// Gives a browser its session. It ends here when it ends: the browser's own time is only tidiness.
pub(super) fn set_session(session: &str) -> SetCookie {
    set(SESSION, session, &format!("; Max-Age={SESSION_LIFETIME}"))
}

/// Takes a session's cookie away.
pub(super) fn end_session() -> SetCookie {
    set(SESSION, "", "; Max-Age=0")
}

/// No script sees it, and no other site makes the browser send it. `Secure` would keep it from plain
/// http, which is all there is here.
fn set(name: &str, value: &str, life: &str) -> SetCookie {
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{life}");
    AppendHeaders([(SET_COOKIE, cookie)])
}

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).into_iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let value = values.next()?;
    values.next().is_none().then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_one_of_two_is_not_chosen() {
        let cookies = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(COOKIE, line.parse().unwrap());
            }
            find(&headers, SESSION)
        };
        let found = Some("x=y".to_owned());
        assert_eq!(cookies(&["a=b; phal_oauth_session=x=y; c"]), found);
        assert_eq!(cookies(&["a=b", "phal_oauth_session=x=y"]), found);
        assert_eq!(cookies(&["xphal_oauth_session=x", "a"]), None);
        assert_eq!(
            cookies(&["phal_oauth_session=x; phal_oauth_session=y"]),
            None
        );
    }
}
