//! What can be typed, and the help that explains it. Environment variables are the settings' business, so that one
//! table names them all.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};

/// Desist makes "stop" stick: it signs unsubscribe links, answers "may I send this to her?", and keeps a record of every
/// change that anyone can verify.
#[derive(Debug, Parser)]
#[command(
    name = "desist",
    version,
    max_term_width = 110,
    after_long_help = "Try it:\n  desist demo                 plays the whole story in a temporary directory\n  desist                      \
                       starts the service on http://127.0.0.1:8080 and prints a key and a link to click\n\nExit codes: 0 done; \
                       1 the answer is \"no\"; 2 usage or bad input; 3 could not be done.\n\nEvery setting can be given as a \
                       variable DESIST_<SECTION>_<KEY>; `desist config print` explains them all."
)]
pub struct Arguments {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take a comment for help")]
    pub global: Global,
    #[command(subcommand)]
    #[expect(missing_docs, reason = "clap would take a comment for help")]
    pub command: Option<Command>,
}

/// Where the installation is.
#[derive(Debug, Args)]
pub struct Global {
    /// Settings file [default: desist.toml in the data directory, if it is there]
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Directory of keys, database and outgoing mail [default: ./desist-data]
    #[arg(long, value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// sqlite:PATH or postgres://USER@HOST/NAME; a password is better given as DESIST_DATABASE_URL_FILE
    /// [default: SQLite in the data directory]
    #[arg(long, value_name = "URL", global = true)]
    pub database_url: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the service (also without any command)
    Serve(Serve),
    /// Play the main job end to end, over real HTTP, in a temporary directory
    Demo,
    /// API keys
    #[command(subcommand)]
    Key(Key),
    /// Unsubscribe links: mint them, or explain one
    #[command(subcommand)]
    Link(Link),
    /// May this be sent to this recipient now? Exit code 0: yes; 1: no
    Check(Check),
    /// May this person's data be passed on to a third party? And the list of all whose data must not be
    #[command(subcommand)]
    DoNotShare(DoNotShare),
    /// Take a suppression list over from another system
    Import(Import),
    /// Store mail from a pipe. Exit code 0: stored durably; 75: try again later
    Ingest(Ingest),
    /// Mail that came in: what waits for a person, and the decision
    #[command(subcommand)]
    Intake(Intake),
    /// Support mailboxes whose forwards are trusted
    #[command(subcommand)]
    Agent(Agent),
    /// People in the console: let them in, change what they may do, shut them out
    #[command(subcommand)]
    Operator(Operator),
    /// What recipients asked for and somebody must answer
    #[command(subcommand)]
    Case(Case),
    /// Systems that hold personal data, and must confirm a deletion or correction
    #[command(subcommand)]
    System(Party),
    /// Third parties that data is shared with, and who are told who does not want that
    #[command(subcommand)]
    Partner(Party),
    /// Customers whose end users write to us by mistake
    #[command(subcommand)]
    Controller(Party),
    /// The response record: every request, when it was answered, and what all of them come to
    Report(Report),
    /// Volumes, stops with their reasons, and complaints, by day, topic and campaign
    Figures(Figures),
    /// Verify the whole ledger, or one receipt offline
    Verify(Verify),
    /// Topics
    #[command(subcommand)]
    Topic(Topic),
    /// Senders
    #[command(subcommand)]
    Sender(Sender),
    /// Endpoints of yours that are told what happens, by signed webhook
    #[command(subcommand)]
    Webhook(Webhook),
    /// Settings
    #[command(subcommand)]
    Config(Config),
    /// What is old and goes: the rules, what would go now, and to have it go
    #[command(subcommand)]
    Retention(Retention),
    /// Copy database and keys into one file, while the service runs
    Backup(Backup),
    /// Put a backup in its place, and do again what was asked since
    Restore(Restore),
    /// Write the receipt of one ledger entry, for the person it is about
    Receipt(Receipt),
    /// Find what is wrong or missing, and say how to mend it
    Doctor(Doctor),
}

/// `serve`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "The first start makes keys, database, a sample sender with its topics and an API key, and \
                             prints that key once.\nSIGTERM or Ctrl-C stops it in order; a second one at once.\n\n  desist \
                             serve --listen 127.0.0.1:0        any free port; it is printed\n  desist serve --data-dir \
                             /var/lib/desist\n\nExit codes: 2 the settings are wrong (each fault is named); 3 keys and \
                             database do not belong together, the address is taken, or a part of the service died."
)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080]; port 0 takes any free one
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
}

/// `key`.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make an API key; its secret is printed alone on standard output, once
    #[command(
        after_long_help = "Scopes: links (mint), gate (check), preferences (change and look up), resubscribe (bring \
                                 back, with proof), cases (also inbound mail), events (also ledger entries), admin \
                                 (registries).\n\n  KEY=$(desist key create --name shop --scope links,gate)"
    )]
    Create {
        /// What it is for
        #[arg(long)]
        name: String,
        /// What it allows, separated by commas
        #[arg(long, value_name = "S[,S]")]
        scope: String,
        /// The only sender it is for [default: all]
        #[arg(long, value_name = "KEY")]
        sender: Option<String>,
    },
    /// List the keys, without their secrets
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Make a key stop working, for good
    Revoke {
        /// Its id, as `key list` shows it
        id: String,
    },
}

