//! Work that takes longer than a page may wait: begun once, done beside, and looked at by pages until it is there.
//!
//! A web server's workers have small runtimes of their own that must not be held up, so the work goes to the runtime on
//! which the services were opened. There it is done one after another: each reads one state of the database for long, and of
//! the few connections that SQLite has for reading most must be left to the pages.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, watch};

use super::error::ServiceError;
use super::writer::chain;

/// Where work is done.
#[derive(Clone, Debug)]
pub struct Background {
    runtime: Handle,
    turn: Arc<Mutex<()>>,
}

/// One kind of work, of which one is under way at a time in this process.
#[derive(Debug)]
pub struct Job<T> {
    place: Background,
    standing: watch::Sender<Standing<T>>,
}

/// How it stands.
#[derive(Debug)]
pub struct Standing<T> {
    /// How much of how much is done of what is under way; 0 of 0 before that is known.
    pub running: Option<(u64, u64)>,
    /// What came out last.
    pub last: Option<Arc<T>>,
    /// Why nothing came out, if the latest ended that way.
    pub failed: Option<String>,
}

impl<T> Clone for Standing<T> {
    fn clone(&self) -> Self {
        Self { running: self.running, last: self.last.clone(), failed: self.failed.clone() }
    }
}

/// Whoever works says with it how far it is.
pub struct Progress<T>(Arc<Job<T>>);

impl<T> Progress<T> {
    /// So much of so much is done.
    pub fn moved(&self, done: u64, of: u64) {
        self.0.standing.send_modify(|standing| standing.running = Some((done, of)));
    }
}

/// Takes the mark of being under way off, even when the work panics.
struct UnderWay<T>(Arc<Job<T>>);

impl<T> Drop for UnderWay<T> {
    fn drop(&mut self) {
        self.0.standing.send_modify(|standing| standing.running = None);
    }
}

impl Background {
    /// On the runtime that this is called on.
    pub fn here() -> Self {
        Self { runtime: Handle::current(), turn: Arc::default() }
    }

    /// A kind of work of which nothing was done yet.
    pub fn job<T>(&self) -> Arc<Job<T>> {
        let standing = watch::Sender::new(Standing { running: None, last: None, failed: None });
        Arc::new(Job { place: self.clone(), standing })
    }
}

impl<T: Send + Sync + 'static> Job<T> {
    /// Begins, unless it is under way; answers whether it began.
    pub fn begin<W, F>(self: &Arc<Self>, work: W) -> bool
    where
        W: FnOnce(Progress<T>) -> F,
        F: Future<Output = Result<T, ServiceError>> + Send + 'static,
    {
        let began = self.standing.send_if_modified(|standing| {
            let is_free = standing.running.is_none();
            standing.running.get_or_insert((0, 0));
            is_free
        });
        if began {
            let (under_way, done) = (UnderWay(self.clone()), work(Progress(self.clone())));
            let turn = self.place.turn.clone();
            self.place.runtime.spawn(async move {
                let turn = turn.lock_owned().await;
                let result = done.await;
                drop(turn);
                under_way.0.note(result);
                drop(under_way);
            });
        }
        began
    }

    fn note(&self, result: Result<T, ServiceError>) {
        let failed = result.as_ref().err().map(|error| error.problem().detail);
        if let Err(error) = &result {
            tracing::error!(error = %chain(error), "work in the background failed");
        }
        self.standing.send_modify(|standing| {
            standing.last = result.ok().map(Arc::new).or(standing.last.take());
            standing.failed = failed;
        });
    }

    /// How it stands now.
    pub fn standing(&self) -> Standing<T> {
        self.standing.borrow().clone()
    }

    /// How it stands when nothing is under way any more, or after so long.
    pub async fn ended(&self, within: Duration) -> Standing<T> {
        let mut watching = self.standing.subscribe();
        let waited = tokio::time::timeout(within, watching.wait_for(|standing| standing.running.is_none())).await;
        // The one who sends is `self`.
        drop(waited);
        self.standing()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn one_is_under_way_at_a_time_and_the_last_result_stays_when_the_next_fails() {
        let job: Arc<Job<u64>> = Background::here().job();
        let (go, wait) = tokio::sync::oneshot::channel::<()>();
        let begun = job.begin(|progress| async move {
            progress.moved(3, 9);
            wait.await.ok();
            Ok(7)
        });
        assert!(begun && !job.begin(|_| async { Ok(8) }), "the second is not begun");
        go.send(()).unwrap();
        assert_eq!(job.ended(LONG).await.last.as_deref(), Some(&7));
        assert!(job.begin(|_| async { Err(ServiceError::Stopping) }));
        let standing = job.ended(LONG).await;
        assert!(standing.failed.is_some() && standing.running.is_none());
        assert_eq!(standing.last.as_deref(), Some(&7));
    }

    #[tokio::test]
    async fn work_that_panics_is_not_under_way_for_ever() {
        let job: Arc<Job<u64>> = Background::here().job();
        #[allow(clippy::panic, reason = "that is the test")]
        job.begin(|_| async { panic!("on purpose") });
        assert!(job.ended(LONG).await.running.is_none());
        assert!(job.begin(|_| async { Ok(1) }));
        job.ended(LONG).await;
    }
}
