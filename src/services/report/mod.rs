//! The response record: every request of a period with what was asked, by which way, when it took effect and was
//! answered, under which clock and with what margin (11 CCR 7101, CLK-13, LOG-13).
//!
//! A request is a case, or a choice that took effect at once (an opt-out, an opt-in, a pause, an undo). Imports, bounces
//! and holds are nobody's request. Nothing here names a person; one recipient's whole record is [`recipient`]'s.
//!
//! - [`period`]: from when until when; [`line`]: one request; [`figures`]: what all of them come to, pure.
//! - `reading`: the requests page by page from one snapshot, so that a million of them need no memory.
//!   [`counted`]: the figures for pages; [`newest`]: the requests newest first, a page at a time.
//! - [`document`]: the same as CSV, JSON or a page; `html` makes the page, `render::charts` its pictures.

pub mod counted;
pub mod document;
pub mod figures;
mod html;
pub mod line;
pub mod newest;
pub mod period;
mod person;
mod reading;
mod recipient;

pub use self::document::{Document, Format};
pub use self::figures::Figures;
pub use self::html::pictured;
pub use self::line::Line;
pub use self::period::Period;
pub use self::reading::Reading;
pub use self::recipient::RecipientRecord;
