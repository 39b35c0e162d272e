//! `desist link`: minting and explaining.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::{Map, Value, json};

use super::args::{Link as What, Mint};
use super::failure::{Failure, chain};
use super::paint::counted;
use super::{Answer, open, print, print_json};
use crate::domain::address::Address;
use crate::domain::link::{Campaign, inspect};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::imports::columns::{Columns, delimiter, line_offset};
use crate::services::links::{Link, LinkMaker};
use crate::settings::Settings;

/// The columns that `--csv` adds.
const ADDED: [&str; 4] = ["unsubscribe_url", "preferences_url", "unsubscribe_mailto", "return_path"];

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    match what {
        What::Mint(mint) => mint_all(&services, &mint).await,
        What::Inspect { token, json } => explain(&services, &token, json),
    }
}

async fn mint_all(services: &Services, mint: &Mint) -> Result<Answer, Failure> {
    let campaign = Campaign::parse(&mint.campaign)
        .ok_or_else(|| Failure::Input("--campaign takes a-z, 0-9, dot, underscore and dash, at most 32.".to_owned()))?;
    let topic = services.topic_meant(None, None, &mint.topic)?;
    let maker = services.link_maker(&topic)?;
    maker.warnings().iter().for_each(|warning| eprintln!("warning: {warning}"));
    let minting = Minting { maker, campaign, test: mint.test };
    let out = BufWriter::with_capacity(256 * 1024, io::stdout().lock());
    let minted = match mint.csv {
        true => minting.table(io::stdin().lock(), out)?,
        false => minting.lines(io::stdin().lock(), out)?,
    };
    if !mint.test {
        let campaign = Campaign::parse(&mint.campaign).unwrap_or_default();
        services.figures.minted(topic.sender, topic.id, &campaign, minted.good);
    }
    // The links are out and good, whether they are counted or not.
    if let Err(error) = services.flush_figures().await {
        eprintln!("warning: these links are not in the figures: {}", chain(&error).join(": "));
    }
    minted.answer()
}

/// How many lines came out which way.
#[derive(Default)]
struct Minted {
    good: u64,
    bad: u64,
}

impl Minted {
    /// Faulty lines are an answer, not a failure, as long as there was anything to do (contract, exit codes).
    fn answer(self) -> Result<Answer, Failure> {
        match self {
            Self { bad: 0, .. } => Ok(Answer::Yes),
            Self { good: 0, .. } => Err(Failure::Input("No line of the input holds an address.".to_owned())),
            Self { bad, .. } => {
                eprintln!("{} no address; all others are done.", counted(bad, "line holds", "lines hold"));
                Ok(Answer::No)
            }
        }
    }
}

struct Minting<'a> {
    maker: LinkMaker<'a>,
    campaign: Campaign,
    test: bool,
}

