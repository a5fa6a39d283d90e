//! One answer to every request in the place of a server: for what must hold whatever it says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oauth2::HttpResponse;

use super::HttpClient;

/// The answer, and how often it was asked for.
#[derive(Debug)]
pub(super) struct Told {
    answer: HttpResponse,
    times: AtomicUsize,
}

impl Told {
    pub(super) fn once_more(&self) -> HttpResponse {
        self.times.fetch_add(1, Ordering::Relaxed);
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

    /// How often such a client has asked.
    pub(crate) fn times_asked(&self) -> usize {
        self.told
            .as_ref()
            .map_or(0, |told| told.times.load(Ordering::Relaxed))
    }
}
