//! What a practice server does on demand.

use axum::http::{StatusCode, header};
use phal_oauth::server::{Decision, Failure};

use super::practice::{Answer, Practice, asking, redeeming, with};

impl Practice {
    async fn device_with(&self, scope: &str) -> Answer {
        let form = [("client_id", "demo"), ("scope", scope)];
        self.post("/oauth/device_authorization", &form, None).await
    }
}

#[tokio::test]
async fn a_scope_approves_or_refuses_without_a_person() {
    let practice = Practice::new();
    let device = practice.device_with("hello practice:approve").await;
    assert_eq!(practice.poll(&device).await.status, StatusCode::OK);
    let device = practice.device_with("practice:refuse").await;
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "access_denied");

    let answer = practice
        .authorize(&with(&asking(), "scope", "practice:approve"))
        .await;
    let code = answer.carried("code").unwrap();
    assert_eq!(
        practice.token(&redeeming(&code)).await.status,
        StatusCode::OK
    );
    let answer = practice
        .authorize(&with(&asking(), "scope", "practice:refuse"))
        .await;
    assert_eq!(answer.carried("error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn a_scope_makes_times_short_and_polls_slow() {
    let practice = Practice::new();
    let device = practice.device_with("practice:expire").await;
    assert_eq!(device.json()["expires_in"], 1);
    practice.clock.advance(1.0);
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "expired_token");

    let device = practice.device_with("practice:slow practice:approve").await;
    let first = practice.poll(&device).await;
    first.assert_error(StatusCode::BAD_REQUEST, "slow_down");
    assert_eq!(practice.poll(&device).await.status, StatusCode::OK);
    let device = practice.device_with("practice:slow").await;
    for error in ["slow_down", "authorization_pending"] {
        practice
            .poll(&device)
            .await
            .assert_error(StatusCode::BAD_REQUEST, error);
        practice.clock.advance(10.0);
    }

    let device = practice
        .device_with("practice:short practice:approve")
        .await;
    let tokens = practice.poll(&device).await;
    assert_eq!(tokens.json()["expires_in"], 5);
    practice.clock.advance(5.0);
    let hello = practice.hello(&tokens.member("access_token")).await;
    assert_eq!(hello.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_scope_makes_refreshes_fail_for_good_or_for_now() {
    let practice = Practice::new();
    let device = practice.device_with("practice:approve practice:lost").await;
    let lost = practice.poll(&device).await.member("refresh_token");
    let device = practice
        .device_with("practice:approve practice:unavailable")
        .await;
    let kept = practice.poll(&device).await.member("refresh_token");
    for _ in 0..2 {
        practice
            .refresh(&lost)
            .await
            .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
        let answer = practice.refresh(&kept).await;
        answer.assert_error(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable");
        assert_eq!(answer.header(header::RETRY_AFTER), "1");
    }
}

#[tokio::test]
async fn settings_decide_and_fail_for_all() {
    let practice = Practice::with(|settings| settings.decision = Decision::Refuse);
    let device = practice.device().await;
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "access_denied");
    for (failure, status) in [
        (Failure::InvalidGrant, 400),
        (Failure::InvalidClient, 401),
        (Failure::ServerError, 500),
        (Failure::Html, 502),
        (Failure::Unavailable, 503),
    ] {
        let practice = Practice::with(|settings| settings.failure = Some(failure));
        let device = practice.device_with("practice:approve").await;
        let answer = practice.poll(&device).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.text.starts_with('<'), status == 502);
    }
}

#[tokio::test]
async fn answers_name_the_page_about_errors_where_there_is_one() {
    let page = "https://skills.example/errors";
    let practice = Practice::with(|settings| settings.error_page = Some(page.to_owned()));
    let device = practice.device().await;
    assert_eq!(practice.poll(&device).await.member("error_uri"), page);
    let plain = Practice::new();
    let device = plain.device().await;
    assert_eq!(plain.poll(&device).await.member("error_uri"), "");
}
