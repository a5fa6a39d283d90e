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
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
    use tokio::time::Instant;

    use super::*;

    /// Reads this many bytes at a time, after a pause.
    async fn read_slowly(mut stream: DuplexStream, bytes: usize, pause: Duration) {
        let mut read = vec![0; bytes];
        loop {
            sleep(pause).await;
            if stream.read_exact(&mut read).await.is_err() {
                return;
            }
        }
    }

    /// Sends so many answers of so many bytes.
    async fn send(stream: DuplexStream, answers: usize, bytes: usize) -> io::Result<()> {
        let mut sending = Sending::new(stream);
        for _ in 0..answers {
            sending.write_all(&vec![0; bytes]).await?;
            sending.flush().await?;
        }
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_a_byte_now_and_then_is_given_up_too() {
        let (ours, theirs) = tokio::io::duplex(64);
        let begun = Instant::now();
        let writing = send(ours, 1, 4096);
        let reading = read_slowly(theirs, 1, Duration::from_secs(1));
        let (written, ()) = tokio::join!(writing, reading);
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(begun.elapsed() < 4 * SENDING_LIMIT, "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_lasts_as_long_as_each_answer_leaves_in_time() {
        let (ours, theirs) = tokio::io::duplex(64);
        let writing = send(ours, 9, 100);
        let reading = read_slowly(theirs, 100, SENDING_LIMIT / 2);
        let (written, ()) = tokio::join!(writing, reading);
        written.unwrap();
    }
}
