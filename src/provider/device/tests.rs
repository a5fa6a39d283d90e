//! Answers as servers send them, and any others.

#![expect(clippy::float_cmp, reason = "the numbers are exact")]

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::id::AppId;
use crate::preset::Presets;
use crate::provider::HttpClient;
use crate::registration::Registration;

fn answer(status: u16, body: &Value) -> HttpResponse {
    raw(status, "application/json", body.to_string().as_bytes())
}

fn raw(status: u16, content_type: &str, body: &[u8]) -> HttpResponse {
    let mut answer = HttpResponse::new(body.to_vec());
    *answer.status_mut() = http::StatusCode::from_u16(status).unwrap();
    if let Ok(value) = HeaderValue::from_str(content_type) {
        answer.headers_mut().insert(CONTENT_TYPE, value);
    }
    answer
}

/// The rules of a shipped preset.
fn preset(id: &str) -> DeviceRules {
    let presets = Presets::default();
    let fields = json!({ "provider": id, "base_url": "https://cloud.example", "client_id": "c" });
    let app = AppId::new("skill", "app").unwrap();
    let registration = Registration::parse(app, fields.as_object().unwrap(), &presets).unwrap();
    let preset = presets.find(id).unwrap();
    preset.device_rules(&registration.public).unwrap()
}

fn request<'a>(
    kind: DeviceKind,
    client: &'a Client,
    rules: &'a DeviceRules,
    parameters: &'a BTreeMap<String, String>,
) -> DeviceRequest<'a> {
    DeviceRequest {
        kind,
        client,
        rules,
        scope: Some("a b"),
        parameters,
        device_name: "Küche",
    }
}

fn read_by(
    rules: &DeviceRules,
    kind: DeviceKind,
    answer: &HttpResponse,
) -> Result<DeviceAuthorization, Error> {
    request(kind, &Client::of("c"), rules, &BTreeMap::new()).read(answer)
}

fn read(answer: &HttpResponse) -> Result<DeviceAuthorization, Error> {
    let rules = DeviceRules::standard("https://provider.example/device".to_owned());
    read_by(&rules, DeviceKind::Standard, answer)
}

/// An answer as in RFC 8628 section 3.2, with other members.
fn authorization(extra: &Value) -> HttpResponse {
    let mut members = json!({
        "device_code": "the-device-code", "user_code": "WDJB-MJHT", "expires_in": 1800,
        "verification_uri": "https://example.com/device", "interval": 7,
    });
    let map = members.as_object_mut().unwrap();
    for (key, value) in extra.as_object().unwrap() {
        if value.is_null() {
            map.remove(key);
        } else {
            map.insert(key.clone(), value.clone());
        }
    }
    answer(200, &members)
}

fn exposed(poll: &DevicePoll) -> &str {
    poll.code.expose_secret()
}

#[test]
fn the_standards_answer_is_read() {
    let complete = "https://example.com/device?user_code=WDJB-MJHT";
    let read = read(&authorization(
        &json!({ "verification_uri_complete": complete }),
    ))
    .unwrap();
    assert_eq!(exposed(&read.poll), "the-device-code");
    assert_eq!(read.user_code.as_deref(), Some("WDJB-MJHT"));
    assert_eq!(read.verification_uri, "https://example.com/device");
    assert_eq!(read.verification_uri_complete.as_deref(), Some(complete));
    assert_eq!((read.lifetime, read.interval), (Some(1800.0), 7.0));
    assert_eq!(read.poll.endpoint, "https://provider.example/token");
    assert!(!format!("{read:?}").contains("the-device-code"));
}

#[test]
fn what_a_login_cannot_do_without_is_required() {
    for missing in ["device_code", "user_code", "verification_uri"] {
        for none in [json!(null), json!(""), json!([1]), json!("a\u{7}b")] {
            let answer = authorization(&json!({ missing: none }));
            assert!(
                matches!(read(&answer), Err(Error::Unreadable)),
                "{missing} {none}"
            );
        }
    }
    let bare = read(&authorization(
        &json!({ "interval": null, "expires_in": null }),
    ))
    .unwrap();
    assert_eq!((bare.lifetime, bare.interval), (None, 5.0), "Q7");
}

