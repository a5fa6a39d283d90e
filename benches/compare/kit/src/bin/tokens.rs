//! A token endpoint that answers everything at once, each time with another token.
//!
//! `tokens PORT`, on loopback. A GET of any path is the floor of the callbacks.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use axum::http::header;
use axum::response::IntoResponse;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use serde_json::json;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let port: u16 = env::args().nth(1).context("no port given")?.parse()?;
    let given = Arc::new(AtomicU64::new(0));
    let app = Router::new().fallback(move || {
        let n = given.fetch_add(1, Ordering::Relaxed);
        async move { answer(n) }
    });
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let listener = listener.tap_io(|stream| {
        // Only a hint: without it things are slower, not wrong.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app).await?;
    Ok(())
}

fn answer(n: u64) -> impl IntoResponse {
    let token = json!({
        "access_token": format!("access-{n}"),
        "refresh_token": format!("refresh-{n}"),
        "expires_in": 3600,
        "token_type": "Bearer",
        "scope": "read",
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(token))
}
