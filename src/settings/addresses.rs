//! `[[intake.address]]`: the addresses at which mail comes in, whose they are, and what is done with the mail. A list of
//! tables, in the file only: it has no names for variables.

use toml::de::{DeTable, DeValue};

use super::error::Fault;
use super::nearest::suggestion;
use super::raw::Source;
use crate::domain::address::Address;

/// Its name in the file.
pub(super) const NAME: &str = "intake.address";
const KEYS: [&str; 3] = ["address", "sender", "mode"];

/// How it stands in the manual.
pub(super) const MANUAL: &str = "
# Our addresses for mail that comes in: one such table each, as many as there are. The addresses with tokens (u-, b-, c-
# at mail.domain), mail.from, postmaster and abuse are taken anyhow. sender is the key of the sender whose address it is;
# not set: the only sender there is. mode = \"all\" (the default): all mail to it is worked on and answered; \"copy\": we
# see a copy, and keep and answer only requests about preferences and data. For example:
#     [[intake.address]]
#     address = \"support@example.com\"
#     sender = \"acme\"
#     mode = \"all\"
";

/// One of our addresses.
#[derive(Clone, Debug)]
pub struct IntakeAddress {
    /// The address.
    pub address: Address,
    /// The key of the sender whose address it is; `None`: the only one.
    pub sender: Option<String>,
    /// What is done with mail to it.
    pub mode: IntakeMode,
}

/// What is done with mail to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeMode {
    /// All of it is worked on and answered.
    All,
    /// We see a copy: only requests about preferences and data are kept and answered.
    Copy,
}

/// Reads one table of the list.
pub(super) fn read(value: &DeValue<'_>, source: &Source<'_>, offset: usize) -> Result<IntakeAddress, Fault> {
    let place = source.origin(offset).to_string();
    let fault = |what: String| Fault::at(place.clone(), format!("{NAME}: {what}"));
    let DeValue::Table(table) = value else { return Err(fault("write it as [[intake.address]]".to_owned())) };
    refuse_unknown(table, source)?;
    let address = text(table, "address", &fault)?.ok_or_else(|| fault("an address is missing".to_owned()))?;
    // The parser's own words never repeat the address (L6).
    let address = Address::parse(address).map_err(|error| fault(error.to_string()))?;
    let mode = match text(table, "mode", &fault)? {
        None | Some("all") => IntakeMode::All,
        Some("copy") => IntakeMode::Copy,
        Some(_) => return Err(fault("mode is all or copy".to_owned())),
    };
    let sender = text(table, "sender", &fault)?.map(str::to_owned);
    Ok(IntakeAddress { address, sender, mode })
}

fn refuse_unknown(table: &DeTable<'_>, source: &Source<'_>) -> Result<(), Fault> {
    match table.iter().find(|(name, _)| !KEYS.contains(&name.get_ref().as_ref())) {
        None => Ok(()),
        Some((name, _)) => {
            let what =
                format!("unknown key \"{NAME}.{}\"; {}", name.get_ref(), suggestion(name.get_ref(), KEYS.into_iter()));
            Err(Fault::at(source.origin(name.span().start).to_string(), what))
        }
    }
}

fn text<'t>(table: &'t DeTable<'_>, key: &str, fault: &impl Fn(String) -> Fault) -> Result<Option<&'t str>, Fault> {
    match table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref()) {
        None => Ok(None),
        Some(value) => {
            value.as_str().filter(|text| !text.is_empty()).map(Some).ok_or_else(|| fault(format!("{key} is a text")))
        }
    }
}
