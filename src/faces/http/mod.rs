//! HTTP: the server and what holds for every answer of it.
//!
//! - [`routes`]: all paths, and how methods are registered, so that every other one is 405 with `Allow`.
//! - [`problem`]: errors as problem details; the only place with status numbers.
//! - [`envelope`]: what is wrapped around every handler: headers, log line, metrics, panics.
//! - [`client`]: who asks, also behind a proxy.
//! - [`form`]: bodies of POST requests, read as forms.
//! - [`api`]: `/v1`, the ledger, health. [`recipient`]: pages and one-click. [`console`]: pages of operators.
//!
//! **To add a route**: its pattern in [`routes::PATTERNS`], a handler, and a line in the `configure` of [`api`],
//! [`recipient`] or [`console`] that calls [`routes::methods`].

pub mod api;
pub mod client;
pub mod console;
pub mod envelope;
pub mod fields;
pub mod form;
pub mod limits;
pub mod problem;
pub mod recipient;
pub mod routes;
pub mod state;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::{App, HttpServer, middleware, web};

use self::state::State;

/// After this the server drops requests that are still under way. Whoever stops it decides how long to wait for it
/// (`server.shutdown_timeout`); this is only the end of all patience.
const LAST_PATIENCE_SECONDS: u64 = 3600;

/// Serves on this listener, with so many threads, until the server's handle stops it. To be awaited or spawned.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(state: Arc<State>, listener: TcpListener, workers: usize) -> io::Result<Server> {
    let state = web::Data::from(state);
    let app = move || {
        App::new()
            .wrap(middleware::from_fn(console::host::keep_apart))
            .wrap(middleware::from_fn(envelope::wrap))
            .configure(app_config(state.clone()))
    };
    let server = HttpServer::new(app).workers(workers).disable_signals().shutdown_timeout(LAST_PATIENCE_SECONDS);
    Ok(server.listen(listener)?.run())
}

/// Every route with the shared state. What holds for every answer is wrapped around it by [`serve`].
pub fn app_config(state: web::Data<State>) -> impl FnOnce(&mut web::ServiceConfig) {
    move |cfg| {
        cfg.app_data(state)
            .configure(problem::extractors)
            .configure(api::configure)
            .configure(recipient::configure)
            .configure(console::configure)
            .default_service(web::to(problem::nothing_here));
    }
}

/// Serves `/metrics` on this listener of its own, which is not meant for the public (contract: default off).
///
/// # Errors
/// When the listener cannot be used.
pub fn serve_metrics(state: Arc<State>, listener: TcpListener) -> io::Result<Server> {
    let state = web::Data::from(state);
    let app = move || {
        App::new()
            .wrap(middleware::from_fn(envelope::wrap))
            .app_data(state.clone())
            .service(routes::methods("/metrics", vec![(actix_web::http::Method::GET, web::to(api::metrics::show))]))
            .default_service(web::to(problem::nothing_here))
    };
    let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(LAST_PATIENCE_SECONDS);
    Ok(server.listen(listener)?.run())
}