/// `link`.
#[derive(Debug, Subcommand)]
pub enum Link {
    /// Mint links for the addresses on standard input
    #[command(
        after_long_help = "One address a line in, one JSON object a line out, in order, any number. A bad line becomes \
                                 {\"recipient\",\"error\"}, is reported with its line number on standard error, and never \
                                 fails the rest; the exit code is then 1, or 2 when no line holds an address.\nWith --csv the input is a table with a header row \
                                 that has a column such as \"email\"; it comes out with the columns unsubscribe_url, \
                                 preferences_url, unsubscribe_mailto and return_path added (empty in a bad row).\nMinting \
                                 writes nothing; the same input gives the same links.\n\n  echo ana@example.org | desist link \
                                 mint --topic product-news\n  desist link mint --topic product-news --campaign 2026-11 --csv \
                                 < list.csv > links.csv"
    )]
    Mint(Mint),
    /// Explain a token: what it says, and whether it verifies. Exit code 1: it does not
    Inspect {
        /// The token, or the URL or address it stands in
        token: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// `link mint`.
#[derive(Debug, Args)]
pub struct Mint {
    /// What the mail is about: the key of a promotional topic
    #[arg(long, value_name = "KEY")]
    pub topic: String,
    /// The mailing, `[a-z0-9._-]`, at most 32
    #[arg(long, default_value = "")]
    pub campaign: String,
    /// Read and write a table
    #[arg(long)]
    pub csv: bool,
    /// Links that verify and answer, and change nobody
    #[arg(long)]
    pub test: bool,
}

/// `check`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "  desist check ana@example.org --topic product-news && send-it\n\nExit codes: 0 allowed; 1 \
                             blocked; 2 no address, or no such topic; 3 could not be answered, which never means allowed."
)]
pub struct Check {
    /// The recipient's address; - reads it from standard input
    pub address: String,
    /// What the mail is about: a topic's key
    #[arg(long, value_name = "KEY")]
    pub topic: String,
    /// As JSON, as /v1/check answers
    #[arg(long)]
    pub json: bool,
}

/// `do-not-share`.
#[derive(Debug, Subcommand)]
pub enum DoNotShare {
    /// May this person's data be passed on? Exit code 0: yes; 1: no
    Check(DoNotShareCheck),
    /// Write the list of everybody whose data must not be passed on, for an anti-join
    Export(DoNotShareExport),
}

/// `do-not-share check`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "A mail opt-out says nothing about sharing, nor the other way round. Of whom nothing is recorded it is \
                       allowed, unless --needs-consent is given.\n\nExit codes: 0 may be shared; 1 must not; 2 no address, or \
                       no such sender; 3 could not be answered, which never means yes."
)]
pub struct DoNotShareCheck {
    /// The person's address; - reads it from standard input
    pub address: String,
    /// Whose data [default: the only sender]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// Data may be passed on only with consent: then silence means no
    #[arg(long)]
    pub needs_consent: bool,
    /// As JSON, as /v1/do-not-share/check answers
    #[arg(long)]
    pub json: bool,
}

/// `do-not-share export`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Columns: address (or sha256), recipient_key, reason (erased, opted_out, held, unreadable), since. The \
                       last line is \"# end rows=N ledger_size=M\", or an object with \"end\": without it the list is \
                       incomplete.\n\n--hash sha256 writes the SHA-256 of each address's match form (trimmed, in lower case, \
                       domains as xn--), in lower-case hex, for a join with your own hashes. Its limits: a bare hash hides an \
                       address from nobody who can guess it, so hand the list to nobody else; and somebody who was erased has \
                       neither address nor hash on record, only a recipient key, which nobody else can make of an address: \
                       ask `desist do-not-share check` (or /v1/do-not-share/check) before you pass on."
)]
pub struct DoNotShareExport {
    /// Whose data [default: the only sender]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// csv or ndjson
    #[arg(long, default_value = "csv")]
    pub format: String,
    /// sha256: a hash in place of each address
    #[arg(long, value_name = "HASH")]
    pub hash: Option<String>,
}

/// `import`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Reads one address a line, or a table with a header row (separated by comma, semicolon or tab) \
                             that has a column such as \"email\" or \"address\", and maybe \"reason\" or \"type\" (unsubscribe, \
                             complaint, bounce) and \"created_at\" or \"date\" (2024-05-06, 2024-05-06 12:00, RFC 3339). Other \
                             columns are not read, and the report names them; a \"status\" column that says subscribed or active \
                             looks like an audience, and such a list is refused.\nAn import only adds reasons not to send: nobody is opted in, and what \
                             people chose here stays. Importing a file twice changes nothing the second time. A line that \
                             cannot be read is reported by its number and never fails the rest.\n\nExit codes: 0 all lines read; 1 some lines left out, all others done; 2 no line could be read, or wrong use.\n\n  desist import \
                             unsubscribed.csv --dry-run\n  zcat suppressed.gz | desist import - --reason bounce"
)]
pub struct Import {
    /// The list; - reads standard input
    pub file: PathBuf,
    /// auto, plain, csv or desist
    #[arg(long, default_value = "auto")]
    pub format: String,
    /// Whose mail is suppressed [default: the only sender, or "default"]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// all (everything promotional of the sender), everywhere (of its group), or a topic's key
    #[arg(long, default_value = "all")]
    pub scope: String,
    /// The reason of rows that give none: unsubscribe, complaint or bounce
    #[arg(long)]
    pub reason: Option<String>,
    /// Count only, change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The counts as JSON
    #[arg(long)]
    pub json: bool,
}

