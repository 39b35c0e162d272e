//! What a new installation prints, once: enough to see within a minute what Desist does.

use super::Running;
use super::house::First;
use crate::domain::address::Address;
use crate::domain::link::Campaign;
use crate::faces::cli::paint::Paint;
use crate::settings::{Server, Settings, Transport};

/// The address of nobody: `example.org` is set aside for examples (RFC 2606).
const YOU: &str = "you@example.org";
/// The sample topic that the link is about.
const TOPIC: &str = "product-news";

/// Where mail goes, for people.
pub(super) fn where_mail_goes(settings: &Settings) -> String {
    match &settings.mail.transport {
        Transport::Folder { folder } => format!("written to {} instead of being sent", folder.display()),
        Transport::Sendmail { command } => format!("handed to {command}"),
        Transport::Smtp(smtp) => format!("sent through {}:{}", smtp.host, smtp.port),
    }
}

/// What the operator does next: the rest of a command, and what for.
const NEXT: [(&str, &str); 5] = [
    ("sender set default --name \"Your Company\"", "what recipients read"),
    ("topic add weekly --name \"Weekly\"", "your own topics"),
    ("key create --name shop --scope links,gate", "a key for each tool"),
    ("config print", "every setting, explained: for desist.toml"),
    ("doctor", "what is missing before real use"),
];

/// The block for standard output. `options` are repeated in every command, or it would speak to another installation.
pub(super) fn welcome(running: &Running, first: &First, mail: &str, options: &str) -> String {
    let api_key = first.key.as_str();
    let paint = Paint::stdout();
    // The first calls come from this machine: what stands in front under the public name may not be there yet.
    let (origin, own) = (&running.origin, Server::own_origin(running.bound));
    let curl = format!(
        "curl -s {own}/v1/check -H 'Authorization: Bearer {api_key}' \\\n         \
         -H 'Content-Type: application/json' \\\n         \
         -d '{{\"recipient\":\"{YOU}\",\"topic\":\"{TOPIC}\"}}'"
    );
    let console = match &first.console {
        Some(path) => format!("{own}{path}"),
        None => format!("(`desist{options} operator add` makes a link)"),
    };
    let link = sample_link(running).unwrap_or_else(|why| format!("(none: {why})"));
    format!(
        "\n  {title}\n\n  \
         API key (shown this once; all scopes)\n      {key}\n\n  \
         Try it\n  \
         1. May product news go to {YOU}? Now: \"allowed\":true\n      {curl}\n  \
         2. Open this unsubscribe link in a browser and press the button. (Opening it changes nothing.)\n      {link}\n  \
         3. Ask again: \"allowed\":false. Ask with \"topic\":\"invoices\": still true, for a stop never blocks those.\n\n  \
         Console    your way in, once, within three days: choose a password, connect an authenticator\n      {console}\n\n  \
         Mail       {mail}\n  \
         Data       {data}: back it up with `desist{options} backup FILE`; without keys/ the database is useless\n  \
         API        {own}/docs\n\n  \
         Next\n{next}\n",
        title = paint.strong(&format!("Desist is running at {origin}")),
        key = paint.good(api_key),
        link = paint.link(&link),
        console = paint.link(&console),
        data = running.services.config.data_dir.display(),
        next = next(options),
    )
}

fn next(options: &str) -> String {
    let commands = NEXT.map(|(command, meaning)| (format!("desist{options} {command}"), meaning));
    let width = commands.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    commands.iter().map(|(command, meaning)| format!("      {command:<width$}   {meaning}\n")).collect()
}

fn sample_link(running: &Running) -> Result<String, String> {
    let services = &running.services;
    let topic = services.topic_meant(None, None, TOPIC).map_err(|problem| problem.detail)?;
    let maker = services.link_maker(&topic).map_err(|problem| problem.detail)?;
    let you = Address::parse(YOU).map_err(|e| e.to_string())?;
    let campaign = Campaign::parse("").ok_or("no campaign")?;
    Ok(maker.mint(&you, &campaign, false).unsubscribe_url)
}
