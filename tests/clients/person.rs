//! The person before the activation page, with a browser's cookie.

use url::Url;
use url::form_urlencoded::Serializer;

use crate::web::{Answer, send};

/// Follows a scanned link and approves.
pub(crate) fn approve_link(link: &str) {
    let page = send("GET", link, &[], "");
    approve(link, &page, &cookie(&page));
}

/// Types a code into the form and approves.
pub(crate) fn approve_code(page: &str, code: &str) {
    let form = send("GET", page, &[], "");
    let cookie = cookie(&form);
    let fields = [
        ("token", hidden(&form, "token")),
        ("user_code", code.into()),
    ];
    let asked = post(page, &cookie, &fields);
    approve(page, &asked, &cookie);
}

fn approve(from: &str, page: &Answer, cookie: &str) {
    let fields = [
        ("token", hidden(page, "token")),
        ("user_code", hidden(page, "user_code")),
        ("decision", "approve".to_owned()),
    ];
    let done = post(from, cookie, &fields);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(done.header("location"), "/activate/approved");
}

fn post(from: &str, cookie: &str, fields: &[(&str, String)]) -> Answer {
    let to = Url::parse(from).unwrap().join("/activate").unwrap();
    let headers = [
        ("Cookie", cookie),
        ("Origin", &to.origin().ascii_serialization()),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let form = Serializer::new(String::new()).extend_pairs(fields).finish();
    send("POST", to.as_str(), &headers, &form)
}

fn cookie(page: &Answer) -> String {
    let set = page.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

fn hidden(page: &Answer, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .body
        .split_once(&field)
        .unwrap_or_else(|| panic!("no {name} in {}", page.body));
    rest.split_once('"').unwrap().0.to_owned()
}