/// `ingest`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "A mail server pipes to it; Postfix, in /etc/aliases:\n  support: \"|desist --data-dir /var/lib/desist \
                             ingest --to support@example.com\"\nThe mail is worked on by the running service. The same bytes \
                             again are the same mail.\n\nExit codes: 0 stored durably; 75 not stored, try again later \
                             (EX_TEMPFAIL), so that nothing is bounced."
)]
pub struct Ingest {
    /// The envelope sender; empty for the null sender
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<String>,
    /// An envelope recipient; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub to: Vec<String>,
    /// The mails; - reads standard input [default: standard input]
    pub files: Vec<PathBuf>,
}

/// `intake`.
#[derive(Debug, Subcommand)]
pub enum Intake {
    /// Show how mails are understood and what would be done, without doing it
    Explain(Explain),
    /// Measure how well mails are understood, on a folder of mails with expectations
    Measure(Measure),
    /// Train the model that stands beside the rules, on letters whose meaning is known
    Train(Train),
    /// List mails, oldest first
    List {
        /// review (what waits for a person), received, ignored, answered, acted, asked, decided, or any
        #[arg(long, default_value = "review")]
        status: String,
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Show a mail and how it was understood
    Show {
        /// Its id, as `intake list` shows it
        id: String,
        /// The mail as it came, instead
        #[arg(long)]
        raw: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Export what persons decided, beside what was proposed: CSV, or lines of JSON that `intake measure` scores
    #[command(
        after_long_help = "  mkdir -p own/labels\n  desist intake labels --json > own/labels/own.jsonl\n  desist intake measure own \
                           --misses\n\nWith [intake] label_texts = true the texts of mails are among them, for as long as the \
                           mails are kept, and the rules of today read them anew; without, what was proposed then is measured."
    )]
    Labels {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Say what a mail asks for; that is done, and the mail leaves the queue
    #[command(
        after_long_help = "Mail that was held because of it is released, unless another mail holds it, too.\n\n  desist intake \
                                 decide ID --as unsubscribe_all\n  desist intake decide ID --as unsubscribe_topic --topic \
                                 product-news --about ana@example.org\n  desist intake decide ID --as pause --days 30\n  \
                                 desist intake decide ID --as none"
    )]
    Decide(Decide),
}

/// `intake explain`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Where there is an installation, its keys, topics, agents and the DNS are asked; elsewhere only the mail \
                       itself is read, with the sample topics, and a forward from the domain it came to counts as a \
                       colleague's.\n\n  desist intake explain mail.eml\n  desist intake explain --json --jsonl \
                       mails.jsonl\n  desist intake explain --agent desk@example.com forwarded.eml"
)]
pub struct Explain {
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Mails as JSON, one object a line with `id` and `raw`; the readings are JSON, too
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub jsonl: Option<PathBuf>,
    /// Take forwards of this address for a proven agent's; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub agent: Vec<String>,
    /// A customer's domain: mail about their mails is meant for them; may be given several times
    #[arg(long, value_name = "DOMAIN")]
    pub controller: Vec<String>,
    /// The mails; - reads standard input
    #[arg(required_unless_present = "jsonl")]
    pub files: Vec<PathBuf>,
}

/// `intake measure`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "No installation is asked. Aims and what was reached stand side by side; exit code 1 when an aim is \
                       missed.\n\n  desist intake measure corpora\n  desist intake measure --misses \
                       corpora"
)]
pub struct Measure {
    /// The folder of the sets
    pub folder: PathBuf,
    /// Name every miss
    #[arg(long)]
    pub misses: bool,
    /// As JSON, misses included
    #[arg(long)]
    pub json: bool,
    /// Take forwards of this address for a proven agent's; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub agent: Vec<String>,
}

/// `intake train`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "A file of letters has one a line: language | kinds | act or ask | subject | text. A file that ends in \
                       .jsonl has an object a line: a mail (raw) or a text (text, subject) with labels (kind), and clear; what \
                       `desist intake labels --json` exports is such a file. The same files in the same order give the same \
                       model.\n\n  desist intake train --output src/domain/intent/model/model.bin \
                       src/domain/intent/model/letters\n  desist intake train --folds 5 letters.txt"
)]
pub struct Train {
    /// Files of letters, or folders of them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Write the model here
    #[arg(short, long, value_name = "FILE", required_unless_present = "folds")]
    pub output: Option<PathBuf>,
    /// Say how well it does on letters it was not trained on: train so many times, each time without another part
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=20))]
    pub folds: Option<u8>,
}

