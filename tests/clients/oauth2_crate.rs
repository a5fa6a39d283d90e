//! The `oauth2` crate.

use std::convert::Infallible;
use std::thread;

use oauth2::basic::BasicClient;
use oauth2::{
    ClientId, DeviceAuthorizationUrl, HttpRequest, HttpResponse, Scope,
    StandardDeviceAuthorizationResponse, TokenResponse, TokenUrl,
};

use crate::Server;
use crate::web::send;

#[expect(
    clippy::unnecessary_wraps,
    reason = "the crate takes a function that may fail"
)]
fn fetch(request: HttpRequest) -> Result<HttpResponse, Infallible> {
    let (parts, body) = request.into_parts();
    let headers: Vec<(&str, &str)> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let body = String::from_utf8(body).unwrap();
    let url = parts.uri.to_string();
    let answer = send(parts.method.as_str(), &url, &headers, &body);
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    Ok(response.body(answer.body.into_bytes()).unwrap())
}

#[test]
fn the_oauth2_crate_logs_in_and_refreshes() {
    for server in Server::both() {
        log_in_and_refresh(&server);
    }
}

fn log_in_and_refresh(server: &Server) {
    let issuer = &server.issuer;
    let endpoint = |path: &str| format!("{issuer}/oauth/{path}");
    let device = DeviceAuthorizationUrl::new(endpoint("device_authorization")).unwrap();
    let client = BasicClient::new(ClientId::new("practice".to_owned()))
        // A public client names itself in the form.
        .set_auth_type(oauth2::AuthType::RequestBody)
        .set_device_authorization_url(device)
        .set_token_uri(TokenUrl::new(endpoint("token")).unwrap());
    let details: StandardDeviceAuthorizationResponse = client
        .exchange_device_code()
        .add_scope(Scope::new("hello".to_owned()))
        .request(&fetch)
        .unwrap();
    server.approve_link(details.verification_uri_complete().unwrap().secret());
    let tokens = client
        .exchange_device_access_token(&details)
        .request(&fetch, thread::sleep, None)
        .unwrap();
    let newer = client
        .exchange_refresh_token(tokens.refresh_token().unwrap())
        .request(&fetch)
        .unwrap();
    server.assert_opens(newer.access_token().secret());
}
