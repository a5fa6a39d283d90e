//! Any query as a callback.

use http::StatusCode;
use secrecy::ExposeSecret;
use url::form_urlencoded;

use super::device::{Came, Device, RECEIPT, WAITING, check_said, granting};
use crate::callback::{AuthorizationAnswer, CALLBACK_PATH, Callback};
use crate::http::{Answered, Visit};

thread_local! {
    static DEVICE: Device = Device::new();
}

/// A query that is taken has its state and either a code or an error, each once, and reads back. It
/// ends the login of its state, once, and any other query writes and says nothing.
pub fn callback_query(bytes: &[u8]) {
    let query = String::from_utf8_lossy(bytes);
    let parsed = Callback::parse(None, &query);
    match &parsed {
        Ok(callback) => check_taken(&query, callback),
        Err(refusal) => {
            let is_known = matches!(refusal.code(), "state_unknown" | "invalid_request");
            // The four names are all that may be repeated of a query.
            assert!(is_known && refusal.to_string().len() < 80, "{refusal}");
        }
    }
    let state = parsed
        .as_ref()
        .map_or("", |callback| callback.state.as_str());
    DEVICE.with(|device| {
        device.set_back();
        let Some(first) = visit(device, &query) else {
            return;
        };
        check_visit(&first, &query, state == WAITING);
        if first.written > 0 {
            let again = visit(device, &query).unwrap();
            assert_eq!(
                (again.written, again.asked),
                (0, 0),
                "a code was used twice"
            );
            assert!(again.said.is_empty(), "a login ended twice");
            assert_eq!(again.of.location, first.of.location);
        }
    });
}

fn check_taken(query: &str, callback: &Callback) {
    let times = |name: &str| {
        form_urlencoded::parse(query.as_bytes())
            .filter(|(key, _)| key == name)
            .count()
    };
    assert!(
        ["code", "state", "error", "iss"]
            .iter()
            .all(|name| times(name) <= 1)
    );
    assert!(!callback.state.is_empty());
    let mut printed = form_urlencoded::Serializer::new(String::new());
    printed.append_pair("state", &callback.state);
    match &callback.answer {
        AuthorizationAnswer::Code(code) => printed.append_pair("code", code.expose_secret()),
        AuthorizationAnswer::Error(error) => printed.append_pair("error", error),
    };
    if let Some(issuer) = &callback.issuer {
        printed.append_pair("iss", issuer);
    }
    let printed = printed.finish();
    let read = Callback::parse(None, &printed).unwrap();
    assert_eq!(
        (&read.state, &read.issuer),
        (&callback.state, &callback.issuer)
    );
    match (&read.answer, &callback.answer) {
        (AuthorizationAnswer::Code(one), AuthorizationAnswer::Code(other)) => {
            assert!(!one.expose_secret().is_empty());
            assert_eq!(one.expose_secret(), other.expose_secret());
        }
        (AuthorizationAnswer::Error(one), AuthorizationAnswer::Error(other)) => {
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
            assert!(one == other && one.bytes().all(is_plain));
        }
        _ => panic!("{printed}"),
    }
}

fn check_visit(came: &Came<Answered>, query: &str, is_waiting: bool) {
    let Answered { status, location } = &came.of;
    assert_eq!(came.written > 0, is_waiting, "{status} {query}");
    assert!(came.asked <= 1);
    for outgoing in &came.said {
        check_said(outgoing, query);
        assert!(outgoing.connection.is_none(), "nobody has asked");
    }
    if is_waiting {
        assert_eq!(
            location.as_deref(),
            Some(format!("/done/{RECEIPT}").as_str())
        );
        let succeeded = came.said_on("oauth.login.succeeded").len();
        assert_eq!(succeeded + came.said_on("oauth.login.failed").len(), 1);
        assert_eq!(came.said_on("oauth.token.response.").len(), succeeded);
        assert_eq!(came.asked, usize::from(succeeded == 1));
    } else {
        let is_refused = matches!(*status, StatusCode::BAD_REQUEST | StatusCode::GONE);
        assert!(is_refused && location.is_none(), "{status} {query}");
        assert!(came.said.is_empty() && came.asked == 0);
    }
}

/// A browser at the callback of the app that waits; `None` for what no browser can send.
fn visit(device: &Device, query: &str) -> Option<Came<Answered>> {
    let visit = Visit::of(&format!("{CALLBACK_PATH}skill_app"), query)?;
    let came = device.run(granting(), async |flows| visit.pay(flows).await.unwrap());
    Some(came)
}