#[test]
fn numbers_and_texts_are_either() {
    let odd = json!({ "user_code": 123_456, "expires_in": "600", "interval": "2.5" });
    let odd = read(&authorization(&odd)).unwrap();
    assert_eq!(odd.user_code.as_deref(), Some("123456"));
    assert_eq!((odd.lifetime, odd.interval), (Some(600.0), 2.5));
    for nonsense in [json!(0), json!(-3), json!(1e12), json!("soon"), json!({})] {
        let odd = json!({ "expires_in": nonsense, "interval": nonsense });
        let odd = read(&authorization(&odd)).unwrap();
        assert_eq!((odd.lifetime, odd.interval), (None, 5.0), "{nonsense}");
    }
    let hasty = read(&authorization(&json!({ "interval": 0.01 }))).unwrap();
    assert_eq!(hasty.interval, 1.0);
}

#[test]
fn other_names_are_read_as_well() {
    let draft = json!({ "verification_uri": null, "verification_url": "https://x.example/d" });
    assert_eq!(
        read(&authorization(&draft)).unwrap().verification_uri,
        "https://x.example/d"
    );
    let tidal = answer(
        200,
        &json!({
            "deviceCode": "d", "userCode": "ABCDE", "verificationUri": "link.tidal.com",
            "verificationUriComplete": "link.tidal.com/ABCDE", "expiresIn": 300, "interval": 2,
        }),
    );
    let read = read_by(&preset("tidal"), DeviceKind::Standard, &tidal).unwrap();
    assert_eq!(read.verification_uri, "https://link.tidal.com");
    assert_eq!(
        read.verification_uri_complete.as_deref(),
        Some("https://link.tidal.com/ABCDE")
    );
    assert_eq!(read.lifetime, Some(300.0));
}

#[test]
fn a_form_is_read_like_json() {
    let body = b"device_code=d&expires_in=899&interval=5&user_code=8F43-6FCF\
                 &verification_uri=https%3A%2F%2Fgithub.com%2Flogin%2Fdevice";
    let read = read(&raw(200, "application/x-www-form-urlencoded", body)).unwrap();
    assert_eq!(read.verification_uri, "https://github.com/login/device");
    assert_eq!(read.lifetime, Some(899.0));
}

#[test]
fn nobody_is_sent_to_what_is_no_page() {
    for bad in [
        "javascript:alert(1)",
        "javascript://x.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://x.example/",
        "http://x.example/device",
        "https://user@x.example/",
        "https://x.example/\u{202e}",
        "https://",
        &format!("https://x.example/{}", "x".repeat(3000)),
    ] {
        let answer = authorization(&json!({ "verification_uri": bad }));
        assert!(matches!(read(&answer), Err(Error::Unreadable)), "{bad}");
        let answer = authorization(&json!({ "verification_uri_complete": bad }));
        assert_eq!(
            read(&answer).unwrap().verification_uri_complete,
            None,
            "{bad}"
        );
    }
    for good in [
        "http://192.168.1.5:9000/device",
        "https://x.example/#/device?x=1",
    ] {
        let answer = authorization(&json!({ "verification_uri": good }));
        assert_eq!(read(&answer).unwrap().verification_uri, good);
    }
}

#[test]
fn errors_of_the_first_request_are_told_apart() {
    let code = |answer: HttpResponse| match read(&answer) {
        Err(Error::Refused(code)) => code,
        other => panic!("{other:?}"),
    };
    let refused = json!({ "error": "invalid_scope" });
    assert_eq!(code(answer(400, &refused)), "invalid_scope");
    assert_eq!(code(answer(200, &refused)), "invalid_scope", "Q2");
    assert_eq!(
        code(raw(401, "text/html", b"<h1>no</h1>")),
        "invalid_client"
    );
    for status in [302, 429, 500, 503] {
        assert!(matches!(
            read(&answer(status, &refused)),
            Err(Error::Transient(_))
        ));
    }
    let later = answer(400, &json!({ "error": "temporarily_unavailable" }));
    assert!(matches!(read(&later), Err(Error::Transient(_))));
    let portal = raw(200, "text/html", b"<h1>Welcome to our hotel</h1>");
    assert!(matches!(read(&portal), Err(Error::Unreadable)));
}

fn polled_by(poll: &DevicePoll, answer: &HttpResponse) -> Result<Polled, Error> {
    poll.read(answer, None)
}

fn poll_of(rules: &DeviceRules, kind: DeviceKind, first: &HttpResponse) -> DevicePoll {
    read_by(rules, kind, first).unwrap().poll
}

fn standard_poll() -> DevicePoll {
    read(&authorization(&json!({}))).unwrap().poll
}

