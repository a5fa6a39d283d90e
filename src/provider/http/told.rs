//! One answer to every request in the place of a server: for what must hold whatever it says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Method;
use oauth2::HttpResponse;

use super::HttpClient;

/// The answer, and how often something was sent for it.
#[derive(Debug)]
pub(super) struct Told {
    answer: HttpResponse,
    times: AtomicUsize,
}

impl Told {
    /// The answer to one more request; reading metadata sends nothing.
    pub(super) fn once_more(&self, method: &Method) -> HttpResponse {
        if *method != Method::GET {
            self.times.fetch_add(1, Ordering::Relaxed);
        }
        self.answer.clone()
    }
}

impl HttpClient {
    /// A client that is told `answer` whatever it asks, and never leaves the process.
    pub(crate) fn told(answer: HttpResponse) -> Self {
        let told = Told {
            answer,
            times: AtomicUsize::new(0),
        };
        Self {
            told: Some(Arc::new(told)),
            ..Self::default()
        }
    }

    /// How often such a client has sent something.
    pub(crate) fn times_asked(&self) -> usize {
        self.told
            .as_ref()
            .map_or(0, |told| told.times.load(Ordering::Relaxed))
    }
}
