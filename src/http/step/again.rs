//! A form that was not filled rightly, shown once more.

use std::collections::BTreeMap;

use axum::http::StatusCode;

/// A form that has to be filled again: what was wrong, and what was typed.
#[derive(Clone, Debug, Default)]
pub(in crate::http) struct Again {
    wrong: Option<(String, String)>,
    typed: BTreeMap<String, String>,
}

impl Again {
    /// What is wrong with a field.
    pub(in crate::http) fn wrong(field: &str, text: String) -> Self {
        Self {
            wrong: Some((field.to_owned(), text)),
            typed: BTreeMap::new(),
        }
    }

    /// With what was typed; never with secrets.
    pub(in crate::http) fn with(mut self, typed: &BTreeMap<String, String>) -> Self {
        self.typed.clone_from(typed);
        self
    }

    pub(super) fn error(&self, field: &str) -> Option<String> {
        let wrong = self.wrong.as_ref().filter(|(wrong, _)| wrong == field);
        wrong.map(|(_, text)| text.clone())
    }

    pub(super) fn typed(&self, field: &str) -> Option<&str> {
        self.typed.get(field).map(String::as_str)
    }

    pub(super) fn status(&self) -> StatusCode {
        match self.wrong {
            Some(_) => StatusCode::BAD_REQUEST,
            None => StatusCode::OK,
        }
    }
}