#[test]
fn the_standards_outcomes_are_read() {
    let poll = standard_poll();
    let error = |code: &str, status| polled_by(&poll, &answer(status, &json!({ "error": code })));
    for status in [200, 400, 401, 428] {
        assert!(matches!(
            error("authorization_pending", status),
            Ok(Polled::Pending)
        ));
        assert!(matches!(
            error("slow_down", status),
            Ok(Polled::SlowDown(None))
        ));
        assert!(matches!(error("access_denied", status), Ok(Polled::Denied)));
        assert!(matches!(
            error("authorization_declined", status),
            Ok(Polled::Denied)
        ));
        assert!(matches!(
            error("expired_token", status),
            Ok(Polled::Expired)
        ));
        let invented = error("made_up", status);
        assert!(matches!(invented, Err(Error::Refused(code)) if code == "made_up"));
    }
    let slower = answer(400, &json!({ "error": "slow_down", "interval": 30 }));
    assert!(matches!(polled_by(&poll, &slower), Ok(Polled::SlowDown(Some(told))) if told == 30.0));
    let granted = answer(200, &json!({ "access_token": "at", "refresh_token": "rt" }));
    assert!(matches!(polled_by(&poll, &granted), Ok(Polled::Granted(_))));
    for odd in [
        raw(200, "text/html", b"<h1>Welcome</h1>"),
        raw(400, "text/plain", b""),
        answer(200, &json!({ "access_token": "" })),
        answer(400, &json!({ "access_token": "at" })),
    ] {
        assert!(
            matches!(polled_by(&poll, &odd), Err(Error::Unreadable)),
            "{odd:?}"
        );
    }
    for status in [302, 429, 502] {
        let busy = raw(status, "text/html", b"<h1>later</h1>");
        assert!(
            matches!(polled_by(&poll, &busy), Err(Error::Transient(_))),
            "{status}"
        );
    }
    let crashed = answer(500, &json!({ "error": "invalid_grant" }));
    assert!(matches!(
        polled_by(&poll, &crashed),
        Err(Error::Transient(_))
    ));
}

#[test]
fn trakts_statuses_say_it_all() {
    let rules = preset("trakt");
    let poll = poll_of(&rules, DeviceKind::Standard, &authorization(&json!({})));
    assert_eq!(
        poll.endpoint, "https://api.trakt.tv/oauth/device/token",
        "Q11"
    );
    let polled = |status| polled_by(&poll, &raw(status, "text/html", b""));
    assert!(matches!(polled(400), Ok(Polled::Pending)));
    assert!(matches!(polled(410), Ok(Polled::Expired)));
    assert!(matches!(polled(418), Ok(Polled::Denied)));
    assert!(matches!(polled(429), Ok(Polled::SlowDown(None))));
    for status in [404, 409] {
        assert!(matches!(polled(status), Err(Error::Refused(code)) if code == "invalid_grant"));
    }
    assert!(matches!(polled(503), Err(Error::Transient(_))));
}

#[test]
fn twitch_says_it_in_message() {
    let poll = poll_of(
        &preset("twitch"),
        DeviceKind::Standard,
        &authorization(&json!({})),
    );
    let polled = |code: &str| {
        let body = json!({ "status": 400, "error": "Bad Request", "message": code });
        polled_by(&poll, &answer(400, &body))
    };
    assert!(matches!(
        polled("authorization_pending"),
        Ok(Polled::Pending)
    ));
    let gone = polled("invalid device code");
    assert!(matches!(gone, Err(Error::Refused(code)) if code == "unknown_error"));
}

/// The form that a request holds.
fn form(request: &HttpRequest) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(request.body())
        .into_owned()
        .collect()
}

#[test]
fn requests_are_the_standards() {
    let client = Client {
        token_parameters: [("audience".to_owned(), "api".to_owned())].into(),
        ..Client::of("c")
    };
    let rules = DeviceRules::standard("https://provider.example/device".to_owned());
    let parameters = [("audience".to_owned(), "api".to_owned())].into();
    let begin = request(DeviceKind::Standard, &client, &rules, &parameters);
    let begin = begin.built(ClientAuth::None).unwrap();
    assert_eq!(
        (begin.method(), begin.uri().path()),
        (&Method::POST, "/device")
    );
    let wanted = [("audience", "api"), ("client_id", "c"), ("scope", "a b")];
    let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(form(&begin), BTreeMap::from(wanted));
    let poll = standard_poll().built(&client, ClientAuth::None).unwrap();
    assert_eq!(poll.uri().path(), "/token");
    let sent = form(&poll);
    assert_eq!(sent["grant_type"], GRANT_TYPE);
    assert_eq!(sent["device_code"], "the-device-code");
    assert_eq!(
        (sent["client_id"].as_str(), sent["audience"].as_str()),
        ("c", "api")
    );
    assert_eq!(sent.len(), 4);
}