/// `intake decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// Its id
    pub id: String,
    /// What it asks for: unsubscribe_all, unsubscribe_topic, pause, resubscribe, sharing_opt_out, access, correction,
    /// deletion, complaint, wrong_person, question, none or spam; may be given several times
    #[arg(long = "as", value_name = "INTENT", required = true)]
    pub intents: Vec<String>,
    /// Whom it is about [default: as it was understood]; - reads standard input
    #[arg(long, value_name = "ADDRESS")]
    pub about: Option<String>,
    /// The topic, for unsubscribe_topic and resubscribe
    #[arg(long, value_name = "KEY")]
    pub topic: Option<String>,
    /// For how many days, for pause
    #[arg(long)]
    pub days: Option<u32>,
    /// Until which day (YYYY-MM-DD), for pause
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// Tell nobody what was understood and done
    #[arg(long)]
    pub quiet: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `report`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "  desist report --from 2026-01-01 --to 2026-12-31 --format html > record.html\n  desist report \
                       --recipient - < address.txt\n\nThe record of one recipient is JSON. After a deletion dates, \
                       kinds and the kinds of answers remain."
)]
pub struct Report {
    /// The first day (UTC), or a time like 2026-11-23T12:00:00Z [default: the first request]
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// The last day, which is in it whole, or a time [default: now]
    #[arg(long, value_name = "WHEN")]
    pub to: Option<String>,
    /// text, csv, json or html; of one recipient text is JSON, too
    #[arg(long, default_value = "text")]
    pub format: String,
    /// All that is recorded of one recipient; - reads the address from standard input
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["from", "to"])]
    pub recipient: Option<String>,
}

/// `figures`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "  desist figures --topic product-news\n  desist figures --from 2026-01-01 --to 2026-12-31 --campaign \
                       spring --json\n\nAbove 100 days weeks are shown. What was asked and minted in the last minute is not \
                       in it yet. Complaints are measured against what mailbox providers bear: below 0.1 %, never 0.3 %."
)]
pub struct Figures {
    /// The first day (UTC) [default: 30 days in all]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// The last day [default: today]
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// One sender's
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// About one topic
    #[arg(long, value_name = "KEY")]
    pub topic: Option<String>,
    /// Of one campaign; (other) are those beyond 1,000 of a topic and day
    #[arg(long, value_name = "NAME")]
    pub campaign: Option<String>,
    /// Which page of campaigns, 50 on each
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub page: u64,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `case`.
#[derive(Debug, Subcommand)]
pub enum Case {
    /// List cases, oldest first
    List {
        /// needs_review, open (whatever has not ended), any, or another state: received, needs_identity (the mailbox has not
        /// confirmed yet), in_progress, waiting, done, refused, withdrawn, duplicate, redirected, spam, closed_unverified
        #[arg(long, default_value = "needs_review")]
        state: String,
        /// Only what is due before this
        #[arg(long, value_name = "TIME")]
        due_before: Option<String>,
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Show a case, as JSON
    Show {
        /// Its id, as `case list` shows it
        id: String,
    },
    /// Say that it is done, and that you answered the person yourself: no mail goes out
    #[command(visible_alias = "done")]
    Close {
        /// Its id
        id: String,
    },
    /// Open a case for somebody who asked by telephone or on paper
    #[command(
        after_long_help = "What reveals, changes or deletes data is asked back at the address on record first, unless you                                  vouch for the person.

  desist case open --kind deletion --vouch \"came to the desk\" -"
    )]
    Open(OpenCase),
    /// Move a case: to in_progress, waiting, done, refused, withdrawn, duplicate, redirected, spam ...
    #[command(
        after_long_help = "A deletion that is done erases the person, who stays blocked. A correction that is done carries                                  every block to the new address.

