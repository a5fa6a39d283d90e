//! Refresh tokens and their families.

use axum::http::StatusCode;

use super::practice::{Practice, refreshing, with};

#[tokio::test]
async fn a_reused_refresh_token_ends_its_family() {
    let practice = Practice::new();
    let first = practice.tokens().await.member("refresh_token");
    let mut newest = first.clone();
    let mut access = String::new();
    for _ in 0..20 {
        let answer = practice.refresh(&newest).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_ne!(answer.member("refresh_token"), newest);
        newest = answer.member("refresh_token");
        access = answer.member("access_token");
    }
    assert_eq!(practice.hello(&access).await.status, StatusCode::OK);
    practice
        .refresh(&first)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    practice
        .refresh(&newest)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    assert_eq!(
        practice.hello(&access).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn another_client_can_neither_use_nor_end_a_family() {
    let practice = Practice::new();
    let token = practice.tokens().await.member("refresh_token");
    let answer = practice
        .token(&with(&refreshing(&token), "client_id", "other"))
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    assert_eq!(practice.refresh(&token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_rotation_a_refresh_token_stays() {
    let practice = Practice::with(|settings| settings.rotate = false);
    let token = practice.tokens().await.member("refresh_token");
    for _ in 0..3 {
        let answer = practice.refresh(&token).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json().get("refresh_token"), None);
    }
}

#[tokio::test]
async fn a_refresh_narrows_the_scope_and_never_widens_it() {
    let practice = Practice::new();
    let token = practice.tokens().await.member("refresh_token");
    let wider = [refreshing(&token), vec![("scope", "mail admin")]].concat();
    practice
        .token(&wider)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_scope");
    let narrower = [refreshing(&token), vec![("scope", "mail")]].concat();
    let answer = practice.token(&narrower).await;
    assert_eq!(answer.member("scope"), "mail");
    let answer = practice.refresh(&answer.member("refresh_token")).await;
    assert_eq!(answer.member("scope"), "calendar.read mail");
}