#[test]
fn a_secret_is_shown_to_both_endpoints_and_in_no_address() {
    let client = Client {
        secret: Some("hush".into()),
        ..Client::of("c")
    };
    let rules = DeviceRules::standard("https://provider.example/device".to_owned());
    let none = BTreeMap::new();
    let begin = |auth| {
        request(DeviceKind::Standard, &client, &rules, &none)
            .built(auth)
            .unwrap()
    };
    assert!(
        begin(ClientAuth::Basic)
            .headers()
            .contains_key(AUTHORIZATION)
    );
    assert_eq!(form(&begin(ClientAuth::Post))["client_secret"], "hush");
    let poll = standard_poll().built(&client, ClientAuth::Basic).unwrap();
    assert!(poll.headers().contains_key(AUTHORIZATION));
    let ecobee = preset("ecobee");
    for auth in [ClientAuth::Basic, ClientAuth::Post] {
        let begin = request(DeviceKind::Standard, &client, &ecobee, &none)
            .built(auth)
            .unwrap();
        assert!(!begin.headers().contains_key(AUTHORIZATION));
        assert!(!begin.uri().to_string().contains("hush") && begin.body().is_empty());
    }
}

#[test]
fn amazon_and_home_connect_have_names_of_their_own() {
    let amazon = preset("amazon-lwa");
    let client = Client::of("c");
    let none = BTreeMap::new();
    let begin = request(DeviceKind::Standard, &client, &amazon, &none);
    assert_eq!(
        form(&begin.built(ClientAuth::None).unwrap())["response_type"],
        "device_code"
    );
    let poll = poll_of(&amazon, DeviceKind::Standard, &authorization(&json!({})));
    let sent = form(&poll.built(&client, ClientAuth::None).unwrap());
    assert_eq!(sent["grant_type"], "device_code");
    assert_eq!(sent["user_code"], "WDJB-MJHT");
    let home_connect = preset("home-connect");
    let poll = poll_of(
        &home_connect,
        DeviceKind::Standard,
        &authorization(&json!({})),
    );
    assert_eq!(
        form(&poll.built(&client, ClientAuth::None).unwrap())["grant_type"],
        "device_code"
    );
    let twitch = preset("twitch");
    let begin = request(DeviceKind::Standard, &client, &twitch, &none);
    let sent = form(&begin.built(ClientAuth::None).unwrap());
    assert_eq!(
        (sent["scopes"].as_str(), sent.get("scope")),
        ("a b", None),
        "Q9"
    );
}

#[test]
fn ecobees_pin_is_asked_for_by_get_and_lasts_minutes() {
    let rules = preset("ecobee");
    let client = Client::of("key");
    let none = BTreeMap::new();
    let begin = request(DeviceKind::Standard, &client, &rules, &none);
    let begin = begin.built(ClientAuth::None).unwrap();
    assert_eq!(begin.method(), Method::GET);
    assert_eq!(
        begin.uri().to_string(),
        "https://api.ecobee.com/authorize?scope=a+b&response_type=ecobeePin&client_id=key"
    );
    let first = answer(
        200,
        &json!({
            "ecobeePin": "bv29", "code": "uiNQok9U", "scope": "smartWrite", "expires_in": 9,
            "interval": 30,
        }),
    );
    let read = read_by(&rules, DeviceKind::Standard, &first).unwrap();
    assert_eq!(read.user_code.as_deref(), Some("bv29"));
    assert_eq!((read.lifetime, read.interval), (Some(540.0), 30.0));
    assert!(read.verification_uri.starts_with("https://www.ecobee.com/"));
    let sent = form(&read.poll.built(&client, ClientAuth::None).unwrap());
    assert_eq!(
        (sent["grant_type"].as_str(), sent["code"].as_str()),
        ("ecobeePin", "uiNQok9U")
    );
    assert_eq!(sent.get("device_code"), None);
    let over = answer(400, &json!({ "error": "authorization_expired" }));
    assert!(matches!(polled_by(&read.poll, &over), Ok(Polled::Expired)));
}