  desist case move ID refused --reason nothing_held"
    )]
    Move(MoveCase),
    /// Note something for colleagues
    Note {
        /// Its id
        id: String,
        /// The note; - reads standard input
        text: String,
    },
    /// Hand a case over
    Assign {
        /// Its id
        id: String,
        /// To whom; an empty word: to nobody
        who: String,
    },
    /// Say that you told the person that it came: what is owed for that is done
    Acknowledge {
        /// Its id
        id: String,
    },
    /// Take more time for a case: the person is told why, and the clocks that allow it move once that mail is sent
    Extend(ExtendCase),
    /// Ask the person of a case something that it cannot go on without; their answer leads back to it
    Ask(AskPerson),
    /// Say how a task ended that a system, partner or controller was given: for one that cannot say so itself
    Task(SettleTask),
    /// Print the copy of a person's data that a case asks for: as it was delivered, or as it would be now
    Copy {
        /// Its id
        id: String,
        /// json, or html: a page in the person's language
        #[arg(long, default_value = "json")]
        format: String,
    },
    /// Take out of a system's answer what is about somebody else, before the copy goes out
    #[command(
        after_long_help = "What was there before is destroyed at once; the entry says who took something out, not what. \
                           Without --path and --replace the whole answer is taken out.\n\n  desist case redact ID --task T \
                           --path orders.*.seller\n  desist case redact ID --task T --replace less.json"
    )]
    Redact {
        /// Its id
        id: String,
        /// The task whose answer it is, as `case show` shows it
        #[arg(long, value_name = "TASK")]
        task: String,
        /// Where it stands: names and numbers divided by dots, * for each of a list; or a JSON Pointer
        #[arg(long, value_name = "PATH", conflicts_with = "replace")]
        path: Option<String>,
        /// A file with what the answer becomes, JSON or text; - reads standard input
        #[arg(long, value_name = "FILE")]
        replace: Option<PathBuf>,
    },
    /// Send an answer back to the system because it is not complete: it is asked anew
    SendBack {
        /// Its id
        id: String,
        /// The task whose answer it is
        #[arg(long, value_name = "TASK")]
        task: String,
        /// What is missing, for colleagues
        #[arg(long)]
        note: Option<String>,
    },
    /// Hand the copy over: freeze it, mail a link to the address on record, end the case; again: mail a new link
    #[command(
        after_long_help = "Refused while a system has not answered, and while the person is not known to ask. The mail \
                           holds no data. Its link is valid 7 days and opens the copy once, for one hour; the same copy \
                           can be delivered again until 30 days after its last link has ended."
    )]
    Deliver {
        /// Its id
        id: String,
        /// Only if nobody has changed it since this version
        #[arg(long, value_name = "N")]
        version: Option<i64>,
    },
    /// Say that the person of a case is known to ask: the mailbox is not asked any more
    Vouch {
        /// Its id
        id: String,
        /// What shows it; kept sealed. - reads standard input
        evidence: String,
    },
}

/// `case open`.
#[derive(Debug, Args)]
pub struct OpenCase {
    /// access, correction, deletion, sharing_opt_out, complaint, redirect, question or unclear
    #[arg(long, value_name = "KIND")]
    pub kind: String,
    /// Who asks; - reads standard input
    pub address: String,
    /// Whose mail [default: the only sender]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// When it reached you: its clocks begin then [default: now]
    #[arg(long, value_name = "TIME")]
    pub received_at: Option<String>,
    /// The language to answer in
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// What you call it
    #[arg(long)]
    pub reference: Option<String>,
    /// What was said; kept sealed
    #[arg(long)]
    pub text: Option<String>,
    /// For a correction: the wrong address [default: ADDRESS]
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<String>,
    /// For a correction: the right address
    #[arg(long, value_name = "ADDRESS")]
    pub to: Option<String>,
    /// What shows that the person asks; kept sealed
    #[arg(long, value_name = "EVIDENCE")]
    pub vouch: Option<String>,
    /// When the contract with them ended: a deletion is to be done within a time of that
    #[arg(long, value_name = "TIME")]
    pub terminated_at: Option<String>,
    /// You told the person that it came: they get no mail that says so
    #[arg(long)]
    pub acknowledged: bool,
}

/// `case move`.
#[derive(Debug, Args)]
pub struct MoveCase {
    /// Its id
    pub id: String,
    /// Where to
    pub state: String,
    /// With waiting: system, partner, controller or recipient
    #[arg(long = "for", value_name = "WHOM")]
    pub waiting_for: Option<String>,
    /// With refused: why
    #[arg(long, value_name = "WORD")]
    pub reason: Option<String>,
    /// With duplicate: the open case that asks for the same
    #[arg(long, value_name = "ID")]
    pub duplicate_of: Option<String>,
    /// A note for colleagues
    #[arg(long)]
    pub note: Option<String>,
    /// When it ends: your words to the person, in the mail that answers; - reads standard input
    #[arg(long, value_name = "TEXT")]
    pub answer: Option<String>,
    /// With redirected: the controller whom the person is to ask
    #[arg(long, value_name = "KEY")]
    pub controller: Option<String>,
    /// When it ends: you answered the person yourself, no mail goes out
    #[arg(long)]
    pub quiet: bool,
    /// When the contract with the person ended: a deletion gets the clock that counts from there
    #[arg(long, value_name = "TIME")]
    pub terminated_at: Option<String>,
    /// Only if nobody has changed it since this version
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
}

/// `case extend`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Without --notice the person gets the mail that says so, and the clocks move when it was sent. If it cannot \
                             be sent, they do not.\n\nWith --notice and --notice-at you say which mail of yours told them, and when: they move \
                             at once, if that was in time."
)]
pub struct ExtendCase {
    /// Its id
    pub id: String,
    /// Why: complexity, or number (of requests)
    #[arg(long, value_name = "WORD")]
    pub reason: String,
    /// The Message-ID of the notice that you sent yourself
    #[arg(long, value_name = "MESSAGE-ID", requires = "notice_at")]
    pub notice: Option<String>,
    /// When it was sent
    #[arg(long, value_name = "TIME", requires = "notice")]
    pub notice_at: Option<String>,
    /// Only if nobody has changed it since this version
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
}

