//! What the API says about itself: its OpenAPI document.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::Value;

use crate::server::Paths;

/// The document, with a name in the place of each path that is a setting.
const TEMPLATE: &str = include_str!("../../assets/openapi.json");

/// The document as it is served; cheap to clone.
#[derive(Clone)]
pub(super) struct Document(Arc<str>);

impl Document {
    /// The document of an API with these paths.
    pub(super) fn new(paths: &Paths) -> Self {
        let told = [
            ("@version@", env!("CARGO_PKG_VERSION")),
            ("@device_authorization@", &paths.device_authorization),
            ("@token@", &paths.token),
            ("@revocation@", &paths.revocation),
            ("@introspection@", &paths.introspection),
            ("@status@", &paths.status),
        ];
        let mut text = TEMPLATE.to_owned();
        for (name, value) in told {
            let name = Value::from(name).to_string();
            text = text.replace(&name, &Value::from(value).to_string());
        }
        Self(text.into())
    }
}

pub(super) async fn show(State(Document(text)): State<Document>) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, String::from(&*text))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, Response, StatusCode};
    use serde_json::Value;
    use tower::ServiceExt;

    use super::*;
    use crate::api::router;
    use crate::entropy::Entropy;
    use crate::fuzzing::Device;
    use crate::http::AllowedHosts;
    use crate::manifest::Manifest;
    use crate::server::{AuthorizationServer, Settings};

    /// Does something with the whole API.
    fn with_router<T>(work: impl AsyncFnOnce(Router) -> T) -> T {
        let came = Device::new().run(Response::default(), async |flows| {
            let (clock, entropy) = (flows.clock(), Entropy::counted(3));
            let server = AuthorizationServer::practice(Settings::default(), clock, entropy);
            work(router(flows, server.unwrap(), AllowedHosts::new([]))).await
        });
        came.of
    }

    fn document(paths: &Paths) -> Value {
        serde_json::from_str(&Document::new(paths).0).unwrap()
    }

    /// Method and path of everything that is described.
    fn described(document: &Value) -> Vec<(String, String)> {
        let paths = document["paths"].as_object().unwrap();
        let operations = |(path, item): (&String, &Value)| {
            let methods: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
            methods
                .into_iter()
                .map(|method| (method.to_uppercase(), path.clone()))
                .collect::<Vec<_>>()
        };
        paths.iter().flat_map(operations).collect()
    }

    #[test]
    fn what_is_described_is_there_and_nothing_else_is() {
        let document = document(&Paths::default());
        with_router(async |router| {
            // Nothing else tells the paths of a router. Two of them are its fallback.
            let shown = format!("{router:?}");
            let served = shown.split('"').filter(|text| {
                text.starts_with('/') && *text != "/" && !text.contains("axum_fallback")
            });
            let served: BTreeSet<&str> = served.collect();
            let described = described(&document);
            let paths = described.iter().map(|(_, path)| path.as_str());
            assert_eq!(served, paths.collect::<BTreeSet<&str>>());
            for (method, path) in described {
                let request = Request::builder()
                    .method(method.as_str())
                    .uri(path.replace("{munged_id}", "skill_app"))
                    .header("host", "localhost")
                    .body(Body::empty());
                let response = router.clone().oneshot(request.unwrap()).await.unwrap();
                let status = response.status();
                assert_ne!(status, StatusCode::NOT_FOUND, "{method} {path}");
                assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            }
        });
    }

    #[test]
    fn it_names_the_version_and_the_paths_of_the_settings() {
        let told = document(&Paths {
            token: "/v2/\"token\"".to_owned(),
            ..Paths::default()
        });
        let version = Manifest::embedded().unwrap().plugin.version;
        assert_eq!(told["info"]["version"], version.as_str());
        assert!(told["paths"]["/v2/\"token\""]["post"].is_object());
        assert!(!told.to_string().contains('@'), "{told}");
    }

    #[test]
    fn what_it_refers_to_is_in_it() {
        let document = document(&Paths::default());
        let text = document.to_string();
        let mut references = text.split("\"$ref\":\"#").skip(1).peekable();
        assert!(references.peek().is_some());
        for reference in references {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }
}
