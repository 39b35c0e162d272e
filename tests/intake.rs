//! Mail that comes in, through the real ways in, the real reader and the real worker, on every database there is: what
//! is done at once, what is asked back, what waits for a person, and what is answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "intake/agents.rs"]
mod agents;
#[path = "intake/answers.rs"]
mod answers;
#[path = "intake/cases.rs"]
mod cases;
#[path = "intake/figures.rs"]
mod figures;
#[path = "intake/hostile.rs"]
mod hostile;
#[path = "intake/letters.rs"]
mod letters;
#[path = "intake/queue.rs"]
mod queue;
#[path = "intake/robots.rs"]
mod robots;
#[path = "intake/ruled.rs"]
mod ruled;
#[path = "intake/tokens.rs"]
mod tokens;
#[path = "intake/ways_in.rs"]
mod ways_in;
