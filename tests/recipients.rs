//! What recipients meet, over real HTTP: one-click, pages, typed addresses, mailed links.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

#[path = "recipients/browser.rs"]
mod browser;
#[path = "recipients/coming_back.rs"]
mod coming_back;
#[path = "recipients/logs.rs"]
mod logs;
#[path = "recipients/one_click.rs"]
mod one_click;
#[path = "recipients/own.rs"]
mod own;
#[path = "recipients/page_headers.rs"]
mod page_headers;
#[path = "recipients/pages.rs"]
mod pages;
#[path = "recipients/typed.rs"]
mod typed;
