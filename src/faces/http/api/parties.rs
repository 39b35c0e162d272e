//! `/v1/systems`, `/v1/partners`, `/v1/controllers`: who else must be told. Three registries of one shape.

use actix_web::http::Method;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Admin, AnyKey, Authorised};
use super::query::{Page, Query};
use super::{json, list, new_key, not_empty};
use crate::domain::address::Address;
use crate::domain::case::PartyKind;
use crate::domain::case::party::PartyDetail;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::faces::http::routes::methods;
use crate::services::parties::{NamedParty, NewParty, PartyUpdate};

/// A system, partner or controller.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Party {
    /// Its id.
    id: String,
    /// Its short name.
    key: String,
    /// The name people know.
    name: String,
    /// The only sender it concerns; every one without it.
    sender: Option<String>,
    /// The mail address of its contact.
    contact: Option<String>,
    /// Where its webhook is.
    url: Option<String>,
    /// What data it holds or gets.
    data: Option<String>,
    /// What for.
    purpose: Option<String>,
    /// How long it keeps it.
    retention: Option<String>,
    /// Where the data comes from.
    source: Option<String>,
    /// Partner: where the agreement is on file.
    agreement: Option<String>,
    /// Partner: its day, `YYYY-MM-DD`.
    agreed_on: Option<String>,
    /// Controller: its domains, by which its end users are recognised.
    domains: Option<Vec<String>>,
    /// Controller: the languages it answers in.
    languages: Option<Vec<String>>,
    /// Controller: where its end users can ask, shown to them.
    ask: Option<String>,
    /// Controller: it is told of each redirected request.
    tell: Option<bool>,
    /// When it was added.
    #[schema(format = DateTime)]
    created_at: String,
    /// Told no more since.
    #[schema(format = DateTime)]
    retired_at: Option<String>,
    /// The secret of its webhook; only in the answer that made it.
    secret: Option<String>,
}

/// A page of parties, by key.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct Parties {
    /// Named as the registry: `systems`, `partners` or `controllers`.
    systems: Vec<Party>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// A party to be made, or what changes about one; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyRequest {
    /// `a-z`, `0-9` and inner `-`, at most 63; needed for a new one, and never changed.
    #[schema(example = "crm")]
    key: Option<String>,
    /// The name people know; needed for a new one.
    name: Option<String>,
    /// Only this sender's; every one's without it. Never changed.
    sender: Option<String>,
    /// The mail address of its contact; an empty text takes it away.
    contact: Option<String>,
    /// Its webhook; an empty text takes it away.
    url: Option<String>,
    /// What data it holds or gets.
    data: Option<String>,
    /// What for.
    purpose: Option<String>,
    /// How long it keeps it.
    retention: Option<String>,
    /// Where the data comes from.
    source: Option<String>,
    /// Partner: where the agreement is on file; needed.
    agreement: Option<String>,
    /// Partner: its day, `YYYY-MM-DD`; needed.
    agreed_on: Option<String>,
    /// Controller: its domains.
    domains: Option<Vec<String>>,
    /// Controller: the languages it answers in.
    languages: Option<Vec<String>>,
    /// Controller: where its end users can ask; needed.
    ask: Option<String>,
    /// Controller: it is told of each redirected request.
    tell: Option<bool>,
    /// Told no more (`true`), or told again (`false`).
    retired: Option<bool>,
}

#[derive(Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    party: &'a NamedParty,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

