//! `desist operator`: people in the console.

use super::args::Operator as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, address, open, print, print_json};
use crate::domain::operator::Role;
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::operators::NamedOperator;
use crate::services::registry::operators::OperatorChange;
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Add { address: typed, name, role } => add(&typed, name, &role, settings).await?,
        What::List { json } => list(json, settings).await?,
        What::Role { address: typed, role: word } => {
            let (services, operator) = named(&typed, settings).await?;
            let role = role(&word)?;
            services.change_operator(&operator.id, OperatorChange::Role(role), BY).await?;
            eprintln!("From now on their role is {}.", role.word());
        }
        What::Reset { address: typed } => {
            let (services, operator) = named(&typed, settings).await?;
            print_link(&services.reset_operator(&operator.id, BY).await?)?;
        }
        What::Disable { address: typed } => {
            let (services, operator) = named(&typed, settings).await?;
            services.change_operator(&operator.id, OperatorChange::Disabled, BY).await?;
            eprintln!("Disabled. All their sessions have ended.");
        }
        What::Enable { address: typed } => {
            let (services, operator) = named(&typed, settings).await?;
            services.change_operator(&operator.id, OperatorChange::Enabled, BY).await?;
            print_link(&services.reset_operator(&operator.id, BY).await?)?;
        }
    }
    Ok(Answer::Yes)
}

async fn add(typed: &str, name: Option<String>, word: &str, settings: &Settings) -> Result<(), Failure> {
    let (address, role) = (address(typed)?, role(word)?);
    let name = name.unwrap_or_else(|| address.delivery().split('@').next().unwrap_or_default().to_owned());
    let services = open(settings, OnEmpty::Begin).await?;
    let (_, url) = services.add_operator(&address, &name, role, BY).await?;
    print_link(&url)
}

fn print_link(url: &str) -> Result<(), Failure> {
    print(&format!("{url}\n"))?;
    eprintln!("The link works once, for three days. It is not kept: `desist operator reset` makes another.");
    Ok(())
}

fn role(word: &str) -> Result<Role, Failure> {
    let words: Vec<_> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::from_word(word).ok_or_else(|| Failure::Input(format!("A role is one of these: {}.", words.join(", "))))
}

async fn named(typed: &str, settings: &Settings) -> Result<(std::sync::Arc<Services>, NamedOperator), Failure> {
    let address = address(typed)?;
    let services = open(settings, OnEmpty::Refuse).await?;
    let all = services.operators().await?;
    let found = all.into_iter().find(|operator| operator.address.eq_ignore_ascii_case(address.delivery()));
    let none = || Failure::Input("There is no operator of this address; `desist operator list` shows all.".to_owned());
    Ok((services, found.ok_or_else(none)?))
}

async fn list(as_json: bool, settings: &Settings) -> Result<(), Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let all = services.operators().await?;
    if as_json {
        return print_json(&all);
    }
    let state = |operator: &NamedOperator| match (operator.disabled_at, operator.has_begun) {
        (Some(at), _) => format!("disabled {}", at.date()),
        (None, true) => "can sign in".to_owned(),
        (None, false) => "was invited".to_owned(),
    };
    let row = |operator: &NamedOperator| {
        let columns = [&operator.address, &operator.name, operator.role.word(), &operator.created_at.date()];
        columns.map(|text| text.to_owned()).into_iter().chain([state(operator)]).collect()
    };
    print(&table(&["address", "name", "role", "since", "state"], &all.iter().map(row).collect::<Vec<_>>()))
}
