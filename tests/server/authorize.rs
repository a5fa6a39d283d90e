//! The consent page and the answers that it sends back.

use axum::http::{Method, StatusCode, header};

use super::practice::{CALLBACK, ISSUER, Practice, asking, encode, request_id, with};

#[tokio::test]
async fn a_refusal_is_told_to_the_client() {
    let practice = Practice::new();
    let page = practice.authorize(&asking()).await;
    let answer = practice.decide(&request_id(&page), "deny").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.carried("error").as_deref(), Some("access_denied"));
    assert_eq!(answer.carried("state").as_deref(), Some("s/1 &?"));
    assert_eq!(answer.carried("iss").as_deref(), Some(ISSUER));
    assert_eq!(answer.carried("code"), None);
}

#[tokio::test]
async fn the_page_says_who_asks_for_what_and_stays_private() {
    let practice = Practice::new();
    let page = practice.authorize(&asking()).await;
    for text in [
        "Calendar &#60;b&#62;",
        "calendar.read",
        "192.168.1.5:36536",
        "only practice",
    ] {
        assert!(page.text.contains(text), "{text} is not in {}", page.text);
    }
    assert!(!page.text.contains("<script"));
    assert_eq!(
        page.header(header::CONTENT_SECURITY_POLICY),
        "default-src 'none'; style-src 'self'; form-action 'self' http://192.168.1.5:36536; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    assert_eq!(page.header(header::X_FRAME_OPTIONS), "DENY");
    // `no-referrer` would make the origin of its form `null`.
    assert_eq!(page.header(header::REFERRER_POLICY), "same-origin");
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_wrong_return_address_or_client_never_redirects() {
    let practice = Practice::new();
    let repeated = |name| [asking(), vec![(name, CALLBACK)]].concat();
    let without = |name: &str| with(&asking(), name, "");
    for query in [
        with(
            &asking(),
            "redirect_uri",
            "http://8.8.8.8/auth/callback/demo",
        ),
        with(
            &asking(),
            "redirect_uri",
            "http://192.168.1.5:36536/elsewhere",
        ),
        with(
            &asking(),
            "redirect_uri",
            "https://evil.example/auth/callback/demo",
        ),
        with(&asking(), "client_id", "nobody"),
        without("redirect_uri"),
        without("client_id"),
        repeated("redirect_uri"),
        repeated("client_id"),
    ] {
        let answer = practice.authorize(&query).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query:?}");
        assert!(!answer.headers.contains_key(header::LOCATION), "{query:?}");
        assert!(answer.text.contains("Unknown"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_faulty_request_is_told_to_the_client() {
    let practice = Practice::new();
    for (query, error) in [
        (
            with(&asking(), "response_type", "token"),
            "unsupported_response_type",
        ),
        (with(&asking(), "response_type", ""), "invalid_request"),
        (
            with(&asking(), "code_challenge_method", "plain"),
            "invalid_request",
        ),
        (
            with(&asking(), "code_challenge_method", ""),
            "invalid_request",
        ),
        (with(&asking(), "code_challenge", ""), "invalid_request"),
        (with(&asking(), "scope", "caf\u{e9}"), "invalid_scope"),
        (
            [asking(), vec![("scope", "more")]].concat(),
            "invalid_request",
        ),
    ] {
        let answer = practice.authorize(&query).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query:?}");
        assert_eq!(answer.carried("error").as_deref(), Some(error), "{query:?}");
        assert_eq!(answer.carried("state").as_deref(), Some("s/1 &?"));
        assert_eq!(answer.carried("iss").as_deref(), Some(ISSUER));
    }
    let two_states = [asking(), vec![("state", "s2")]].concat();
    let answer = practice.authorize(&two_states).await;
    assert_eq!(answer.carried("error").as_deref(), Some("invalid_request"));
    assert_eq!(answer.carried("state"), None);
}

#[tokio::test]
async fn get_never_approves() {
    let practice = Practice::new();
    let id = request_id(&practice.authorize(&asking()).await);
    let decided = [
        asking(),
        vec![("request", id.as_str()), ("decision", "approve")],
    ]
    .concat();
    let answer = practice.authorize(&decided).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.headers.contains_key(header::LOCATION));
    let query = encode(&[("request", &id), ("decision", "approve")]);
    let answer = practice
        .ask(Method::GET, &format!("/oauth/authorize?{query}"), None)
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        practice
            .decide(&id, "approve")
            .await
            .carried("code")
            .is_some()
    );
}

#[tokio::test]
async fn head_opens_no_request() {
    let practice = Practice::new();
    let first = request_id(&practice.authorize(&asking()).await);
    let path = format!("/oauth/authorize?{}", encode(&asking()));
    // More than the server keeps open: had they counted, the first would be gone.
    for _ in 0..600 {
        let answer = practice.ask(Method::HEAD, &path, None).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""));
    }
    assert_eq!(
        practice.decide(&first, "approve").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn open_requests_are_bounded() {
    let practice = Practice::new();
    let first = request_id(&practice.authorize(&asking()).await);
    practice.clock.advance(1.0);
    for _ in 0..600 {
        practice.authorize(&asking()).await;
    }
    let last = request_id(&practice.authorize(&asking()).await);
    assert_eq!(
        practice.decide(&first, "approve").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        practice.decide(&last, "approve").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_request_is_decided_once_and_in_time() {
    let practice = Practice::new();
    let id = request_id(&practice.authorize(&asking()).await);
    assert_eq!(
        practice.decide(&id, "maybe").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        practice.decide(&id, "deny").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        practice.decide(&id, "approve").await.status,
        StatusCode::BAD_REQUEST
    );

    let late = request_id(&practice.authorize(&asking()).await);
    practice.clock.advance(600.0);
    assert_eq!(
        practice.decide(&late, "approve").await.status,
        StatusCode::BAD_REQUEST
    );
}
