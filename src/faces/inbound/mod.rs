//! The ways in for mail that somebody hands over: LMTP and SMTP sessions, and a mailbox that is read.
//!
//! All of them do one thing: get the bytes and the envelope, call [`Services::receive`](crate::services::Services), and
//! say "yes" only after it has answered (L1, L7, SMTP-01). Our own trouble is always "later", never "no" (SMTP-02): a
//! refusal would make the writer's mail system tell them that their request cannot be delivered. What a mail says does
//! not matter here; one that nobody can read is taken as well (SMTP-03), and nothing is ever bounced (SMTP-04).
//!
//! - `listen`: the socket, the limit of connections, the orderly stop. `session`: one client, command by command.
//!   `wire`: lines and data within limits. `data`: where a mail ends. `recipients`: whose mail we take.
//! - `imap`: the mailbox. `status`: what `/health/ready` and `doctor` say.
//!
//! To add a way in: a file here, a `Channel` for it in `domain/change.rs`, its section in `settings/inbound.rs`, its task
//! in `serve/parts.rs`, and a test with a real peer in `tests/intake_peers.rs`.

mod data;
pub mod imap;
pub mod listen;
mod recipients;
mod session;
pub mod status;
pub mod tls;
mod wire;
mod xforward;

pub use recipients::Recipients;
pub use status::Status;