#[test]
fn plexs_pin_is_asked_until_it_holds_a_token() {
    let rules = preset("plex");
    let client = Client {
        token_endpoint: rules.endpoint.clone(),
        ..Client::of("this-device")
    };
    let none = BTreeMap::new();
    let begin = request(DeviceKind::Plex, &client, &rules, &none);
    let asked = begin.built(ClientAuth::None).unwrap();
    assert_eq!(asked.method(), Method::POST);
    assert_eq!(asked.headers()["x-plex-client-identifier"], "this-device");
    assert_eq!(asked.headers()["x-plex-product"], "phal-oauth");
    assert_eq!(
        asked.headers()["x-plex-device-name"].as_bytes(),
        "Küche".as_bytes()
    );
    let pin = |token: Value| {
        answer(
            200,
            &json!({
                "id": 308_667_304, "code": "7RQZ", "expiresIn": 876, "authToken": token,
                "clientIdentifier": "this-device", "location": { "city": "Amsterdam" },
            }),
        )
    };
    let read = begin.read(&pin(json!(null))).unwrap();
    assert_eq!(read.user_code.as_deref(), Some("7RQZ"));
    assert_eq!(read.verification_uri, "https://plex.tv/link");
    assert_eq!((read.lifetime, read.interval), (Some(876.0), 5.0));
    let asked = read.poll.built(&client, ClientAuth::None).unwrap();
    assert_eq!(asked.method(), Method::GET);
    assert_eq!(
        asked.uri().to_string(),
        "https://plex.tv/api/v2/pins/308667304"
    );
    assert!(matches!(
        polled_by(&read.poll, &pin(json!(null))),
        Ok(Polled::Pending)
    ));
    let Ok(Polled::Granted(token)) = polled_by(&read.poll, &pin(json!("gcgzw5rz"))) else {
        panic!("granted")
    };
    assert_eq!(
        token.into_json(),
        json!({
            "access_token": "gcgzw5rz", "token_type": "X-Plex-Token",
            "clientIdentifier": "this-device",
        })
    );
    let gone = answer(
        404,
        &json!({ "errors": [{ "code": 1020, "message": "not found" }] }),
    );
    assert!(matches!(polled_by(&read.poll, &gone), Ok(Polled::Expired)));
}

#[test]
fn a_pins_id_is_one_part_of_a_path() {
    let asked = plex::poll("https://plex.tv/api/v2/pins", "../../x?y", "d").unwrap();
    assert_eq!(asked.uri().path(), "/api/v2/pins/..%2F..%2Fx%3Fy");
}

#[test]
fn nextclouds_login_ends_with_a_name_and_a_password() {
    let rules = preset("nextcloud");
    let client = Client::of("");
    let none = BTreeMap::new();
    let begin = request(DeviceKind::Nextcloud, &client, &rules, &none);
    let asked = begin.built(ClientAuth::None).unwrap();
    assert_eq!(
        asked.uri().to_string(),
        "https://cloud.example/index.php/login/v2"
    );
    assert!(asked.body().is_empty());
    assert_eq!(
        asked.headers()["user-agent"].as_bytes(),
        "phal-oauth (Küche)".as_bytes()
    );
    let first = answer(
        200,
        &json!({
            "poll": { "token": "mQUYQdffOSAMJYtm", "endpoint": "http://evil.example/poll" },
            "login": "https://cloud.example/login/v2/flow/guyjGtcKPTKCi4epIRIupIexgJ8wNInMFSfHabACRPZ",
        }),
    );
    let read = begin.read(&first).unwrap();
    assert_eq!(read.user_code, None);
    assert!(read.verification_uri.contains("/login/v2/flow/"));
    let asked = read.poll.built(&client, ClientAuth::None).unwrap();
    assert_eq!(
        asked.uri().to_string(),
        "https://cloud.example/index.php/login/v2/poll"
    );
    assert_eq!(asked.body(), b"token=mQUYQdffOSAMJYtm");
    assert!(matches!(
        polled_by(&read.poll, &answer(404, &json!([]))),
        Ok(Polled::Pending)
    ));
    let done = json!({
        "server": "https://cloud.example", "loginName": "me", "appPassword": "yKTVA4zgx",
    });
    let Ok(Polled::Granted(token)) = polled_by(&read.poll, &answer(200, &done)) else {
        panic!("granted")
    };
    assert_eq!(
        token.into_json(),
        json!({
            "access_token": "yKTVA4zgx", "token_type": "Basic", "server": "https://cloud.example",
            "loginName": "me",
        })
    );
}