/// `case task`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("end").required(true).args(["done", "failed"]),
    after_long_help = "A task that collects data is done with what the system holds, or with --nothing-held.\n\n  desist case task TASK \
                       --done\n  desist case task TASK --done --answer - < orders.json\n  desist case task TASK --failed --note \
                       \"must be kept for the tax office\""
)]
pub struct SettleTask {
    /// The task's id, as `case show` shows it
    pub task: String,
    /// It is done
    #[arg(long)]
    pub done: bool,
    /// It cannot, or must not, be done: a person decides what follows
    #[arg(long)]
    pub failed: bool,
    /// What is handed over for the person, JSON or text; - reads standard input
    #[arg(long, value_name = "TEXT")]
    pub answer: Option<String>,
    /// The system holds nothing about the person
    #[arg(long, conflicts_with_all = ["answer", "failed"])]
    pub nothing_held: bool,
    /// For colleagues; the person does not get it
    #[arg(long)]
    pub note: Option<String>,
}

/// `case ask`.
#[derive(Debug, Args)]
pub struct AskPerson {
    /// Its id
    pub id: String,
    /// Why: identity, or clarification
    #[arg(long, value_name = "WORD")]
    pub reason: String,
    /// What is asked; - reads standard input
    pub question: String,
    /// It could go on without the answer: no clock stands still
    #[arg(long)]
    pub needless: bool,
    /// Only if nobody has changed it since this version
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
}

/// `system`, `partner` and `controller`.
#[derive(Debug, Subcommand)]
pub enum Party {
    /// Add one; with --url its webhook's secret is printed alone on standard output, once
    Add {
        /// Its short name
        key: String,
        /// The name people know
        #[arg(long)]
        name: String,
        /// Only for this sender; for every one without it
        #[arg(long, value_name = "KEY")]
        sender: Option<String>,
        #[command(flatten)]
        about: PartyAbout,
    },
    /// Change what is recorded; what is left out stays, and an empty text takes it away
    Change {
        /// Its short name
        key: String,
        /// The name from now on
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        about: PartyAbout,
    },
    /// List them
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Tell it no more
    Retire {
        /// Its short name
        key: String,
    },
    /// Tell it again
    Resume {
        /// Its short name
        key: String,
    },
    /// Give its webhook another secret, printed alone on standard output
    Rotate {
        /// Its short name
        key: String,
    },
}

/// What is recorded of a system, partner or controller.
#[derive(Debug, Default, Args)]
pub struct PartyAbout {
    /// The mail address of its contact
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,
    /// Its webhook
    #[arg(long)]
    pub url: Option<String>,
    /// What data it holds or gets
    #[arg(long)]
    pub data: Option<String>,
    /// What for
    #[arg(long)]
    pub purpose: Option<String>,
    /// How long it keeps it
    #[arg(long)]
    pub retention: Option<String>,
    /// Where the data comes from
    #[arg(long)]
    pub source: Option<String>,
    /// Partner: where the agreement is on file
    #[arg(long)]
    pub agreement: Option<String>,
    /// Partner: the day of the agreement (YYYY-MM-DD)
    #[arg(long, value_name = "DAY")]
    pub agreed_on: Option<String>,
    /// Controller: a domain of its end users; may be given several times
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub domains: Vec<String>,
    /// Controller: a language it answers in; may be given several times
    #[arg(long = "language", value_name = "TAG")]
    pub languages: Vec<String>,
    /// Controller: where its end users can ask, shown to them
    #[arg(long)]
    pub ask: Option<String>,
    /// Controller: tell it of each redirected request (true or false)
    #[arg(long, value_name = "BOOL")]
    pub tell: Option<bool>,
}

/// `agent`.
#[derive(Debug, Subcommand)]
pub enum Agent {
    /// Trust a mailbox's forwards, when its own mail is proven; or change what it is told
    Add {
        /// Its address; - reads standard input
        address: String,
        /// What it is told of what became of its forwards: off, digest (once a day) or each
        #[arg(long, default_value = "digest")]
        status_notes: String,
    },
    /// Trust a mailbox's forwards no longer
    Remove {
        /// Its address; - reads standard input
        address: String,
    },
    /// List the mailboxes
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Would a forward be trusted, and why or why not? Exit code 0: yes; 1: no
    #[command(
        after_long_help = "Take the forward as it came in, with its whole header. SPF needs the host that sent it.\n\n  desist agent \
                                 test forward.eml --client 192.0.2.1 --from help@example.com"
    )]
    Test {
        /// The mail; - reads standard input
        file: PathBuf,
        /// The host that sent it
        #[arg(long, value_name = "IP")]
        client: Option<std::net::IpAddr>,
        /// What that host called itself
        #[arg(long, value_name = "NAME")]
        helo: Option<String>,
        /// The envelope sender
        #[arg(long, value_name = "ADDRESS")]
        from: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// `operator`.
#[derive(Debug, Subcommand)]
pub enum Operator {
    /// Let somebody in: prints the one-time link by which they set password and authenticator (three days)
    #[command(
        after_long_help = "The link is printed alone on standard output, once; hand it on in a way that you trust. The roles:\n\n  \
                                 support    decides mail, works on cases, helps recipients\n  \
                                 marketing  keeps senders and topics, mints links, reads figures\n  \
                                 auditor    looks at everything recorded and changes nothing\n  \
                                 admin      does all of it, and lets others in"
    )]
    Add {
        /// The address to sign in with; - reads standard input
        address: String,
        /// The name that colleagues read; the part before the @ when not given
        #[arg(long)]
        name: Option<String>,
        /// support, marketing, auditor or admin
        #[arg(long, default_value = "support")]
        role: String,
    },
    /// List the operators
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Give an operator another role
    Role {
        /// The address; - reads standard input
        address: String,
        /// support, marketing, auditor or admin
        role: String,
    },
    /// Take away password and authenticator, end all sessions, and print a link to begin anew
    Reset {
        /// The address; - reads standard input
        address: String,
    },
    /// Shut an operator out at once
    Disable {
        /// The address; - reads standard input
        address: String,
    },
    /// Let a disabled operator in again: prints a link to begin anew
    Enable {
        /// The address; - reads standard input
        address: String,
    },
}