impl Minting<'_> {
    fn lines(&self, mut input: impl BufRead, mut out: impl Write) -> Result<Minted, Failure> {
        let (mut line, mut number, mut minted) = (Vec::new(), 0_u64, Minted::default());
        while input.read_until(b'\n', &mut line).map_err(read_failed)? > 0 {
            number += 1;
            let text = String::from_utf8_lossy(line.trim_ascii()).into_owned();
            if !text.is_empty() {
                let shown = self.mint(&text, number, &mut minted).map_or_else(
                    || json!({ "recipient": text, "error": "invalid_address" }),
                    |link| self.shown(&text, &link),
                );
                writeln!(out, "{shown}").map_err(Failure::output)?;
            }
            line.clear();
        }
        out.flush().map_err(Failure::output)?;
        Ok(minted)
    }

    fn table(&self, mut input: impl BufRead, out: impl Write) -> Result<Minted, Failure> {
        let start = input.fill_buf().map_err(read_failed)?;
        let (delimiter, offset) =
            (delimiter(start.split(|byte| *byte == b'\n').next().unwrap_or_default()), line_offset(start));
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
        let mut header = reader.byte_headers().map_err(table_failed)?.clone();
        let columns = Columns::find(header.iter()).ok_or_else(|| {
            Failure::Input("The first line names no column that holds addresses, such as \"email\".".to_owned())
        })?;
        let width = header.len();
        ADDED.iter().for_each(|name| header.push_field(name.as_bytes()));
        writer.write_byte_record(&header).map_err(table_failed)?;
        let (mut row, mut minted) = (csv::ByteRecord::new(), Minted::default());
        while reader.read_byte_record(&mut row).map_err(table_failed)? {
            let line = row.position().map_or(0, csv::Position::line) + offset;
            let text = String::from_utf8_lossy(row.get(columns.address).unwrap_or_default()).into_owned();
            // A short row is filled up, so that the added cells stand under their names.
            (row.len()..width).for_each(|_| row.push_field(b""));
            let link = self.mint(&text, line, &mut minted);
            cells(link.as_ref()).iter().for_each(|cell| row.push_field(cell.as_bytes()));
            writer.write_byte_record(&row).map_err(table_failed)?;
        }
        writer.flush().map_err(Failure::output)?;
        Ok(minted)
    }

    /// A bad line is told by its number: what it holds may still be somebody's address (L6).
    fn mint(&self, text: &str, line: u64, minted: &mut Minted) -> Option<Link> {
        match Address::parse(text) {
            Ok(address) => {
                minted.good += 1;
                Some(self.maker.mint(&address, &self.campaign, self.test))
            }
            Err(error) => {
                minted.bad += 1;
                eprintln!("line {line}: {error}");
                None
            }
        }
    }

    fn shown(&self, recipient: &str, link: &Link) -> Value {
        let headers: Map<String, Value> =
            self.maker.headers(link).into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        json!({
            "recipient": recipient,
            "unsubscribe_url": link.unsubscribe_url,
            "preferences_url": link.preferences_url,
            "unsubscribe_mailto": link.unsubscribe_mailto,
            "return_path": link.return_path,
            "headers": headers,
        })
    }
}

fn cells(link: Option<&Link>) -> [&str; 4] {
    link.map_or([""; 4], |link| {
        [&link.unsubscribe_url, &link.preferences_url, &link.unsubscribe_mailto, &link.return_path].map(String::as_str)
    })
}

fn read_failed(error: io::Error) -> Failure {
    Failure::io("read standard input", error)
}

/// A table that cannot be read is bad input; a pipe that was closed is not.
fn table_failed(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::output(error),
        kind => Failure::Input(format!("The table cannot be read: {kind:?}.")),
    }
}

fn explain(services: &Services, token: &str, as_json: bool) -> Result<Answer, Failure> {
    let explained = explanation(services, token);
    if as_json {
        print_json(&explained)?;
    } else {
        let lines = explained.as_object().into_iter().flatten();
        let text: String = lines.map(|(name, value)| format!("{name:<10} {}\n", plain(value))).collect();
        print(&text)?;
    }
    Ok(if explained["verifies"] == true { Answer::Yes } else { Answer::No })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn explanation(services: &Services, token: &str) -> Value {
    let inspection = match inspect(&services.vault.links, token) {
        Ok(inspection) => inspection,
        Err(error) => return json!({ "verifies": false, "why": error.to_string() }),
    };
    let registry = services.gate.registry();
    let topic = registry.topic(inspection.topic).map(|topic| topic.key.to_string());
    let mut shown = json!({
        "verifies": inspection.verdict().is_ok(),
        "version": inspection.version,
        "key_id": inspection.key_id,
        "topic": topic.unwrap_or_else(|| format!("unknown ({})", inspection.topic)),
    });
    if let Err(error) = inspection.verdict() {
        shown["why"] = error.to_string().into();
    }
    describe(services, &inspection, &mut shown);
    shown
}

fn describe(services: &Services, inspection: &crate::domain::link::Inspection, shown: &mut Value) {
    use crate::domain::link::Form;
    match &inspection.form {
        Form::Url { sender, claim } => {
            let registry = services.gate.registry();
            shown["form"] = "url".into();
            shown["sender"] = registry.sender(*sender).map(|sender| sender.key.to_string()).into();
            if let Ok(claim) = claim {
                shown["recipient"] = claim.address.delivery().into();
                shown["campaign"] = claim.campaign.as_str().into();
                shown["test"] = claim.test.into();
            }
        }
        Form::Mail { purpose, claim } => {
            shown["form"] = "mail".into();
            shown["purpose"] = purpose.letter().to_string().into();
            if let Ok(claim) = claim {
                // A test link names nobody.
                shown["recipient_key"] = claim.recipient.map(|key| crate::store::hex(&key.bytes)).into();
            }
        }
    }
}
