//! `POST /v1/links`: what goes into promotional mails.

use std::sync::Arc;

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Authorised, Links};
use super::json;
use super::text::{self, Recipients, Row, Text};
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::link::Campaign;
use crate::domain::topic::Topic;
use crate::faces::http::problem::Refusal;
use crate::services::Services;
use crate::services::figures::memory::MintTally;
use crate::services::links::{Link, LinkMaker};

/// Give either `recipient` or `recipients`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinksRequest<'a> {
    /// One address.
    #[serde(borrow)]
    #[schema(value_type = Option<String>, example = "ana@example.com")]
    recipient: Option<Text<'a>>,
    /// Up to 10,000 addresses.
    #[serde(borrow)]
    #[schema(value_type = Option<Vec<String>>, max_items = 10_000)]
    recipients: Option<Vec<Row<'a>>>,
    /// The key of a promotional topic.
    #[serde(borrow)]
    #[schema(value_type = String, required = true, example = "product-news")]
    topic: Option<Text<'a>>,
    /// The sender's key; may be left out, because topic keys are unique.
    #[serde(borrow)]
    #[schema(value_type = Option<String>)]
    sender: Option<Text<'a>>,
    /// `[a-z0-9._-]{0,32}`, to be found again in the ledger.
    #[serde(borrow)]
    #[schema(value_type = Option<String>, pattern = "^[a-z0-9._-]{0,32}$")]
    campaign: Option<Text<'a>>,
    /// A test link verifies and answers, and changes nobody.
    test: Option<bool>,
}

/// One recipient's link.
#[derive(Serialize, ToSchema)]
#[schema(as = Link)]
pub struct LinkAnswer<'a> {
    /// In a batch or a stream: as it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<&'a str>,
    /// The page, and the target of one-click.
    unsubscribe_url: &'a str,
    /// The preference centre.
    preferences_url: &'a str,
    /// Opts out by mail.
    unsubscribe_mailto: &'a str,
    /// The envelope sender, so that a bounce names the recipient.
    return_path: &'a str,
    headers: HeaderFields,
    /// What the caller should know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<&'static str>,
}

/// The header fields of the mail, ready to be written. All of them must be covered by its DKIM signature.
#[derive(Default, Serialize, ToSchema)]
pub struct HeaderFields {
    #[serde(rename = "List-Unsubscribe")]
    list_unsubscribe: String,
    /// Left out while the public URL is not https (RFC 8058 section 3.1).
    #[serde(rename = "List-Unsubscribe-Post", skip_serializing_if = "Option::is_none")]
    list_unsubscribe_post: Option<String>,
    #[serde(rename = "List-Id")]
    list_id: String,
}

/// A row that is no address.
#[derive(Serialize, ToSchema)]
pub struct BadRow<'a> {
    #[schema(value_type = Option<String>)]
    recipient: &'a Row<'a>,
    /// `invalid_address`.
    error: &'static str,
}

/// A link, or why there is none.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the answer; rows are written one by one")]
pub enum LinkRow<'a> {
    /// The link.
    Link(LinkAnswer<'a>),
    /// A bad row.
    Bad(BadRow<'a>),
}

/// Links in the order of the recipients.
#[derive(Serialize, ToSchema)]
#[schema(as = Links)]
#[allow(dead_code, reason = "describes the answer; rows are written one by one")]
pub struct LinksShown<'a> {
    links: Vec<LinkRow<'a>>,
}

/// One link, or as many as were asked for.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the answer; rows are written one by one")]
pub enum LinksAnswer<'a> {
    /// For `recipient`.
    One(LinkAnswer<'a>),
    /// For `recipients`.
    Many(LinksShown<'a>),
}

/// Mints unsubscribe links, addresses and header fields.
#[utoipa::path(
    post, path = "/v1/links", tag = "Links", operation_id = "links",
    description = "Needs the scope `links`. The same request gives the same links; nothing is stored but how many.",
    request_body = LinksRequest,
    responses((status = 200, description = "The link, or one row for each recipient in order", body = LinksAnswer), Errors)
)]
pub async fn links(asked: Authorised<Links>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: LinksRequest<'_> = body.parse()?;
    let topic = required(request.topic.as_ref(), "topic")?.as_str();
    let campaign = campaign(request.campaign.as_ref().map(Text::as_str))?;
    let test = request.test.unwrap_or(false);
    let services = asked.services();
    let topic = services.topic_meant(asked.only(), request.sender.as_ref().map(Text::as_str), topic)?;
    let minter = Minter::new(services, &topic, campaign, test)?;
    match Recipients::of(request.recipient, request.recipients)? {
        Recipients::One(recipient) => {
            let link = minter.mint(&text::address(recipient.as_str(), "recipient")?);
            Ok(json(&minter.shown(None, &link)))
        }
        Recipients::Many(recipients) => Ok(super::json_bytes(batch(&minter, &recipients))),
    }
}

