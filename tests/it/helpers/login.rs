//! A login as the person in front of the browser has it.

use url::Url;

/// An authorization request that a browser was sent with.
pub(crate) struct Login {
    /// Its URL.
    pub(crate) url: Url,
}

impl Login {
    /// The one of this URL.
    pub(crate) fn at(url: &str) -> Self {
        let url = Url::parse(url).unwrap_or_else(|error| panic!("{error}: {url}"));
        Self { url }
    }

    /// A parameter, which must be there once.
    #[track_caller]
    pub(crate) fn parameter(&self, name: &str) -> String {
        let mut values = self.url.query_pairs().filter(|(key, _)| key == name);
        let Some((_, value)) = values.next() else {
            panic!("no {name} in {}", self.url)
        };
        assert!(values.next().is_none(), "{name} twice in {}", self.url);
        value.into_owned()
    }

    /// The path and query that bring an answer to this request.
    pub(crate) fn callback(&self, answer: &str) -> String {
        format!(
            "/auth/callback/skill_app?{answer}&state={}",
            self.parameter("state")
        )
    }
}
