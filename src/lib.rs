//! # Desist
//!
//! A self-hosted service that makes "stop" stick. This page is the map, from high up: the layers, the one rule of
//! imports, and seven walks through the house. Details are with the code they describe.
//!
//! ## The layers
//!
//! ```text
//! faces      HTTP (recipient, api, console), inbound mail,          what the outside touches
//!            workers, CLI
//! services   the rules and the transactions                        what is decided, and when it is durable
//! store      SQL only      mail      bytes <-> types of mail       side by side,
//!                          render    types -> pages and texts      not knowing each other
//!                          webhook   types -> signed HTTP
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
//! A way in has the bytes and the envelope and hands both to *intake*, which seals and stores them before anybody is
//! told that they were taken (law L7). The *worker* claims the mail by lease and has it read: the *mail* layer takes it
//! apart, finds robots, forwards and quotes, and asks the DNS who wrote it; the *domain* reads what is wanted, with the
//! words that show it; one table decides. From the reading comes a plan: a stop of the writer's own mail, a mail that
//! asks for proof, a case, a hold while a person must decide, the one answer. The writer carries it out together with
//! the mail's own state, in one transaction and only while the lease holds, so that whatever dies in between it is done
//! once. A mail that its reader cannot bear is kept for a person, and the worker goes on.
//!
//! ## Fifth walk: a case reaches its deadline
//!
//! A deletion asked for by mail is a case from the first moment: the *domain*'s clock rules start a clock for every regime
//! that could apply, and the earliest is shown (law L9). Once its person is known to ask, the *worker of cases* makes one
//! task for each system that holds data; it tells each by signed webhook or by mail, and tells the silent ones again. As
//! stages of the shown clock pass, operators are reminded, and when it has passed they are alarmed; each stage is an
//! entry, told once, by whichever instance was first. A system's call-back settles its task; with the last one the
//! case is stamped as effective and goes back to a person, who answers and ends it: then the writer destroys what is held
//! of the person and keeps the block (law L8). Of a request for a copy the same tasks bring in what systems hold; the
//! person in charge redacts and delivers it, and the writer freezes the copy, orders the mail with its link and ends the
//! case in one transaction. All the while the person sees how
//! far it is, by the link of its page, and is told by mail that it came, what is missing, and how it ended.
//!
//! ## Sixth walk: an old backup takes the place of the database
//!
//! With every batch that it commits, and before anybody is answered, the writer has appended a line to the *journal* beside
//! the database. `desist restore` compares the restored ledger with it, leaf by leaf, and with the heads that were signed.
//! A new *epoch* begins with a leaf that commits to the ledger before it, and the *restore service* hands every stop and
//! erasure since the backup to the writer once more, with its own date (laws L1, L8). Gates see the epoch and load
//! everything anew; an auditor with an older head is shown what was lost.
//!
//! ## Seventh walk: an operator accepts a proposal
//!
//! A form of the *console* comes in. The *guard*, an extractor, finds the session by the hash of its token, compares the
//! form's own value, and looks up in one table which right the path needs; without the right the handler never runs. The
//! handler asks the same *intake* service that the command line asks, in the operator's name; the writer decides whether the
//! mail still waits, so of two operators at once one wins and the other is told. The answer is a redirect to the next mail,
//! whose page *render* makes of a plain struct. A session that ended meanwhile costs a sign-in and nothing that was typed.
//!
//! ## What is counted
//!
//! Beside all this the *figures service* counts for marketing: stops and complaints in the writer's own transaction,
//! questions to the gate and links in memory, written once a minute. Nothing is decided by a count, and none is about a
//! person. `render::charts` draws them.
//!
//! ## What does not last
//!
//! Once a night the *retention service* has what is old go, rule by rule, in chunks that are changes like any other: decided
//! in the writer, with an entry that says the rule, the cut-off and how much. Blocks, the ledger with its evidence, and
//! whatever waits or is open are in no rule.
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
pub mod webhook;