type Registry = (PartyKind, &'static str);

fn list_of(asked: &Authorised<AnyKey>, (kind, name): Registry, page: &Page) -> Result<HttpResponse, Refusal> {
    let parties = asked.services().parties(kind)?;
    let seen = sees(asked);
    let (shown, next) = page.of(parties.iter().filter(|party| seen(party)), |party: &NamedParty| &party.key)?;
    Ok(list(&format!("/v1/{name}"), name, &shown, next))
}

/// Whether a key sees a party: one for all senders every one, one for a single sender that sender's and everybody's.
fn sees(asked: &Authorised<AnyKey>) -> impl Fn(&NamedParty) -> bool + use<> {
    let only = asked.only();
    let own = only.and_then(|only| asked.services().gate.registry().sender(only).map(|sender| sender.key.to_string()));
    move |party| only.is_none() || party.sender.is_none() || party.sender == own
}

/// One party; what concerns another sender only is not there for a key that is for one.
fn show(asked: &Authorised<AnyKey>, (kind, _): Registry, key: &str) -> Result<NamedParty, Refusal> {
    let party = asked.services().party(kind, key)?;
    match sees(asked)(&party) {
        true => Ok(party),
        false => Err(Problem::new(Code::NotFound, "There is nothing of this key.").into()),
    }
}

async fn add(asked: &Authorised<Admin>, (kind, name): Registry, body: &Body) -> Result<HttpResponse, Refusal> {
    asked.for_all_senders()?;
    let wanted: PartyRequest = body.parse()?;
    let sender = wanted.sender.as_deref().map(|key| asked.services().sender_meant(None, Some(key))).transpose()?;
    let new = NewParty {
        kind,
        key: new_key(required(wanted.key.as_deref(), "key")?, "key")?,
        name: not_empty(required(wanted.name.clone(), "name")?, "name")?,
        sender: sender.map(|sender| sender.id),
        contact: contact(wanted.contact.as_deref())?.flatten(),
        url: url(wanted.url.as_deref()).flatten(),
        detail: wanted.detail(PartyDetail::default()),
    };
    let (party, secret) = asked.services().add_party(new, asked.by()).await?;
    let place = format!("/v1/{name}/{}", party.key);
    let secret = secret.map(|secret| secret.to_text().to_string());
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(Answered { party: &party, secret }))
}

async fn change(
    asked: &Authorised<Admin>,
    (kind, _): Registry,
    request: &HttpRequest,
    body: &Body,
) -> Result<HttpResponse, Refusal> {
    asked.for_all_senders()?;
    let wanted: PartyRequest = body.parse()?;
    if wanted.key.is_some() || wanted.sender.is_some() {
        return Err(invalid("key", "Key and sender of a party never change; retire it and add another.").into());
    }
    let standing = asked.services().party(kind, key(request))?;
    let update = PartyUpdate {
        name: wanted.name.clone().map(|name| not_empty(name, "name")).transpose()?,
        contact: contact(wanted.contact.as_deref())?,
        url: url(wanted.url.as_deref()),
        retired: wanted.retired,
        detail: Some(wanted.detail(standing.detail)),
    };
    let (party, secret) = asked.services().change_party(kind, key(request), update, asked.by()).await?;
    let secret = secret.map(|secret| secret.to_text().to_string());
    Ok(json(&Answered { party: &party, secret }))
}

async fn rotate(
    asked: &Authorised<Admin>,
    (kind, _): Registry,
    request: &HttpRequest,
) -> Result<HttpResponse, Refusal> {
    asked.for_all_senders()?;
    let secret = asked.services().rotate_party_secret(kind, key(request), asked.by()).await?;
    let party = asked.services().party(kind, key(request))?;
    Ok(json(&Answered { party: &party, secret: Some(secret.to_text().to_string()) }))
}

/// The calls of one registry.
macro_rules! registry {
    ($(#[$doc:meta])* $module:ident, $kind:ident, $all:tt, $one:tt, $rotate:tt, $ops:tt) => {
        registry!(@ $(#[$doc])* $module, $kind, $all, $one, $rotate, $ops);
    };
    (@ $(#[$doc:meta])* $module:ident, $kind:ident, $all:tt, $one:tt, $rotate:tt,
     [$list_op:tt, $show_op:tt, $add_op:tt, $change_op:tt, $rotate_op:tt]) => {
        $(#[$doc])*
        pub mod $module {
            use super::*;

            const REGISTRY: Registry = (PartyKind::$kind, stringify!($module));

            /// Lists the registry.
            #[utoipa::path(
                get, path = $all, tag = "Registries", operation_id = $list_op,
                description = "Any valid key; a key for one sender sees what concerns that one.",
                params(Page),
                responses((status = 200, description = "By key", body = Parties), Errors)
            )]
            pub async fn list_all(asked: Authorised<AnyKey>, page: Query<Page>) -> Result<HttpResponse, Refusal> {
                list_of(&asked, REGISTRY, &page.0)
            }

            /// Shows one.
            #[utoipa::path(
                get, path = $one, tag = "Registries", operation_id = $show_op,
                description = "Any valid key.",
                params(("key" = String, Path, description = "Its key")),
                responses((status = 200, description = "It", body = Party), Errors)
            )]
            pub async fn show_one(asked: Authorised<AnyKey>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
                Ok(json(&show(&asked, REGISTRY, key(&request))?))
            }

            /// Adds one.
            #[utoipa::path(
                post, path = $all, tag = "Registries", operation_id = $add_op,
                description = "Needs the scope `admin`, of a key for all senders. One with a webhook gets a secret, shown \
                    only here.",
                request_body = PartyRequest,
                responses((status = 201, description = "It", body = Party), Errors)
            )]
            pub async fn add_one(asked: Authorised<Admin>, body: Body) -> Result<HttpResponse, Refusal> {
                add(&asked, REGISTRY, &body).await
            }

            /// Changes one.
            #[utoipa::path(
                patch, path = $one, tag = "Registries", operation_id = $change_op,
                description = "Needs the scope `admin`, of a key for all senders. What is left out stays; `retired` ends \
                    or resumes it.",
                params(("key" = String, Path, description = "Its key")),
                request_body = PartyRequest,
                responses((status = 200, description = "It", body = Party), Errors)
            )]
            pub async fn change_one(
                asked: Authorised<Admin>,
                request: HttpRequest,
                body: Body,
            ) -> Result<HttpResponse, Refusal> {
                change(&asked, REGISTRY, &request, &body).await
            }

            /// Gives its webhook another secret.
            #[utoipa::path(
                post, path = $rotate, tag = "Registries", operation_id = $rotate_op,
                description = "Needs the scope `admin`, of a key for all senders. The secret is shown only here; the one \
                    before ends at once.",
                params(("key" = String, Path, description = "Its key")),
                responses((status = 200, description = "It, with the secret", body = Party), Errors)
            )]
            pub async fn rotate_one(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
                rotate(&asked, REGISTRY, &request).await
            }
        }
    };
}

