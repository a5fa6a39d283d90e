//! The device grant, as a device sees it: S01 to S07, S11, S12, S17 to S23, S26 and S29 of its rules.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use axum::http::{Method, Request, StatusCode, header};
use phal_oauth::server::{Client, GrantType, check_place};
use tokio::runtime::Builder;

use super::practice::{Answer, ISSUER, ODD_ID, ODD_SECRET, Practice, basic, refreshing, with};

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
const ENDPOINT: &str = "/oauth/device_authorization";
const LETTERS: &str = "BCDFGHJKLMNPQRSTVWXZ";

impl Practice {
    pub(super) async fn device(&self) -> Answer {
        let asking = [("client_id", "demo"), ("scope", "calendar.read mail")];
        let answer = self.post(ENDPOINT, &asking, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer
    }

    pub(super) async fn poll(&self, device: &Answer) -> Answer {
        self.token(&polling(&device.member("device_code"))).await
    }
}

fn polling(code: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", DEVICE_GRANT),
        ("client_id", "demo"),
        ("device_code", code),
    ]
}

#[tokio::test]
async fn s01_only_a_form_without_repetitions_is_taken() {
    let practice = Practice::new();
    let answer = practice.ask(Method::GET, ENDPOINT, None).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    let json = Request::post(ENDPOINT).header(header::CONTENT_TYPE, "application/json");
    let answer = practice
        .send(json.body(r#"{"client_id":"demo"}"#.into()).unwrap())
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    let bare = practice.send(
        Request::post(ENDPOINT)
            .body("client_id=demo".into())
            .unwrap(),
    );
    bare.await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    let twice = [("client_id", "demo"), ("scope", "a"), ("scope", "a")];
    let answer = practice.post(ENDPOINT, &twice, None).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    // An empty parameter is absent, an unknown one ignored.
    let odd = [("client_id", "demo"), ("scope", ""), ("audience", "x")];
    assert_eq!(
        practice.post(ENDPOINT, &odd, None).await.status,
        StatusCode::OK
    );
}

#[test]
fn s02_without_tls_it_listens_on_this_machine_or_in_the_home_network_alone() {
    for near in ["127.0.0.1", "::1", "192.168.1.5", "10.0.0.1", "fd00::1"] {
        assert_eq!(check_place(near.parse().unwrap()), Ok(()), "{near}");
    }
    for far in ["0.0.0.0", "::", "203.0.113.9", "8.8.8.8", "2001:db8::1"] {
        let refused = check_place(far.parse().unwrap()).unwrap_err();
        assert!(refused.to_string().contains("no TLS"), "{far}: {refused}");
    }
}

#[tokio::test]
async fn s03_a_client_is_known_and_proves_who_it_is() {
    let practice = Practice::with(|settings| {
        settings.clients.push(Client {
            grant_types: vec![GrantType::Code],
            ..Client::new("browser", "Browser")
        });
    });
    let asking = |id| [("client_id", id)];
    let unknown = practice.post(ENDPOINT, &asking("nobody"), None).await;
    unknown.assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
    for proof in [None, Some("wrong")] {
        let proof = proof.map(|secret| basic(ODD_ID, secret));
        let answer = practice
            .post(ENDPOINT, &asking(ODD_ID), proof.as_deref())
            .await;
        answer.assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
        // An unknown client and a wrong secret are told apart by nothing.
        assert_eq!(answer.text, unknown.text);
    }
    let proof = basic(ODD_ID, ODD_SECRET);
    let answer = practice.post(ENDPOINT, &[], Some(&proof)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let answer = practice.post(ENDPOINT, &[], None).await;
    answer.assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
    let answer = practice.post(ENDPOINT, &asking("browser"), None).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "unauthorized_client");
}

#[tokio::test]
async fn s04_a_scope_that_the_client_may_not_have_is_refused() {
    let practice = Practice::with(|settings| {
        settings.clients.push(Client {
            scopes: Some(vec!["hello".to_owned(), "mail".to_owned()]),
            ..Client::new("narrow", "Narrow")
        });
    });
    for (scope, allowed) in [
        ("mail hello", true),
        ("mail admin", false),
        ("caf\u{e9}", false),
        ("practice:nonsense", false),
    ] {
        let asking = [("client_id", "narrow"), ("scope", scope)];
        let answer = practice.post(ENDPOINT, &asking, None).await;
        if allowed {
            assert_eq!(answer.status, StatusCode::OK, "{scope}: {}", answer.text);
        } else {
            answer.assert_error(StatusCode::BAD_REQUEST, "invalid_scope");
        }
    }
}

#[tokio::test]
async fn s05_the_answer_is_json_that_nobody_keeps() {
    let answer = Practice::new().device().await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let json = answer.json();
    let members: BTreeSet<_> = json.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "device_code",
        "expires_in",
        "interval",
        "user_code",
        "verification_uri",
        "verification_uri_complete",
    ];
    assert_eq!(members, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn s06_a_device_code_has_256_bits() {
    let practice = Practice::new();
    let one = practice.device().await.member("device_code");
    let other = practice.device().await.member("device_code");
    assert_ne!(one, other);
    // 32 bytes of base64url; that none is stored as it is is tested where they are stored.
    assert_eq!((one.len(), other.len()), (43, 43));
}

#[tokio::test]
async fn s07_user_codes_have_eight_letters_out_of_twenty_and_no_two_are_alike() {
    let practice = Practice::new();
    let mut codes = BTreeSet::new();
    for round in 0..5 {
        for _ in 0..100 {
            let code = practice.device().await.member("user_code");
            let (left, right) = code.split_once('-').unwrap();
            assert_eq!((left.len(), right.len()), (4, 4), "{code}");
            let mut letters = left.chars().chain(right.chars());
            assert!(letters.all(|letter| LETTERS.contains(letter)), "{code}");
            assert!(codes.insert(code), "{round}");
        }
        practice.clock.advance(600.0);
    }
}

#[tokio::test]
async fn s11_a_code_lasts_as_long_as_told() {
    let practice = Practice::with(|settings| settings.code_lifetime = 900);
    let device = practice.device().await;
    assert_eq!(device.json()["expires_in"], 900);
    practice.clock.advance(899.0);
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "authorization_pending");
    practice.clock.advance(1.0);
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "expired_token");
}

#[tokio::test]
async fn s12_the_address_to_type_is_short() {
    let device = Practice::new().device().await;
    let typed = device.member("verification_uri");
    assert_eq!(typed, format!("{ISSUER}/activate"));
    assert!(typed.len() <= 40, "{typed}");
    let scanned = device.member("verification_uri_complete");
    let code = device.member("user_code");
    assert!(
        scanned.starts_with(&format!("{typed}?user_code={code}&key=")),
        "{scanned}"
    );
}

#[tokio::test]
async fn s17_an_undecided_device_waits() {
    let practice = Practice::new();
    let device = practice.device().await;
    for _ in 0..3 {
        let answer = practice.poll(&device).await;
        answer.assert_error(StatusCode::BAD_REQUEST, "authorization_pending");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
        practice.clock.advance(5.0);
    }
}

#[tokio::test]
async fn s18_a_hasty_device_is_slowed_down_and_stays_so() {
    let practice = Practice::new();
    let device = practice.device().await;
    assert_eq!(device.json()["interval"], 5);
    for (seconds, error) in [
        (0.0, "authorization_pending"),
        (4.6, "authorization_pending"),
        (4.4, "slow_down"),
        (9.6, "authorization_pending"),
        // Ten seconds from now on, and each haste adds five.
        (5.0, "slow_down"),
        (10.0, "slow_down"),
        (20.0, "authorization_pending"),
        (19.6, "authorization_pending"),
        (15.0, "slow_down"),
    ] {
        practice.clock.advance(seconds);
        let answer = practice.poll(&device).await;
        answer.assert_error(StatusCode::BAD_REQUEST, error);
    }
    // Haste costs time alone: who has been approved gets the tokens.
    practice.approve(&device).await;
    assert_eq!(practice.poll(&device).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s19_refusal_and_time_end_the_grant() {
    let practice = Practice::new();
    let refused = practice.device().await;
    practice.refuse(&refused).await;
    let late = practice.device().await;
    for (device, error) in [(&refused, "access_denied"), (&late, "expired_token")] {
        if error == "expired_token" {
            practice.clock.advance(600.0);
        }
        practice
            .poll(device)
            .await
            .assert_error(StatusCode::BAD_REQUEST, error);
        practice
            .poll(device)
            .await
            .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    }
}

#[tokio::test]
async fn s20_a_device_code_belongs_to_its_client() {
    let practice = Practice::new();
    let device = practice.device().await;
    practice.approve(&device).await;
    let code = device.member("device_code");
    let stolen = with(&polling(&code), "client_id", "other");
    practice
        .token(&stolen)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    assert_eq!(practice.poll(&device).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s21_fifty_parallel_polls_get_exactly_one_token() {
    let practice = Practice::new();
    let device = practice.device().await;
    practice.approve(&device).await;
    let start = Barrier::new(50);
    let poll = || {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        start.wait();
        runtime.block_on(practice.poll(&device))
    };
    let answers: Vec<Answer> = thread::scope(|scope| {
        let polls: Vec<_> = (0..50).map(|_| scope.spawn(poll)).collect();
        polls.into_iter().map(|poll| poll.join().unwrap()).collect()
    });
    let (good, rest): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.status == StatusCode::OK);
    assert_eq!(good.len(), 1);
    for answer in rest {
        answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    }
}

#[tokio::test]
async fn s22_other_grants_are_not_supported() {
    let practice = Practice::new();
    let device = practice.device().await;
    let code = device.member("device_code");
    for (grant, error) in [
        ("password", "unsupported_grant_type"),
        ("device_code", "unsupported_grant_type"),
        ("", "invalid_request"),
    ] {
        let answer = practice
            .token(&with(&polling(&code), "grant_type", grant))
            .await;
        answer.assert_error(StatusCode::BAD_REQUEST, error);
    }
    for code in ["", "unknown"] {
        let error = if code.is_empty() {
            "invalid_request"
        } else {
            "invalid_grant"
        };
        let answer = practice.token(&polling(code)).await;
        answer.assert_error(StatusCode::BAD_REQUEST, error);
    }
}

#[tokio::test]
async fn s23_the_metadata_names_the_device_grant_at_the_address_asked() {
    let practice = Practice::new();
    for path in [
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration",
    ] {
        for host in ["192.168.1.5:8080", "localhost:8628"] {
            let asked = Request::get(path).header(header::HOST, host);
            let metadata = practice
                .send(asked.body(String::new().into()).unwrap())
                .await;
            assert_eq!(metadata.member("issuer"), format!("http://{host}"));
            assert_eq!(
                metadata.member("device_authorization_endpoint"),
                format!("http://{host}{ENDPOINT}")
            );
            let grants = metadata.json()["grant_types_supported"].clone();
            assert!(
                grants.as_array().unwrap().contains(&DEVICE_GRANT.into()),
                "{grants}"
            );
        }
    }
}

#[tokio::test]
async fn s26_open_grants_are_capped_and_old_ones_swept() {
    let practice = Practice::with(|settings| {
        let flooding = (0..20).map(|number| Client::new(&format!("c{number}"), "Flood"));
        settings.clients.extend(flooding);
    });
    let ask = async |client: String| {
        practice
            .post(ENDPOINT, &[("client_id", &client)], None)
            .await
    };
    let first = practice.device().await;
    let mut taken = 1;
    for number in 0..160 {
        let answer = ask(format!("c{}", number % 20)).await;
        if answer.status == StatusCode::OK {
            taken += 1;
            continue;
        }
        answer.assert_error(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable");
        assert_eq!(answer.header(header::RETRY_AFTER), "60");
    }
    assert_eq!(taken, 128, "one source has no more");
    // A flood does not put out who was there before.
    practice.approve(&first).await;
    assert_eq!(practice.poll(&first).await.status, StatusCode::OK);
    practice.clock.advance(600.0);
    assert_eq!(ask("demo".to_owned()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s26_one_program_that_begins_again_and_again_takes_no_place_of_others() {
    let practice = Practice::new();
    let other = practice
        .post(ENDPOINT, &[("client_id", "other")], None)
        .await;
    let first = practice.device().await;
    for _ in 0..300 {
        assert_eq!(practice.device().await.status, StatusCode::OK);
    }
    let form = [
        ("client_id", "other"),
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("device_code", &other.member("device_code")),
    ];
    let waits = practice.token(&form).await;
    waits.assert_error(StatusCode::BAD_REQUEST, "authorization_pending");
    let displaced = practice.poll(&first).await;
    displaced.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
}

#[tokio::test]
async fn s29_tokens_come_with_their_type_lifetime_and_scope() {
    let practice = Practice::new();
    let device = practice.device().await;
    practice.approve(&device).await;
    let tokens = practice.poll(&device).await;
    assert_eq!(tokens.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(tokens.member("token_type"), "Bearer");
    assert_eq!(tokens.json()["expires_in"], 300);
    assert_eq!(tokens.member("scope"), "calendar.read mail");
    let hello = practice.hello(&tokens.member("access_token")).await;
    assert_eq!(hello.status, StatusCode::OK);
    let again = practice
        .token(&refreshing(&tokens.member("refresh_token")))
        .await;
    assert_eq!(again.member("scope"), "calendar.read mail");
}
