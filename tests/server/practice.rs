//! A practice server with a client and a browser to ask it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use phal_oauth::clock::Clock;
use phal_oauth::entropy::Entropy;
use phal_oauth::server::{AuthorizationServer, Client, Settings};
use serde_json::Value;
use tower::ServiceExt;
use url::{Url, form_urlencoded};

pub(super) const ISSUER: &str = "http://192.168.1.5:8080";
pub(super) const CALLBACK: &str = "http://192.168.1.5:36536/auth/callback/demo";
/// The pair of RFC 7636, appendix B.
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(super) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// What a client calls itself; a page must not take it for markup.
pub(super) const NAME: &str = "Calendar <b>";
pub(super) const ODD_ID: &str = "odd+client id";
pub(super) const ODD_SECRET: &str = "s3cr+t:/ %40&=~\u{e4}";

pub(super) type Fields<'a> = &'a [(&'a str, &'a str)];

pub(super) struct Practice {
    pub(super) router: Router,
    pub(super) clock: Clock,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(super) fn member(&self, name: &str) -> String {
        self.json()
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    pub(super) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// A member of the answer that the redirect carries.
    pub(super) fn carried(&self, name: &str) -> Option<String> {
        let location = Url::parse(self.header(header::LOCATION)).unwrap();
        let mut values = location.query_pairs().filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| value.into_owned());
        assert!(values.next().is_none(), "{name} occurs twice");
        value
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(super) fn hidden(&self, name: &str) -> String {
        let field = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.text.split_once(&field).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }

    #[track_caller]
    pub(super) fn assert_error(&self, status: StatusCode, code: &str) {
        assert_eq!(
            (self.status, self.member("error").as_str()),
            (status, code),
            "{}",
            self.text
        );
        assert_eq!(self.header(header::CACHE_CONTROL), "no-store");
    }
}

impl Practice {
    pub(super) fn new() -> Self {
        Self::with(|_| ())
    }

    /// With other settings.
    pub(super) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            access_lifetime: 300,
            clients: vec![
                Client::new("demo", NAME),
                Client::new("other", "Other"),
                Client {
                    secret: Some(ODD_SECRET.into()),
                    introspects: true,
                    ..Client::new(ODD_ID, NAME)
                },
            ],
            ..Settings::default()
        };
        change(&mut settings);
        let clock = Clock::manual(1_000_000.0);
        let server =
            AuthorizationServer::practice(settings, clock.clone(), Entropy::system()).unwrap();
        Self {
            router: server.router(),
            clock,
        }
    }

    /// Asks at the issuer's host, unless the request names another.
    pub(super) async fn send(&self, mut request: Request<Body>) -> Answer {
        let host = HeaderValue::from_static("192.168.1.5:8080");
        request.headers_mut().entry(header::HOST).or_insert(host);
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        authorization: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(value) = authorization {
            request = request.header(header::AUTHORIZATION, value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(
        &self,
        path: &str,
        form: Fields<'_>,
        authorization: Option<&str>,
    ) -> Answer {
        let mut request = Request::post(path).header(
            header::CONTENT_TYPE,
            "application/x-www-form-urlencoded; charset=UTF-8",
        );
        if let Some(value) = authorization {
            request = request.header(header::AUTHORIZATION, value);
        }
        self.send(request.body(encode(form).into()).unwrap()).await
    }

    pub(super) async fn authorize(&self, query: Fields<'_>) -> Answer {
        self.ask(
            Method::GET,
            &format!("/oauth/authorize?{}", encode(query)),
            None,
        )
        .await
    }

    pub(super) async fn decide(&self, request: &str, decision: &str) -> Answer {
        self.post(
            "/oauth/authorize",
            &[("request", request), ("decision", decision)],
            None,
        )
        .await
    }

    pub(super) async fn token(&self, form: Fields<'_>) -> Answer {
        self.post("/oauth/token", form, None).await
    }

    pub(super) async fn code_for(&self, client: &str) -> String {
        let page = self.authorize(&with(&asking(), "client_id", client)).await;
        let answer = self.decide(&request_id(&page), "approve").await;
        answer.carried("code").unwrap()
    }

    pub(super) async fn tokens(&self) -> Answer {
        let code = self.code_for("demo").await;
        let answer = self.token(&redeeming(&code)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer
    }

    pub(super) async fn refresh(&self, token: &str) -> Answer {
        self.token(&refreshing(token)).await
    }

    pub(super) async fn hello(&self, access: &str) -> Answer {
        self.ask(Method::GET, "/hello", Some(&format!("Bearer {access}")))
            .await
    }
}

pub(super) fn encode(fields: Fields<'_>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

pub(super) fn asking() -> Vec<(&'static str, &'static str)> {
    vec![
        ("response_type", "code"),
        ("client_id", "demo"),
        ("redirect_uri", CALLBACK),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("state", "s/1 &?"),
        ("scope", "calendar.read mail"),
    ]
}

pub(super) fn redeeming(code: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("client_id", "demo"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ]
}

pub(super) fn refreshing(token: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", "refresh_token"),
        ("client_id", "demo"),
        ("refresh_token", token),
    ]
}

/// The fields with one of them changed.
pub(super) fn with<'a>(
    fields: &[(&'a str, &'a str)],
    name: &str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .map(|&(key, old)| (key, if key == name { value } else { old }))
        .collect()
}

pub(super) fn request_id(page: &Answer) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.hidden("request")
}

pub(super) fn basic(id: &str, secret: &str) -> String {
    let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!(
        "Basic {}",
        STANDARD.encode(format!("{}:{}", form(id), form(secret)))
    )
}
