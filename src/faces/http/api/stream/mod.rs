//! Streams: one address a line in, one row a line out, of any length in little memory.
//!
//! The body is read and answered by a task of its own, which goes on while nobody reads the answer: many HTTP clients
//! send their whole body first, and would wait for us for ever if we waited for them. What is not fetched yet lies in
//! a [`spool`], in memory at first and then in a nameless file. When something goes wrong half-way the connection is
//! cut, so that nobody takes a part for the whole.

pub mod check;
pub mod lines;
pub mod links;
pub mod spool;

use std::cell::RefCell;
use std::path::Path;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, rt, web};
use futures_util::{Stream, StreamExt};

use self::lines::Splitter;
use self::spool::Spool;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;

/// What a stream makes of its lines.
pub trait Rows {
    /// Writes what comes before the first row.
    fn begin(&mut self, out: &mut Vec<u8>);

    /// Writes the rows of the lines that end in this chunk.
    ///
    /// # Errors
    /// What ends the stream: it is cut.
    fn chunk(&mut self, lines: &mut Splitter, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Problem>;

    /// Writes the row of a last line that has no end, and what comes after it.
    ///
    /// # Errors
    /// As for a chunk.
    fn end(&mut self, lines: Splitter, out: &mut Vec<u8>) -> Result<(), Problem>;
}

/// Refuses a body that cannot be lines of text.
///
/// # Errors
/// `unsupported_media_type`.
pub fn must_be_lines(request: &HttpRequest) -> Result<(), Problem> {
    let Some(kind) = request.headers().get(CONTENT_TYPE) else { return Ok(()) };
    let kind = kind.to_str().unwrap_or_default().to_ascii_lowercase();
    match kind.starts_with("text/") || kind.starts_with("application/octet-stream") {
        true => Ok(()),
        false => {
            let detail = "Send one address a line, with \"Content-Type: text/plain\".";
            Err(Problem::new(Code::UnsupportedMediaType, detail))
        }
    }
}

/// Answers a body of lines with rows. `folder` is where rows wait that nobody fetches.
pub fn answer(
    body: web::Payload,
    rows: impl Rows + 'static,
    content_type: &'static str,
    folder: &Path,
) -> HttpResponse {
    let pipe = Rc::new(RefCell::new(Pipe::new(Spool::new(folder))));
    let task = rt::spawn(work(body, rows, pipe.clone()));
    HttpResponse::Ok().content_type(content_type).streaming(Answer { pipe, task })
}

/// Between the task and the answer; both are on one thread.
struct Pipe {
    spool: Spool,
    state: State,
    waker: Option<Waker>,
}

enum State {
    Working,
    Done,
    Cut(Option<Problem>),
}

impl Pipe {
    fn new(spool: Spool) -> Self {
        Self { spool, state: State::Working, waker: None }
    }

    fn put(&mut self, rows: Vec<u8>) -> Result<(), Problem> {
        self.spool.push(rows).map_err(|error| {
            tracing::error!(error = %error, "a stream's rows could not be kept in the data directory");
            Problem::new(Code::NotDurable, "The answer could not be kept for you. Read it while you send.")
        })?;
        self.wake();
        Ok(())
    }

    fn end(&mut self, state: State) {
        self.state = state;
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

async fn work(body: web::Payload, rows: impl Rows, pipe: Rc<RefCell<Pipe>>) {
    let state = match rows_of(body, rows, &pipe).await {
        Ok(()) => State::Done,
        Err(problem) => {
            tracing::warn!(code = problem.code.word(), "a stream was cut");
            State::Cut(Some(problem))
        }
    };
    pipe.borrow_mut().end(state);
}

async fn rows_of(mut body: web::Payload, mut rows: impl Rows, pipe: &RefCell<Pipe>) -> Result<(), Problem> {
    let mut splitter = Splitter::default();
    let mut out = Vec::new();
    rows.begin(&mut out);
    pipe.borrow_mut().put(std::mem::take(&mut out))?;
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Problem::new(Code::MalformedRequest, "The body ended early."))?;
        rows.chunk(&mut splitter, &chunk, &mut out)?;
        if !out.is_empty() {
            pipe.borrow_mut().put(std::mem::take(&mut out))?;
        }
        // A body that arrives faster than it is judged must not keep this thread from everybody else.
        tokio::task::yield_now().await;
    }
    rows.end(splitter, &mut out)?;
    pipe.borrow_mut().put(out)
}

/// The answer's body. When the asker goes away it is dropped, and the task with it.
struct Answer {
    pipe: Rc<RefCell<Pipe>>,
    task: rt::task::JoinHandle<()>,
}

impl Stream for Answer {
    type Item = Result<Bytes, Refusal>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut pipe = self.pipe.borrow_mut();
        match pipe.spool.pop() {
            Ok(Some(rows)) => return Poll::Ready(Some(Ok(rows))),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(error = %error, "a stream's rows could not be read back");
                return Poll::Ready(Some(Err(crate::faces::http::problem::internal().into())));
            }
        }
        match &mut pipe.state {
            State::Done => Poll::Ready(None),
            State::Cut(problem) => Poll::Ready(problem.take().map(|problem| Err(problem.into()))),
            // The task died of a panic: it will say nothing more.
            State::Working if self.task.is_finished() => {
                Poll::Ready(Some(Err(crate::faces::http::problem::internal().into())))
            }
            State::Working => {
                pipe.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.task.abort();
    }
}
