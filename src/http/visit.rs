//! One visit without a connection: for what must hold whatever comes in.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

use super::{AllowedHosts, router};
use crate::flow::Flows;

/// A request that a browser can send.
pub(crate) struct Visit(Request<Body>);

/// What it is answered with.
pub(crate) struct Answered {
    /// The status.
    pub(crate) status: StatusCode,
    /// Where the browser is sent on to.
    pub(crate) location: Option<String>,
}

impl Visit {
    /// A visit of this page with this query; `None` for what is no address.
    pub(crate) fn of(path: &str, query: &str) -> Option<Self> {
        let request = Request::get(format!("{path}?{query}"))
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .ok()?;
        // A fragment stays in the browser.
        (request.uri().query() == Some(query)).then_some(Self(request))
    }

    /// Pays it.
    pub(crate) async fn pay(self, flows: Flows) -> Option<Answered> {
        let router = router(flows, AllowedHosts::new([]), None);
        let Ok(response) = TowerToHyperService::new(router).call(self.0).await;
        let location = response.headers().get(header::LOCATION);
        Some(Answered {
            status: response.status(),
            location: location
                .map(|location| location.to_str().map(str::to_owned))
                .transpose()
                .ok()?,
        })
    }
}
