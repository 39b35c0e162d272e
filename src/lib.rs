//! # Desist
//!
//! A self-hosted service that makes "stop" stick. This page is the map, from high up: the layers, the one rule of
//! imports, and four walks through the house. Details are with the code they describe.
//!
//! ## The layers
//!
//! ```text
//! faces      HTTP (recipient, api), mail in, workers, commands     what the outside touches
//! services   the rules and the transactions                        what is decided, and when it is durable
//! store      SQL only      mail      bytes <-> types, and its way  side by side,
//!                          render    types -> pages and texts      not knowing each other
//! domain     what things are: pure, no async, no IO                what it all means
//! ```
//!
//! A layer imports from the layers below it: never from above, never from a neighbour on its own level.
//! `tests/architecture.rs` keeps this true, together with the ban on reading the clock or drawing randomness anywhere
//! but at the edge. [`settings`] and [`telemetry`] are read by `main` and the faces only.
//!
//! ## First walk: a one-click POST
//!
//! A mailbox provider POSTs to `/u/{token}`. The *recipient face* reads the form, whatever its encoding, and asks the
//! *preferences service* to open the token. The *domain* verifies and unseals it with the sender's derived key: no
//! database is asked who this is. The service states an intention (opted out, this topic, now, by one-click) and hands
//! it to the *writer*, the one door for change. The writer is a single task: it takes everything that queued up during
//! its last commit, opens one transaction, locks the ledger's head, reads what stands recorded about all the
//! recipients concerned, and lets the domain's rules decide each change against that. What changes is written as a few
//! multi-row statements: preference rows, ledger entries with commitments instead of personal data, the new head of the
//! Merkle tree. One commit, one fsync. Then the *gate* of this process takes the effects over, and only then is the
//! POST answered 200 (laws L1, L5).
//!
//! ## Second walk: "may I send this to her?"
//!
//! A marketing tool POSTs to `/v1/check`. The *API face* turns the key into a caller with scopes; the *gate* looks the
//! topic up in its registry, derives the recipient key from the address, finds the records in its index, all in memory,
//! and the domain's decision table gives verdict and reason. Beside it a task follows the ledger: entries that other
//! instances or commands wrote are read in order and change the index. When the ledger could not be seen for five
//! seconds the gate answers nothing promotional; transactional mail passes with a warning (law L4).
//!
//! ## Third walk: coming back
//!
//! Leaving needs only the link; coming back needs the mailbox (law L3). The recipient asks on a page; the *preferences
//! service* draws a one-time token, *render* writes the mail in the reader's language, *mail* makes bytes of it, and the
//! writer commits the sealed message in the outbox together with the token's hash and a ledger entry. The *delivery
//! worker* claims it by lease, sends it, and settles it in a second transaction. `GET /confirm/{token}` shows what will
//! happen and changes nothing (law L2); its POST spends the token and writes the opt-in, proven, in one transaction.
//!
//! ## Fourth walk: a mail that says "stop"
//!
//! A mail server hands it to the *inbound face*, or a command, an API call or a mailbox brings it. The *intake service*
//! stores the sealed bytes, and only then is it acknowledged (laws L1, L7). A worker claims it by lease and has it read:
//! *mail* parses it, tells robots apart, takes forwards to pieces, finds out who wrote it and cuts quotes and
//! signatures; the *domain* reads what is left by rules that are data, and says what it wants, with the words that show
//! it. A plan is made of that reading: what may be applied at once, what the recipient must confirm, what a person must
//! decide, and what is answered. The *writer* carries out the plan, the mail's own state and its answer in one
//! transaction, so that a crash before it repeats everything and a crash after it repeats nothing.
//!
//! ## Where to begin
//!
//! To store a new thing, see [`store`]; to add a rule, [`services`]; a page or mail, [`render`]; a setting,
//! [`settings`]. The words are those of the README, one word for one thing.

pub mod domain;
pub mod faces;
pub mod mail;
pub mod render;
pub mod services;
pub mod settings;
pub mod store;
pub mod telemetry;