registry!(
    /// `/v1/systems`.
    systems, System, "/v1/systems", "/v1/systems/{key}", "/v1/systems/{key}/rotate",
    ["list_systems", "show_system", "add_system", "change_system", "rotate_system_secret"]
);
registry!(
    /// `/v1/partners`.
    partners, Partner, "/v1/partners", "/v1/partners/{key}", "/v1/partners/{key}/rotate",
    ["list_partners", "show_partner", "add_partner", "change_partner", "rotate_partner_secret"]
);
registry!(
    /// `/v1/controllers`.
    controllers, Controller, "/v1/controllers", "/v1/controllers/{key}", "/v1/controllers/{key}/rotate",
    ["list_controllers", "show_controller", "add_controller", "change_controller", "rotate_controller_secret"]
);

/// The routes of all three.
pub fn configure(cfg: &mut web::ServiceConfig) {
    macro_rules! routes {
        ($($module:ident, $all:literal, $one:literal, $rotate:literal;)*) => {$(
            cfg.service(methods(
                $all,
                vec![(Method::GET, web::to($module::list_all)), (Method::POST, web::to($module::add_one))],
            ))
            .service(methods(
                $one,
                vec![(Method::GET, web::to($module::show_one)), (Method::PATCH, web::to($module::change_one))],
            ))
            .service(methods($rotate, vec![(Method::POST, web::to($module::rotate_one))]));
        )*};
    }
    routes! {
        systems, "/v1/systems", "/v1/systems/{key}", "/v1/systems/{key}/rotate";
        partners, "/v1/partners", "/v1/partners/{key}", "/v1/partners/{key}/rotate";
        controllers, "/v1/controllers", "/v1/controllers/{key}", "/v1/controllers/{key}/rotate";
    }
}

impl PartyRequest {
    /// What is recorded from now on: what is given over what stands.
    fn detail(self, standing: PartyDetail) -> PartyDetail {
        let text = |new: Option<String>, old: String| new.map_or(old, |text| text.trim().to_owned());
        PartyDetail {
            data: text(self.data, standing.data),
            purpose: text(self.purpose, standing.purpose),
            retention: text(self.retention, standing.retention),
            source: text(self.source, standing.source),
            agreement: text(self.agreement, standing.agreement),
            agreed_on: text(self.agreed_on, standing.agreed_on),
            domains: self.domains.map_or(standing.domains, |all| all.iter().map(|d| d.trim().to_lowercase()).collect()),
            languages: self.languages.unwrap_or(standing.languages),
            ask: text(self.ask, standing.ask),
            tell: self.tell.unwrap_or(standing.tell),
        }
    }
}

fn key(request: &HttpRequest) -> &str {
    request.match_info().get("key").unwrap_or_default()
}

fn contact(text: Option<&str>) -> Result<Option<Option<Address>>, Problem> {
    match text.map(str::trim) {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(text) => Ok(Some(Some(super::text::address(text, "contact")?))),
    }
}

fn url(text: Option<&str>) -> Option<Option<String>> {
    text.map(str::trim).map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()))
}
