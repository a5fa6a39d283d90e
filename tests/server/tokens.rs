//! What becomes of tokens: S24 and S25 of the rules of the device grant, and introspection.

use axum::http::StatusCode;

use super::practice::{Answer, ODD_ID, ODD_SECRET, Practice, basic};

impl Practice {
    /// Tokens by the device grant.
    async fn device_tokens(&self) -> Answer {
        let device = self.device().await;
        self.approve(&device).await;
        self.poll(&device).await
    }

    async fn revoke(&self, client: &str, token: &str, hint: &str) -> Answer {
        let form = [
            ("client_id", client),
            ("token", token),
            ("token_type_hint", hint),
        ];
        self.post("/oauth/revoke", &form, None).await
    }

    async fn introspect(&self, token: &str) -> Answer {
        let proof = basic(ODD_ID, ODD_SECRET);
        let form = [("token", token)];
        self.post("/oauth/introspect", &form, Some(&proof)).await
    }

    async fn is_good(&self, access: &str) -> bool {
        self.hello(access).await.status == StatusCode::OK
    }
}

#[tokio::test]
async fn s24_a_replayed_refresh_token_ends_what_came_of_the_device() {
    let practice = Practice::new();
    let first = practice.device_tokens().await;
    let bystander = practice.device_tokens().await;
    let second = practice.refresh(&first.member("refresh_token")).await;
    assert_ne!(
        second.member("refresh_token"),
        first.member("refresh_token")
    );
    assert!(practice.is_good(&second.member("access_token")).await);
    for token in [&first, &second] {
        practice
            .refresh(&token.member("refresh_token"))
            .await
            .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    assert!(!practice.is_good(&first.member("access_token")).await);
    assert!(!practice.is_good(&second.member("access_token")).await);
    assert!(practice.is_good(&bystander.member("access_token")).await);
}

#[tokio::test]
async fn s25_a_client_revokes_its_own_tokens_and_no_others() {
    let practice = Practice::new();
    for unknown in ["nonsense", "non.sense", &"x".repeat(43)] {
        let answer = practice.revoke("demo", unknown, "access_token").await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""));
    }
    let tokens = practice.device_tokens().await;
    let access = tokens.member("access_token");
    let refresh = tokens.member("refresh_token");
    for token in [&access, &refresh] {
        let answer = practice.revoke("other", token, "").await;
        answer.assert_error(StatusCode::BAD_REQUEST, "unauthorized_client");
    }
    assert!(practice.is_good(&access).await);

    // A wrong hint does not matter. An access token goes alone, a refresh token takes all along.
    let answer = practice.revoke("demo", &access, "refresh_token").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!practice.is_good(&access).await);
    let newer = practice.refresh(&refresh).await;
    assert!(practice.is_good(&newer.member("access_token")).await);
    let answer = practice
        .revoke("demo", &newer.member("refresh_token"), "nonsense")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!practice.is_good(&newer.member("access_token")).await);
    practice
        .refresh(&newer.member("refresh_token"))
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");

    let answer = practice.revoke("nobody", &access, "").await;
    answer.assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
    let answer = practice.revoke("demo", "", "").await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
}

#[tokio::test]
async fn a_client_that_may_ask_learns_what_a_token_is_worth() {
    let practice = Practice::new();
    let tokens = practice.device_tokens().await;
    let access = tokens.member("access_token");
    let seen = practice.introspect(&access).await.json();
    assert_eq!(seen["active"], true);
    assert_eq!(seen["client_id"], "demo");
    assert_eq!(seen["scope"], "calendar.read mail");
    assert_eq!(
        (&seen["iat"], &seen["exp"]),
        (&1_000_000.into(), &1_000_300.into())
    );
    let refresh = practice.introspect(&tokens.member("refresh_token")).await;
    assert_eq!(refresh.json()["active"], true);

    practice.clock.advance(300.0);
    let nothing = serde_json::json!({ "active": false });
    for worthless in [access.as_str(), "nonsense"] {
        assert_eq!(practice.introspect(worthless).await.json(), nothing);
    }
    let form = [("client_id", "demo"), ("token", access.as_str())];
    practice
        .post("/oauth/introspect", &form, None)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "unauthorized_client");
}
