//! The one table of keys. Everything else about settings is read from it.
//!
//! A line is `name: kind, default, "what it does";`. From it come the field of the raw settings, the name of the
//! environment variable, the suggestion for a mistyped key and the entry of the manual. A section within a section says
//! its name as in TOML: `intake_lmtp "intake.lmtp": ...`. The lists of tables, `[[intake.address]]` and
//! `[[policy.version]]`, are in `addresses` and `policy`.

use super::raw::Slot;

/// What a value looks like, and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, quoted.
    Text,
    /// Text that may hold a name or a password: never repeated in an error.
    Private,
    /// Also read from a file, as `<key>_file`; never shown.
    Secret,
    /// Bare in TOML: a whole number.
    Number,
    /// Bare in TOML: `true` or `false`.
    Switch,
    /// An array of texts; in the environment, separated by commas.
    List,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// What holds when nobody gave a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// This value, written as in the environment.
    Fixed(&'static str),
    /// Worked out from other settings: how, and an example of a value.
    Derived(&'static str, &'static str),
    /// Nothing: what that means, and an example of a value. The example of a secret that is not a URL is its file.
    Unset(&'static str, &'static str),
}

/// One key of the table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table it stands in.
    pub section: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What its value looks like.
    pub kind: Kind,
    /// What holds without one.
    pub fallback: Fallback,
    /// What it does, for the manual.
    pub doc: &'static str,
}

impl Key {
    /// The full name, `section.name`.
    pub fn dotted(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// The environment variable.
    pub fn env(&self) -> String {
        format!("DESIST_{}_{}", self.section.replace('.', "_"), self.name).to_uppercase()
    }

    /// Whether it can also be given as `..._file`.
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Secret
    }
}