/// `verify`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Without options: every entry hashed anew, the tree, its tiles and its head, every preference \
                             against the entry that set it and back, every commitment opened, and the last published \
                             checkpoint. A running service is not disturbed.\n--against FILE: that nothing up to that \
                             checkpoint was rewritten; one from before a restore is told what was lost with it. FILE may \
                             be the text of the mail it came in. Keep copies of /ledger/checkpoint where the operator cannot reach \
                             them.\n--receipt FILE --public-key KEY: offline, without any database. KEY is the text \
                             NAME+ID+KEY, or a file that holds it.\n\nExit codes: 0 everything holds; 1 it does not, each \
                             fault is named; 3 could not be read."
)]
pub struct Verify {
    /// A receipt to verify offline
    #[arg(long, value_name = "FILE", requires = "public_key", conflicts_with = "against")]
    pub receipt: Option<PathBuf>,
    /// The ledger's public key, or a file that holds it [default with --against: this installation's own]
    #[arg(long, value_name = "KEY")]
    pub public_key: Option<String>,
    /// A checkpoint kept elsewhere
    #[arg(long, value_name = "CHECKPOINT")]
    pub against: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `topic`.
#[derive(Debug, Subcommand)]
pub enum Topic {
    /// Add a topic; its class never changes
    #[command(
        after_long_help = "  desist topic add weekly --name \"Weekly\" --description \"What happened this week.\"\n  desist \
                                 topic add receipts --name \"Receipts\" --class transactional --purpose \"Confirms a purchase\""
    )]
    Add(AddTopic),
    /// No new links for it; its old ones go on working for ever
    Retire {
        /// Its key
        key: String,
    },
    /// List the topics
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
}

/// `topic add`.
#[derive(Debug, Args)]
pub struct AddTopic {
    /// Its short name in API and links' lists: a-z, 0-9 and -
    pub key: String,
    /// The name recipients read
    #[arg(long)]
    pub name: String,
    /// One line for the preference centre
    #[arg(long, default_value = "")]
    pub description: String,
    /// promotional (a stop blocks it) or transactional (no preference ever blocks it)
    #[arg(long, default_value = "promotional")]
    pub class: String,
    /// Which transaction or relationship its mail serves; a transactional topic must say
    #[arg(long)]
    pub purpose: Option<String>,
    /// Nothing is sent without an opt-in
    #[arg(long)]
    pub requires_opt_in: bool,
    /// Whose topic [default: the only sender]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
}

/// `sender`.
#[derive(Debug, Subcommand)]
pub enum Sender {
    /// Add a sender: a brand that sends mail
    Add {
        /// Its short name: a-z, 0-9 and -
        key: String,
        /// The name recipients know
        #[arg(long)]
        name: String,
        /// The group whose stops "everywhere" reach it [default: one of its own]
        #[arg(long, value_name = "KEY")]
        group: Option<String>,
        #[command(flatten)]
        #[expect(missing_docs, reason = "clap would take a comment for help")]
        details: SenderDetails,
    },
    /// Change what recipients read of a sender; a former name is kept, for an old mail may carry it
    Set {
        /// Its key
        key: String,
        /// The name recipients know
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        #[expect(missing_docs, reason = "clap would take a comment for help")]
        details: SenderDetails,
    },
    /// List the senders
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
}

/// What else is known of a sender.
#[derive(Debug, Args)]
pub struct SenderDetails {
    /// The postal address that promotional mail must carry
    #[arg(long, value_name = "TEXT")]
    pub postal_address: Option<String>,
    /// Where people reach a human
    #[arg(long, value_name = "ADDRESS")]
    pub support_address: Option<String>,
    /// One more host name under which its pages are reached
    #[arg(long, value_name = "HOST")]
    pub public_host: Vec<String>,
}

