//! A stream on which answers leave in time: who does not read them loses the connection.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long what waits to be sent may take to leave, in all: who reads a byte now and then must not
/// hold a place for hours.
pub(super) const SENDING_LIMIT: Duration = Duration::from_secs(30);

/// A stream with that limit.
pub(super) struct Sending<S> {
    stream: S,
    /// Since when something waits to be sent.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Sending<S> {
    pub(super) fn new(stream: S) -> Self {
        let waiting = None;
        Self { stream, waiting }
    }

    /// `written` as it is, unless it has to wait and nothing may wait any longer.
    fn in_time<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            return written;
        }
        let waiting = &mut self.waiting;
        let limit = waiting.get_or_insert_with(|| Box::pin(sleep(SENDING_LIMIT)));
        ready!(limit.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Sending<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Sending<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.in_time(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        let flushed = self.in_time(context, flushed);
        // Hyper flushes when it has written all that it has: only then does nothing wait.
        if flushed.is_ready() {
            self.waiting = None;
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let ended = Pin::new(&mut self.stream).poll_shutdown(context);
        self.in_time(context, ended)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::{Instant, timeout};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_reads_a_byte_now_and_then_is_given_up_too() {
        let (ours, mut theirs) = tokio::io::duplex(64);
        let begun = Instant::now();
        let mut sending = Sending::new(ours);
        let reading = async {
            for _ in 0..1000 {
                sleep(Duration::from_secs(1)).await;
                if theirs.read_u8().await.is_err() {
                    break;
                }
            }
        };
        let writing = async {
            let sent = sending.write_all(&[0; 4096]).await;
            assert_eq!(sent.unwrap_err().kind(), io::ErrorKind::TimedOut);
            assert_eq!(begun.elapsed(), SENDING_LIMIT);
        };
        tokio::select! {
            () = writing => {}
            () = reading => panic!("it was never given up"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_lasts_as_long_as_each_answer_leaves_in_time() {
        let (ours, mut theirs) = tokio::io::duplex(64);
        let mut sending = Sending::new(ours);
        for _ in 0..9 {
            let mut read = [0; 100];
            let reading = async {
                sleep(SENDING_LIMIT / 2).await;
                theirs.read_exact(&mut read).await
            };
            let writing = async {
                sending.write_all(&[0; 100]).await?;
                sending.flush().await
            };
            let both = async { tokio::join!(writing, reading) };
            let (written, _) = timeout(SENDING_LIMIT, both).await.unwrap();
            written.unwrap();
        }
    }
}