/// Rows whose links are minted together.
const PIECE: usize = 256;

fn batch(minter: &Minter<'_>, recipients: &[Row<'_>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024 * recipients.len() + 16);
    out.extend_from_slice(b"{\"links\":[");
    for (at, piece) in recipients.chunks(PIECE).enumerate() {
        if at > 0 {
            out.push(b',');
        }
        minter.write_piece(piece, &mut out);
    }
    out.extend_from_slice(b"]}");
    out
}

/// The campaign of a request.
///
/// # Errors
/// `invalid_field`.
pub fn campaign(text: Option<&str>) -> Result<Campaign, Problem> {
    let bad = || invalid("campaign", "A campaign is made of a-z, 0-9, dot, underscore and hyphen, at most 32.");
    Campaign::parse(text.unwrap_or_default()).ok_or_else(bad)
}

/// Mints one row after another.
pub struct Minter<'s> {
    /// The services.
    pub services: &'s Services,
    /// The topic's maker.
    pub maker: LinkMaker<'s>,
    /// The campaign in every link.
    pub campaign: Campaign,
    /// Whether they are test links.
    pub test: bool,
    tally: MintTally<'s>,
}

impl<'s> Minter<'s> {
    /// Of links about a topic.
    ///
    /// # Errors
    /// See [`Services::link_maker`].
    pub fn new(services: &'s Services, topic: &Arc<Topic>, campaign: Campaign, test: bool) -> Result<Self, Problem> {
        let tally = services.figures.minting(topic.sender, topic.id, &campaign);
        Ok(Self { services, maker: services.link_maker(topic)?, campaign, test, tally })
    }
}

impl Minter<'_> {
    fn mint(&self, address: &Address) -> Link {
        self.count(1);
        self.maker.mint(address, &self.campaign, self.test)
    }

    /// Test links are mailed to nobody, so they are no volume.
    fn count(&self, more: usize) {
        self.services.counters.link_mints.add(more as u64);
        if !self.test {
            self.tally.add(more as u64);
        }
    }

    fn shown<'a>(&self, recipient: Option<&'a str>, link: &'a Link) -> LinkAnswer<'a> {
        let mut headers = HeaderFields::default();
        for (name, value) in self.maker.headers(link) {
            match name {
                "List-Unsubscribe" => headers.list_unsubscribe = value,
                "List-Unsubscribe-Post" => headers.list_unsubscribe_post = Some(value),
                _ => headers.list_id = value,
            }
        }
        LinkAnswer {
            recipient,
            unsubscribe_url: &link.unsubscribe_url,
            preferences_url: &link.preferences_url,
            unsubscribe_mailto: &link.unsubscribe_mailto,
            return_path: &link.return_path,
            headers,
            warnings: self.maker.warnings(),
        }
    }

    /// Writes rows as JSON objects with commas between them, minting their links together.
    fn write_piece(&self, rows: &[Row<'_>], out: &mut Vec<u8>) {
        let addresses: Vec<Option<Address>> = rows.iter().map(Row::address).collect();
        let known: Vec<Address> = addresses.iter().flatten().cloned().collect();
        self.count(known.len());
        let mut links = self.maker.mint_all(&known, &self.campaign, self.test).into_iter();
        for (at, (row, address)) in rows.iter().zip(&addresses).enumerate() {
            if at > 0 {
                out.push(b',');
            }
            self.write_row(row, address.as_ref().and_then(|_| links.next()).as_ref(), out);
        }
    }

    /// Writes one row as a JSON object.
    pub fn write(&self, row: &Row<'_>, out: &mut Vec<u8>) {
        self.write_row(row, row.address().map(|address| self.mint(&address)).as_ref(), out);
    }

    /// Writing to memory does not fail.
    fn write_row(&self, row: &Row<'_>, link: Option<&Link>, out: &mut Vec<u8>) {
        let _ = match link {
            Some(link) => serde_json::to_writer(out, &self.shown(row.0.as_deref(), link)),
            None => serde_json::to_writer(out, &BadRow { recipient: row, error: Code::InvalidAddress.word() }),
        };
    }

    /// One row as a JSON object of these fields only.
    pub fn write_fields(&self, row: &Row<'_>, fields: &[String], out: &mut Vec<u8>) {
        let Some(address) = row.address() else { return self.write(row, out) };
        let link = self.mint(&address);
        let whole = serde_json::to_value(self.shown(row.0.as_deref(), &link)).unwrap_or_default();
        let chosen: serde_json::Map<_, _> =
            fields.iter().filter_map(|field| Some((field.clone(), whole.get(field)?.clone()))).collect();
        let _ = serde_json::to_writer(out, &chosen);
    }
}