macro_rules! table {
    (@name $section:ident) => { stringify!($section) };
    (@name $section:ident $dotted:literal) => { $dotted };
    ($($about:literal $section:ident $($dotted:literal)?: $raw:ident { $($name:ident: $kind:expr, $fallback:expr, $doc:expr;)* })*) => {
        /// Every section with its heading in the manual, in order.
        pub const SECTIONS: &[(&str, &str)] = &[$((table!(@name $section $($dotted)?), $about),)*];

        $(
            #[doc = $about]
            pub struct $raw { $(#[doc = $doc] pub $name: Slot,)* }

            impl $raw {
                fn empty() -> Self {
                    const SECTION: &str = table!(@name $section $($dotted)?);
                    Self { $($name: Slot::of(Key {
                        section: SECTION,
                        name: stringify!($name),
                        kind: $kind,
                        fallback: $fallback,
                        doc: $doc,
                    }),)* }
                }
            }
        )*

        /// What was typed, key by key; empty slots stand for defaults.
        pub struct RawSettings { $(#[doc = $about] pub $section: $raw,)* }

        impl RawSettings {
            /// Nothing typed yet.
            pub fn empty() -> Self {
                Self { $($section: $raw::empty(),)* }
            }

            /// Every slot, in the order of the table.
            pub fn slots(&self) -> Vec<&Slot> {
                vec![$($(&self.$section.$name,)*)*]
            }

            /// The same, to write into.
            pub fn slots_mut(&mut self) -> Vec<&mut Slot> {
                vec![$($(&mut self.$section.$name,)*)*]
            }
        }
    };
}

use Fallback::{Derived, Fixed, Unset};
use Kind::{List, Number, OneOf, Private, Secret, Switch, Text};

table! {
    "The web server."
    server: RawServer {
        listen: Text, Fixed("127.0.0.1:8080"), "Address and port to listen on.";
        public_url: Private, Derived("http://127.0.0.1:PORT, the port of listen", "https://mail.example.com"),
            "The address under which recipients reach the service, without a path. It stands in every link. Must be \
             https for links that mailbox providers accept: with http no one-click headers are made (RFC 8058 section 3.1).";
        trusted_proxies: List, Fixed(""),
            "Addresses or networks of reverse proxies whose X-Forwarded-For is believed. From anybody else it is ignored.";
        metrics_listen: Text, Unset("no metrics are served", "127.0.0.1:9090"), "Address and port that serves /metrics, apart from the pages.";
        shutdown_timeout: Text, Fixed("30s"), "How long requests under way may take to finish after a stop signal.";
    }
    "Where everything is kept."
    database: RawDatabase {
        url: Secret, Derived("SQLite, desist.db in the data directory", "sqlite:desist.db"),
            "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. A password in it is masked wherever it is printed.";
        max_connections: Number, Fixed("10"), "Connections this process opens at most.";
    }
    "Outgoing mail."
    mail: RawMail {
        transport: OneOf(&["folder", "smtp", "sendmail"]), Fixed("folder"),
            "How mail leaves. folder writes one .eml file each and sends nothing.";
        domain: Text, Derived("the host of server.public_url; localhost when that is an IP address", "mail.example.com"),
            "The domain of the addresses that take unsubscribe mail, bounces and answers (u-, b- and c-), and of Message-IDs. \
             Mail to it must reach this service.";
        from: Private, Derived("preferences@ the mail domain", "preferences@example.com"), "The From address of mail this service writes.";
        from_name: Text, Unset("the sender's name", "Example Company"), "The name beside the From address.";
        folder: Text, Derived("outgoing in the data directory", "outgoing"), "Where transport = \"folder\" writes.";
        sendmail_command: Text, Fixed("/usr/sbin/sendmail"), "The program that transport = \"sendmail\" starts.";
        smtp_host: Text, Fixed("localhost"), "The relay of transport = \"smtp\".";
        smtp_port: Number, Derived("25, 587 or 465 for smtp_tls = none, starttls or tls", "587"), "The relay's port.";
        smtp_tls: OneOf(&["starttls", "tls", "none"]), Fixed("starttls"),
            "How the connection is protected: STARTTLS required, TLS from the first byte, or not at all.";
        smtp_user: Text, Unset("no login", "desist"), "The name to log in with.";
        smtp_password: Secret, Unset("no login", "smtp-password"), "The password to log in with.";
        relay_signs: Switch, Fixed("false"),
            "Says that the relay signs with DKIM, so that smtp may be used without a key here. The signature must cover \
             both unsubscribe headers (RFC 8058 section 3.1).";
        dkim_domain: Text, Derived("the domain of mail.from, once there is a key", "example.com"), "The signing domain (d=).";
        dkim_selector: Text, Unset("mail is not signed here", "desist"), "The selector (s=) under which the public key stands in the DNS.";
        dkim_key: Secret, Unset("mail is not signed here", "dkim.pem"), "The private key, in PEM.";
        send_timeout: Text, Fixed("30s"), "How long one attempt to send may take. A worker's claim on a mail lasts ten times as long.";
        give_up_after: Text, Fixed("5d"),
            "How long a mail that is refused for now is tried again; then it is kept as undelivered, for a person to see.";
    }
    "Outgoing webhooks. Without leave they go by https to public addresses only."
    webhooks: RawWebhooks {
        allow_http: Switch, Fixed("false"), "Lets webhooks go over plain http, too: inside your own network only.";
        allow_private: List, Fixed(""),
            "Addresses or networks that are not public (private, loopback, ...) and may be called all the same, such as \
             10.20.0.0/16 for systems of your own. A cloud's metadata service must be named by its own address.";
        allow_ports: List, Fixed(""),
            "Ports that may be called beside 443 (and 80 with allow_http); any for every one.";
        timeout: Text, Fixed("20s"), "How long one attempt may take. A worker's claim on a webhook lasts ten times as long.";
    }
    "The gate: may this be sent?"
    gate: RawGate {
        staleness_limit: Text, Fixed("5s"),
            "How long the gate answers promotional questions without having seen the database; beyond it, it refuses.";
        poll_interval: Text, Fixed("100ms"), "How often the gate looks for changes of other processes.";
    }
    "Limits against misuse. One-click requests with a valid link are never limited."
    limits: RawLimits {
        mails_per_address_per_day: Number, Fixed("5"), "Mails to one address a day because somebody typed it into a form.";
        typed_addresses_per_client_per_hour: Number, Fixed("30"), "Addresses one client may type into a form per hour.";
        invalid_tokens_per_client_per_minute: Number, Fixed("60"), "Links that do not verify, from one client per minute.";
        api_body: Text, Fixed("8MiB"), "The largest JSON body of the API. Streams have no limit.";
    }
    "The recipients' pages and mails."
    pages: RawPages {
        templates: Text, Unset("the built-in ones", "templates"), "A folder whose templates and translations go before the built-in ones.";
        default_language: Text, Fixed("en"), "The language for people whose own we do not have.";
    }
    "The console, where operators work."
    console: RawConsole {
        host: Text, Unset("every host that leads here", "console.example.com"),
            "The only host name under which the console answers, so that it can have a name and a network of its own. Under a name that stands in no link, nothing but the console answers.";
    }
    "Mail in, handed over by a mail server (LMTP or SMTP). It is acknowledged once it is stored durably."
    intake_lmtp "intake.lmtp": RawIntakeLmtp {
        listen: Text, Unset("no mail is taken in this way", "127.0.0.1:2424"),
            "An IP address and a port, or unix:PATH for a socket. Whoever can reach it can hand mail over, but only for \
             our own addresses.";
        protocol: OneOf(&["auto", "lmtp", "smtp"]), Fixed("auto"),
            "auto goes by the client's greeting: LHLO or EHLO. LMTP does not belong on port 25 (RFC 2033 section 5).";
        hostname: Text, Derived("mail.domain", "mail.example.com"), "The name it greets with.";
        max_size: Text, Fixed("50MiB"), "The largest mail that is taken, here and from a mailbox.";
        max_connections: Number, Fixed("32"), "Connections at a time; further ones are asked to come back later.";
        timeout: Text, Fixed("5m"), "How long a client may be silent (RFC 5321 section 4.5.3.2 asks for five minutes).";
        trusted_relays: List, Fixed(""),
            "Addresses or networks of your own mail servers. They are not taken for the writer's, and what they say with \
             XFORWARD about who brought a mail is believed. A client at a unix socket always is one.";
        tls_cert: Text, Unset("STARTTLS is not offered", "mail-cert.pem"), "The certificate chain for STARTTLS, in a PEM file.";
        tls_key: Secret, Unset("STARTTLS is not offered", "mail-key.pem"), "Its private key, in PEM.";
    }
    "Mail in, fetched from a mailbox (IMAP). A mail is marked or moved only once it is stored durably."
    intake_imap "intake.imap": RawIntakeImap {
        host: Text, Unset("no mailbox is read", "imap.example.com"), "The server.";
        port: Number, Derived("993 for tls = tls, else 143", "993"), "Its port.";
        tls: OneOf(&["tls", "starttls", "none"]), Fixed("tls"),
            "How the connection is protected: TLS from the first byte, STARTTLS required, or not at all (on this machine only).";
        tls_ca: Text, Unset("the system's certificate authorities", "imap-ca.pem"), "A PEM file with the only authorities to trust.";
        user: Private, Unset("no login", "support@example.com"), "The name to log in with.";
        password: Secret, Unset("no password", "imap-password"), "The password to log in with.";
        oauth_token: Secret, Unset("no token", "imap-token"),
            "An OAuth 2 access token, for XOAUTH2 instead of a password. Tokens run out: as a file it is read anew before \
             every login, so that another program can renew it.";
        mailbox: Text, Fixed("INBOX"), "The mailbox to read.";
        move_to: Text, Unset("a mail that was taken is marked as seen", "Desist"), "An existing mailbox to move mail to once it was taken.";
        poll_interval: Text, Fixed("1m"), "How often to look, where the server cannot tell us at once (IDLE).";
    }
    "How mails are understood."
    intake: RawIntake {
        rules: Text, Unset("the built-in ones alone", "rules"),
            "A folder of further words and rules, in files TAG.rules of the format of the built-in ones. Its terms are \
             added, its rules replace those of the same id.";
        controllers: List, Fixed(""),
            "Domains of your customers: what their own end users write to you about their mails is meant for them.";
        answers_per_hour: Number, Fixed("500"),
            "Automatic answers that go out in an hour; further ones wait, and an alarm is raised: it may be a loop, or \
             somebody who writes in others' names.";
        unproven_stops_per_hour: Number, Fixed("200"),
            "Stops that nothing proves and that are applied in an hour without an alarm. With it they are applied, too, and \
             can be taken back.";
        label_texts: Switch, Fixed("false"),
            "What a person decides about a mail is kept as a label, to measure the rules by. With `true` a label keeps the \
             mail's text, too, sealed, for as long as the mail itself is kept.";
    }
    "How to tell who wrote a mail, beside its own signatures."
    intake_trust "intake.trust": RawIntakeTrust {
        authserv_id: Text, Unset("no Authentication-Results are believed", "mx.example.com"),
            "The name under which your own mail host writes Authentication-Results. It must delete such fields that come \
             from outside.";
        own_hops: Number, Fixed("1"), "How many Received fields your own hosts add before a mail gets here.";
        own_results: Number, Fixed("1"), "How many Authentication-Results fields your own mail host adds.";
        arc_sealers: List, Fixed(""), "Domains of forwarders whose ARC seals are believed.";
        max_age: Text, Fixed("7d"), "How old the signed date of a mail may be; older ones may be sent again by somebody else.";
        agents_write_to: List, Fixed(""),
            "Your addresses that agents forward to. What they send to others is not trusted as theirs. Empty: to any.";
        agents_come_by: List, Fixed(""),
            "The ways in by which agents' mail comes: lmtp, smtp, imap, pipe or api. What comes by another is not trusted as \
             theirs. Empty: by any.";
    }
    "Cases: what recipients ask for and somebody must answer."
    cases: RawCases {
        notify: List, Fixed(""),
            "Addresses of operators: told once a day which cases come close to their end, and at once which are late.";
        regions: List, Fixed(""),
            "Countries (DE) or parts of them (US-CA) whose laws apply to you or the people you write to. Without any, the \
             clocks of all regimes run and the earliest counts.";
        time_zone: Text, Fixed("UTC"), "The zone in which days are counted, such as Europe/Berlin, where a law names no other.";
        clock_rules: Text, Unset("the built-in ones alone", "clocks.toml"),
            "A file with further rules of clocks, or new versions of them. Cases that run keep the rules they began under.";
        complaints_to: Text, Unset("nobody but cases.notify is told", "legal@example.com"),
            "The mailbox that hears complaints: it is told of each, and answers to what complainants are sent reach it.";
        dispute_bodies: List, Fixed(""),
            "Independent bodies that people can complain to, named in answers: REGIONS NAME URL, such as \
             \"US+CA Fair Board https://fair.example\", or * for everybody. No commas.";
    }
    "The ledger: its signed heads, for who wants to keep them elsewhere."
    ledger: RawLedger {
        checkpoint_mail_to: List, Fixed(""),
            "Addresses, such as an auditor's, that get the signed head by mail. What is in a mailbox that the operator does \
             not keep cannot be rewritten by the operator.";
        checkpoint_mail_every: Text, Fixed("1d"), "How often each of them gets it, if the ledger grew; at most 30d.";
    }
    "The privacy policy in force; pages, mails and ledger entries name it. Later versions: see the end of this file."
    policy: RawPolicy {
        last_updated: Text, Unset("no date is shown", "2026-01-31"), "The day it was last changed, YYYY-MM-DD.";
        version: Text, Fixed("1"), "Its version, as written into each ledger entry: letters, digits, dot, dash, at most 32.";
    }
    "How long what is kept: 30d, 24mo, 3y, or never. What ended goes on the day after the last of its term."
    retention: RawRetention {
        hour: Number, Fixed("3"), "The hour, 0 to 23 in cases.time_zone, from which what is old is removed, once a night.";
        mail: Text, Fixed("30d"),
            "Content of mails that concerned somebody, after they were worked off and their cases ended. That a mail came, by \
             its hash, is always kept, so that the same bytes are never acted on twice.";
        unrelated_mail: Text, Fixed("7d"), "Content of mails that asked for nothing, after they were worked off.";
        client: Text, Fixed("30d"),
            "IP address and name of who handed a mail over, after it came in. Neither is kept of those who use the pages.";
        confirmations: Text, Fixed("30d"), "One-time links, used or not, after they expired; so long a link explains itself.";
        sent_mail: Text, Fixed("7d"), "Mails after they were sent or given up. The fact stays while a limit counts it.";
        webhooks: Text, Fixed("7d"), "Webhooks after they were delivered or given up.";
        cases: Text, Fixed("24mo"),
            "Cases with their events and tasks, after they ended; then also whom a mail was about. At least 24 months: 11 CCR \
             7101.";
        figures: Text, Fixed("25mo"), "Counts of what was asked, stopped and complained about, by day. They are about nobody.";
    }
    "Logs, written to standard error."
    log: RawLog {
        format: OneOf(&["auto", "human", "json"]), Fixed("auto"), "auto is human on a terminal and json otherwise.";
        filter: Text, Fixed("info"), "What to log, such as info or warn,desist=debug. DESIST_LOG is short for the variable.";
    }
}
