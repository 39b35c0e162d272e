//! Lists that are read from one state of the database while they are sent. Each holds a connection, of which SQLite has
//! four for everybody who reads: so only some at a time, and none for longer than a deadline, however slowly its client
//! reads.

use std::sync::Arc;
use std::time::Duration;

use actix_web::rt;
use actix_web::web::Bytes;
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::{Refusal, internal};
use crate::services::error::ServiceError;

/// So many lists at a time.
pub const AT_ONCE: usize = 2;
/// After so long a list is cut.
const DEADLINE: Duration = Duration::from_secs(600);
/// So many pieces are read before the client has taken the first.
const AHEAD: usize = 2;

/// The right to read a list; it ends with the reading.
pub struct Place(#[allow(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// Takes one of the places.
///
/// # Errors
/// `not_readable` while all are taken.
pub fn place(places: &Arc<Semaphore>) -> Result<Place, Problem> {
    let full =
        |_| Problem::new(Code::NotReadable, "Other lists are being read just now. Try again when one has ended.");
    places.clone().try_acquire_owned().map(Place).map_err(full)
}

/// The pieces of a list as the body of an answer: the connection is cut when one cannot be read, and after the deadline.
pub fn pieces(
    place: Place,
    next: impl AsyncFnMut() -> Result<Option<Vec<u8>>, ServiceError> + 'static,
) -> impl Stream<Item = Result<Bytes, Refusal>> {
    pieces_until(DEADLINE, place, next)
}

fn pieces_until(
    deadline: Duration,
    place: Place,
    mut next: impl AsyncFnMut() -> Result<Option<Vec<u8>>, ServiceError> + 'static,
) -> impl Stream<Item = Result<Bytes, Refusal>> {
    let (out, taken) = mpsc::channel(AHEAD);
    // A task of its own: the body is not asked for more while its client reads nothing.
    rt::spawn(async move {
        let whole = tokio::time::timeout(deadline, send(&mut next, &out)).await;
        // The connection goes back before the client takes what is left.
        drop((next, place));
        match whole {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::error!(%error, "a list was cut"),
            Err(_) => tracing::warn!("a list was cut: its client was too slow"),
        }
        let _ = out.send(Err(internal().into())).await;
    });
    unfold(taken, |mut taken| async move { taken.recv().await.map(|piece| (piece, taken)) })
}

/// Sends pieces until there are no more, or nobody takes them.
async fn send(
    next: &mut impl AsyncFnMut() -> Result<Option<Vec<u8>>, ServiceError>,
    out: &mpsc::Sender<Result<Bytes, Refusal>>,
) -> Result<(), ServiceError> {
    while let Some(piece) = next().await? {
        if out.send(Ok(piece.into())).await.is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use std::pin::pin;

    use futures_util::StreamExt;

    use super::*;

    #[test]
    fn a_list_that_nobody_reads_is_cut_and_gives_its_place_back() {
        rt::System::new().block_on(async {
            let places = Arc::new(Semaphore::new(1));
            let taken = place(&places).unwrap();
            let mut body = pin!(pieces_until(Duration::from_millis(50), taken, async || Ok(Some(vec![b'x']))));
            assert_eq!(place(&places).err().unwrap().code, Code::NotReadable);
            // Nobody has read anything: the place comes back all the same.
            let back = tokio::time::timeout(Duration::from_secs(10), places.acquire()).await;
            assert!(back.unwrap().is_ok());
            for _ in 0..AHEAD {
                assert!(body.next().await.unwrap().is_ok());
            }
            assert!(body.next().await.unwrap().is_err(), "cut, not ended");
            assert!(body.next().await.is_none());
        });
    }

    #[test]
    fn a_list_ends_after_its_last_piece() {
        rt::System::new().block_on(async {
            let mut left = vec![b"b".to_vec(), b"a".to_vec()];
            let taken = place(&Arc::new(Semaphore::new(1))).unwrap();
            let body: Vec<_> = pieces(taken, async move || Ok(left.pop())).map(Result::unwrap).collect().await;
            assert_eq!(body, ["a", "b"]);
        });
    }
}