/// `webhook`.
#[derive(Debug, Subcommand)]
pub enum Webhook {
    /// Tell a URL what happens; its secret is printed alone on standard output, once
    #[command(
        after_long_help = "Messages are signed as Standard Webhooks describes, arrive at least once and in order, and are tried again \
                                 for three days. Only https to public hosts, unless [webhooks] in the settings allows more.\nEvents: \
                                 preference.changed, suppressions.imported, case.moved, checkpoint.published.\n\n  SECRET=$(desist webhook \
                                 add https://crm.example.com/desist --event preference.changed)"
    )]
    Add(AddWebhook),
    /// List them, without their secrets
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Tell it nothing any more; what waits is given up
    Disable {
        /// Its id, as `webhook list` shows it
        id: String,
    },
    /// Tell it of what happens from now on
    Enable {
        /// Its id, as `webhook list` shows it
        id: String,
    },
    /// Send one message of the type webhook.test now. Exit code 0: delivered; 1: not
    Test {
        /// Its id, as `webhook list` shows it
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Give it a new secret, printed alone on standard output, once; for a day the one before signs, too
    Rotate {
        /// Its id, as `webhook list` shows it
        id: String,
    },
}

/// `webhook add`.
#[derive(Debug, Args)]
pub struct AddWebhook {
    /// Where to: https://...
    pub url: String,
    /// What to tell; may be given several times [default: everything]
    #[arg(long, value_name = "EVENT")]
    pub event: Vec<String>,
    /// The only sender to tell of [default: all]
    #[arg(long, value_name = "KEY")]
    pub sender: Option<String>,
    /// What it is for
    #[arg(long, default_value = "")]
    pub description: String,
    /// Name recipients by their keys alone
    #[arg(long)]
    pub without_addresses: bool,
}

/// `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Print a whole settings file with every key explained; it changes nothing as it is
    Print {
        /// The values in force and where each comes from, instead
        #[arg(long)]
        effective: bool,
    },
    /// Check the settings; exit code 2 and each fault when they are wrong
    Check,
}

/// `retention`.
#[derive(Debug, Subcommand)]
pub enum Retention {
    /// The rules in words, and how much would go now by each
    #[command(
        after_long_help = "The terms are settings, [retention]; `desist serve` applies them once a night. Blocks, the ledger, \
                                 and what waits for somebody are in no rule."
    )]
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Have what is old go now, not only at night; each rule's share is an entry in the ledger
    Run {
        /// Only count it
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// `backup`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "The file is a tar archive of database, keys and last checkpoint. Whoever has it has everything: keep \
                       it as you keep the keys. The journal of stops and erasures in the data directory begins anew with \
                       each backup, and the two before it are kept.\n\nRestore:\n  desist --data-dir DIR restore FILE \
                       --journal OLD/journal\n\nPostgreSQL: use pg_dump, copy the keys directory beside it, and then say so \
                       on each instance:\n  desist backup --dumped"
)]
pub struct Backup {
    /// The file to write; it must not exist yet
    pub file: Option<PathBuf>,
    /// PostgreSQL: a dump was just made
    #[arg(long, conflicts_with = "file")]
    pub dumped: bool,
}

/// `restore`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "A backup lacks what was asked since. The journal in the data directory has it: every stop, pause, \
                       complaint and erasure. They are done again, each with its own date; who was erased is erased again. \
                       The ledger opens a new epoch, whose first entry commits to the last signed head, so that an auditor \
                       is shown what was lost.\n\n  desist restore backup.tar --data-dir NEW --journal OLD/journal \
                       --checkpoint OLD/checkpoint.txt\n  desist restore backup.tar --replace         into the installation \
                       itself, whose files are kept in replaced-N\n  desist restore --in-place                   PostgreSQL, \
                       after pg_restore\n\nStop every instance first. The journal and the checkpoint of the data directory \
                       are used by themselves; give those of other instances, the journal that reaches furthest counts. \
                       Running it again does no harm; if it is cut off while files change places, nothing starts there until it was \
                       run again with --replace. Records are written again one by one, also those that one import set.\n\nNot in the journal, and so as at the backup: cases, mails that came \
                       in, registries (API keys, topics, senders, agents, webhooks).\n\nExit codes: 0 restored; 2 it would \
                       replace something, or lose what is known to be missing (--accept-loss); 3 the backup does not hold, \
                       or is not the past of what was signed: nothing was changed."
)]
pub struct Restore {
    /// The archive that `desist backup` made
    #[arg(required_unless_present = "in_place", conflicts_with = "in_place")]
    pub file: Option<PathBuf>,
    /// The database was restored by other means, such as pg_restore: open the epoch and replay
    #[arg(long)]
    pub in_place: bool,
    /// Put the installation that is there aside
    #[arg(long, conflicts_with = "in_place")]
    pub replace: bool,
    /// A journal kept elsewhere (with its .1 and .2 beside it); may be repeated
    #[arg(long, value_name = "FILE")]
    pub journal: Vec<PathBuf>,
    /// A signed head kept elsewhere, such as an auditor's; may be repeated
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// Go on though there is no journal, or entries are known to be missing that none has
    #[arg(long)]
    pub accept_loss: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `receipt`.
#[derive(Debug, Args)]
#[command(
    after_long_help = "A receipt names a person: give it to nobody else. It verifies without this installation:\n  desist \
                             verify --receipt FILE --public-key KEY"
)]
pub struct Receipt {
    /// The address the entry is about; - reads it from standard input
    pub address: String,
    /// The index of the entry
    pub index: u64,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}
