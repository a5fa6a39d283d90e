//! The person of a demo without one: follows the link and presses "Approve".

use anyhow::Context as _;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{Request, Response};
use url::Url;

use crate::provider::HttpClient;

/// Follows the link to the consent page, approves, and follows the answer to the result page.
pub(super) async fn approve(http: &HttpClient, link: &str) -> anyhow::Result<()> {
    let consent_url = moved(&get(http, link).await?, link)?;
    let consent = get(http, &consent_url).await?;
    let page = String::from_utf8_lossy(consent.body());
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair(
            "request",
            hidden(&page, "request").context("the consent page has no form")?,
        )
        .append_pair("decision", "approve")
        .finish();
    let target = Url::parse(&consent_url)?.join("/oauth/authorize")?;
    let press: Request<Vec<u8>> = http::Request::post(target.as_str())
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form.into_bytes())?;
    let callback = moved(&http.fetch(press).await?, &consent_url)?;
    let result = moved(&get(http, &callback).await?, &callback)?;
    get(http, &result).await?;
    Ok(())
}

async fn get(http: &HttpClient, url: &str) -> anyhow::Result<Response<Vec<u8>>> {
    Ok(http
        .fetch(http::Request::get(url).body(Vec::new())?)
        .await?)
}

/// Where an answer sends the browser.
fn moved(answer: &Response<Vec<u8>>, from: &str) -> anyhow::Result<String> {
    let location = answer
        .headers()
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let location = location.with_context(|| format!("no redirect, but {}", answer.status()))?;
    Ok(Url::parse(from)?.join(location)?.into())
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