#[test]
fn a_poll_survives_being_sealed() {
    let rules = preset("amazon-lwa");
    let poll = poll_of(&rules, DeviceKind::Standard, &authorization(&json!({})));
    let kept: DevicePoll = serde_json::from_str(&serde_json::to_string(&poll).unwrap()).unwrap();
    let client = Client::of("c");
    let sent = |poll: &DevicePoll| form(&poll.built(&client, ClientAuth::None).unwrap());
    assert_eq!(sent(&kept), sent(&poll));
    assert!(sent(&kept).len() > 3);
}

#[tokio::test]
async fn a_server_may_ask_to_be_left_alone() {
    let mut told = answer(400, &json!({ "error": "authorization_pending" }));
    told.headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from_static("42"));
    let provider = Provider::new(HttpClient::told(told));
    let asked = provider
        .poll_device(&Client::of("c"), &standard_poll())
        .await;
    let (asked, auth) = asked.unwrap();
    assert!(matches!(asked.polled, Polled::Pending));
    assert_eq!((asked.retry_after, auth), (Some(42), ClientAuth::None));
}

/// Any JSON, as far as it matters here.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        "https?://[a-z.@:/#?]{0,30}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-zA-Z]{1,8}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

const MEMBERS: [&str; 17] = [
    "device_code",
    "user_code",
    "verification_uri",
    "verification_uri_complete",
    "expires_in",
    "interval",
    "error",
    "message",
    "id",
    "code",
    "expiresIn",
    "poll",
    "login",
    "authToken",
    "access_token",
    "appPassword",
    "loginName",
];

fn any_answer() -> impl Strategy<Value = HttpResponse> {
    let members = proptest::collection::btree_map(
        proptest::sample::select(MEMBERS.to_vec()).prop_map(str::to_owned),
        any_json(),
        0..10,
    );
    let body = prop_oneof![
        4 => members.prop_map(|map| Value::Object(map.into_iter().collect()).to_string().into_bytes()),
        1 => any_json().prop_map(|value| value.to_string().into_bytes()),
        1 => proptest::collection::vec(any::<u8>(), 0..100),
        1 => "(device_code|error|user_code)=\\PC{0,30}".prop_map(String::into_bytes),
    ];
    let kind = "(application/json|application/x-www-form-urlencoded|text/plain|\\PC{0,10})";
    (200_u16..600, kind, body).prop_map(|(status, kind, body)| raw(status, &kind, &body))
}

const KINDS: [DeviceKind; 3] = [
    DeviceKind::Standard,
    DeviceKind::Plex,
    DeviceKind::Nextcloud,
];

proptest! {
    #[test]
    fn any_first_answer_is_a_login_that_can_be_shown_or_an_error(answer in any_answer()) {
        for (kind, id) in KINDS.into_iter().zip(["ecobee", "plex", "nextcloud"]) {
            for rules in [preset(id), DeviceRules::standard("https://x.example/d".to_owned())] {
                let Ok(read) = read_by(&rules, kind, &answer) else { continue };
                prop_assert!(answer.status().is_success());
                prop_assert!(!exposed(&read.poll).is_empty());
                prop_assert!(read.interval >= 1.0 && read.interval <= 86_400.0);
                prop_assert!(read.lifetime.is_none_or(|it| it > 0.0 && it.is_finite()));
                let pages = [Some(&read.verification_uri), read.verification_uri_complete.as_ref()];
                for page in pages.into_iter().flatten() {
                    let page = url::Url::parse(page).unwrap();
                    prop_assert!(matches!(page.scheme(), "http" | "https"));
                    prop_assert!(page.username().is_empty());
                }
                let code = read.user_code.unwrap_or_default();
                prop_assert!(code.len() <= 64 && !code.chars().any(char::is_control));
                prop_assert!(read.poll.built(&Client::of("c"), ClientAuth::None).is_ok());
            }
        }
    }

    #[test]
    fn any_answer_to_a_poll_is_read(answer in any_answer()) {
        for kind in KINDS {
            let poll = DevicePoll { kind, ..standard_poll() };
            match polled_by(&poll, &answer) {
                Ok(Polled::Granted(token)) => {
                    prop_assert!(answer.status().is_success());
                    prop_assert!(token.access_token().is_some_and(|token| !token.is_empty()));
                }
                Ok(Polled::SlowDown(Some(told))) => prop_assert!(told > 0.0 && told <= 86_400.0),
                Err(Error::Refused(code)) => {
                    prop_assert!(code.bytes().all(|b| b.is_ascii_graphic()));
                }
                _ => {}
            }
        }
    }
}
