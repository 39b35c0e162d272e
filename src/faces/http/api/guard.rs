//! Authorisation is the extractor's type: a handler that names [`Authorised<Gate>`] runs only for a key with that
//! scope, and has no other way to a [`Caller`].

use std::future::{Ready, ready};
use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};

use crate::domain::access::ApiScope;
use crate::domain::change::Channel;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;
use crate::services::Services;
use crate::services::access::Caller;
use crate::services::senders::By;

/// What a call needs of its key.
pub trait Need {
    /// The scope; `None`: any valid key will do.
    const SCOPE: Option<ApiScope>;
}

macro_rules! needs {
    ($($(#[$doc:meta])* $name:ident = $scope:expr;)*) => {
        $($(#[$doc])* pub struct $name;
        impl Need for $name {
            const SCOPE: Option<ApiScope> = $scope;
        })*
    };
}

needs! {
    /// Mint links.
    Links = Some(ApiScope::Links);
    /// Ask the gate.
    Gate = Some(ApiScope::Gate);
    /// Change and look up preferences.
    Preferences = Some(ApiScope::Preferences);
    /// Hand mail in, and work on what it asks.
    Cases = Some(ApiScope::Cases);
    /// Read ledger entries.
    Events = Some(ApiScope::Events);
    /// Change registries.
    Admin = Some(ApiScope::Admin);
    /// Read registries.
    AnyKey = None;
}

/// A caller whose key allows this call, and what the call works with.
pub struct Authorised<N> {
    caller: Caller,
    state: web::Data<State>,
    need: PhantomData<N>,
}

impl<N> Authorised<N> {
    /// Who calls.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The services.
    pub fn services(&self) -> &Services {
        &self.state.services
    }

    /// The state itself, for answers that outlive the handler.
    pub fn state(&self) -> web::Data<State> {
        self.state.clone()
    }

    /// The only sender that the key is for, if it is for one only.
    pub fn only(&self) -> Option<SenderId> {
        self.caller.sender()
    }

    /// How the caller's changes are written down.
    pub fn by(&self) -> By {
        (self.caller.actor(), Channel::Api)
    }

    /// Refuses a key of another sender.
    ///
    /// # Errors
    /// `wrong_sender`.
    pub fn for_sender(&self, sender: SenderId) -> Result<(), Problem> {
        match self.only().is_none_or(|only| only == sender) {
            true => Ok(()),
            false => Err(Problem::new(Code::WrongSender, "This API key is for another sender.")),
        }
    }

    /// Refuses a key that is for one sender only.
    ///
    /// # Errors
    /// `wrong_sender`.
    pub fn for_all_senders(&self) -> Result<(), Problem> {
        match self.only() {
            None => Ok(()),
            Some(_) => Err(Problem::new(Code::WrongSender, "This needs an API key that is for all senders.")),
        }
    }
}

impl<N: Need> FromRequest for Authorised<N> {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authorise(request).map_err(Refusal::from))
    }
}

fn authorise<N: Need>(request: &HttpRequest) -> Result<Authorised<N>, Problem> {
    let no_state = || Problem::new(Code::Internal, "The server was put together without its state.");
    let state = request.app_data::<web::Data<State>>().ok_or_else(no_state)?.clone();
    let missing = || Problem::new(Code::Unauthenticated, "Send the header \"Authorization: Bearer dsk_...\".");
    let caller = state.services.caller(secret(request).ok_or_else(missing)?)?;
    if let Some(scope) = N::SCOPE {
        caller.require(scope)?;
    }
    Ok(Authorised { caller, state, need: PhantomData })
}

/// The bearer token (RFC 6750 section 2.1; the scheme's letter case does not matter, RFC 9110 section 11.1).
fn secret(request: &HttpRequest) -> Option<&str> {
    let (scheme, secret) = request.headers().get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}
