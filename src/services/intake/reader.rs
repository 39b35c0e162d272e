//! The reader of the worker: asks the world what a reading needs to know of it, then reads ([`super::read`]).
//!
//! Everything that may fail or wait is here: the DNS, the directory, the keys. What the DNS could not say now is asked
//! again only where it would change what is done: for a forward by a listed agent (AUTH-10). A stop needs no proof and
//! never waits for one (AUTH-17).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::read::{self, Agents, Context, Token, Tokens};
use super::{Letter, Read, Reads, about};
use crate::domain::address::Address;
use crate::domain::change::Channel;
use crate::domain::intent::model::{HINTS, WEIGHTS};
use crate::domain::intent::{EMBEDDED, RuleError, Rules, TopicName};
use crate::domain::topic::{Class, Topic};
use crate::mail::authenticate::{self, AgentAnswer, Attached, AuthConfig, Authentication, Envelope, Listed, Resolver};
use crate::mail::parse::{self, Mail};
use crate::mail::reports::Own;
use crate::services::Services;
use crate::services::error::ServiceError;

/// Attached mails whose signatures are looked at.
const ORIGINALS: usize = 5;

/// Words, rules and whom to believe.
pub struct Understanding {
    /// Words and rules.
    pub rules: Rules,
    /// Which version of them.
    pub rules_version: String,
    /// What to believe of the surroundings.
    pub trust: AuthConfig,
    /// Domains of customers of ours.
    pub controllers: Vec<String>,
    /// By which way agents' mail comes (AUTH-13).
    pub agents: AgentRoutes,
}

/// By which way agents' mail comes; whatever is empty is any.
#[derive(Clone, Debug, Default)]
pub struct AgentRoutes {
    /// To which of our addresses.
    pub to: Vec<Address>,
    /// By which ways in.
    pub by: Vec<Channel>,
}

impl AgentRoutes {
    /// Whether this mail came by it. One that did not come in, because somebody only asks about it, came by any.
    fn has(&self, letter: &Letter) -> bool {
        let Some(via) = letter.via else { return true };
        let ours = |to: &String| Address::parse(to).is_ok_and(|to| self.to.contains(&to));
        (self.by.is_empty() || self.by.contains(&via)) && (self.to.is_empty() || letter.rcpt_to.iter().any(ours))
    }
}

impl Understanding {
    /// The rules that are part of the program, with an operator's own (name, text) on top.
    ///
    /// # Errors
    /// The first line of the rules that cannot be read.
    pub fn new(overrides: &[(&str, &str)]) -> Result<Self, RuleError> {
        let rules = Rules::with_overrides(EMBEDDED, overrides)?;
        let rules_version = version(EMBEDDED.iter().chain(HINTS).chain(overrides));
        Ok(Self {
            rules,
            rules_version,
            trust: AuthConfig::default(),
            controllers: Vec::new(),
            agents: AgentRoutes::default(),
        })
    }
}

/// The program's version and the first digits of a hash over the rules, the words of concepts and the model: two readings
/// of one version are the same.
fn version<'a>(files: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    hash.update(WEIGHTS);
    for (name, text) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let start: String = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}+{start}", env!("CARGO_PKG_VERSION"))
}

/// Reads mails as this installation does.
pub struct Reader {
    services: Arc<Services>,
    understanding: Understanding,
    resolver: Resolver,
}

impl Reader {
    /// For this installation.
    pub fn new(services: Arc<Services>, understanding: Understanding, resolver: Resolver) -> Self {
        Self { services, understanding, resolver }
    }

    /// With more customers of ours.
    pub fn with_controllers(mut self, domains: &[String]) -> Self {
        self.understanding.controllers.extend(domains.iter().cloned());
        self
    }

    /// Reads a mail. Forwards of `agents` count as proven: whoever explains a mail may say so, the worker never does.
    ///
    /// # Errors
    /// When the DNS was silent about an agent: try again later.
    pub async fn read_as(&self, letter: &Letter, agents: &[Address]) -> Result<Read, ServiceError> {
        let mail = parse::parse(&letter.raw);
        let writer = self.authenticate(letter, &mail).await;
        let (vouches, why_not) = self.vouches(letter, &mail, &writer, agents).await?;
        let originals_proven = self.originals(letter, &mail).await;
        let own = self.own();
        let has = |address: &Address| agents.contains(address) || self.services.agent_at(address).is_some();
        let context = Context {
            rules: &self.understanding.rules,
            rules_version: &self.understanding.rules_version,
            own: &own,
            own_hosts: &[],
            topics: &self.topics(letter, &mail)?,
            controllers: &self.understanding.controllers,
            agents: Agents::Known { has: &has, vouches, why_not: why_not.as_deref() },
            tokens: &*self.services,
            writer: Some(&writer),
            originals_proven: &originals_proven,
        };
        let reading = read::read_mail(&mail, &context);
        Ok(Read { mail, reading })
    }

    /// Whether the writer of a mail would be trusted as an agent, and why or why not: for `desist agent test`.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub async fn test_agent(&self, letter: &Letter) -> Result<AgentAnswer, ServiceError> {
        let mail = parse::parse(&letter.raw);
        let found = self.authenticate(letter, &mail).await;
        Ok(authenticate::may_vouch(self.listed(&mail).await?, self.understanding.agents.has(letter), &found))
    }

    async fn listed(&self, mail: &Mail) -> Result<Listed, ServiceError> {
        let Some(writer) = about::writer(mail) else { return Ok(Listed::No) };
        if self.services.agent_at(&writer).is_some() {
            return Ok(Listed::Active);
        }
        Ok(if self.services.was_agent(&writer).await? { Listed::Former } else { Listed::No })
    }

    async fn authenticate(&self, letter: &Letter, mail: &Mail) -> Authentication {
        if letter.by_token {
            return Authentication::unverified("it came to an address with a token, which proves itself");
        }
        let envelope = Envelope {
            client_ip: letter.client.as_ref().map(|client| client.ip),
            helo: letter.client.as_ref().and_then(|client| client.helo.clone()),
            mail_from: letter.mail_from.clone(),
            rcpt_to: letter.rcpt_to.clone(),
        };
        let now = letter.received_at.unwrap_or_else(|| self.services.clock.now());
        authenticate::authenticate(&letter.raw, mail, &envelope, &self.resolver, &self.understanding.trust, now).await
    }

    /// Whether the writer is an agent and proven to be (AUTH-13); for one who is or was an agent, why not.
    async fn vouches(
        &self,
        letter: &Letter,
        mail: &Mail,
        found: &Authentication,
        agents: &[Address],
    ) -> Result<(bool, Option<String>), ServiceError> {
        let Some(writer) = about::writer(mail) else { return Ok((false, None)) };
        if agents.contains(&writer) {
            return Ok((true, None));
        }
        let listed = self.listed(mail).await?;
        let answer = authenticate::may_vouch(listed, self.understanding.agents.has(letter), found);
        if answer.retry {
            return Err(ServiceError::Later("The DNS does not answer about the agent who forwarded the mail."));
        }
        let tells = !answer.vouches && listed != Listed::No;
        Ok((answer.vouches, answer.reasons.into_iter().next().filter(|_| tells)))
    }

    async fn originals(&self, letter: &Letter, mail: &Mail) -> Vec<bool> {
        let now = letter.received_at.unwrap_or_else(|| self.services.clock.now());
        let envelope = Envelope { rcpt_to: letter.rcpt_to.clone(), ..Envelope::default() };
        let trust = self.trust_with_own_addresses();
        let mut proven = Vec::new();
        for raw in mail.attached.iter().take(ORIGINALS) {
            let found = authenticate::attached(raw, &parse::parse(raw), &envelope, &self.resolver, &trust, now).await;
            proven.push(matches!(found, Attached::Passes { .. }));
        }
        proven
    }

    /// To any address of ours an original may have been sent before it was passed on to this one.
    fn trust_with_own_addresses(&self) -> AuthConfig {
        let mut trust = self.understanding.trust.clone();
        trust.own_addresses.extend(self.own().addresses.iter().map(|own| own.delivery().to_owned()));
        trust
    }

    /// By what we know our own mail. Its Message-IDs are no sign: they may be of the same domain as our people's.
    fn own(&self) -> Own {
        let services = &self.services;
        let registry = services.gate.registry();
        let supports =
            registry.senders().iter().filter_map(|sender| Address::parse(sender.support_address.as_deref()?).ok());
        let set = services.config.intake.addresses.iter().map(|known| known.address.clone());
        let addresses = supports.chain(set).chain([services.config.mail_from.clone()]).collect();
        Own { addresses, ..Own::default() }
    }

    /// The promotional topics of the sender whose mailbox it came to.
    fn topics(&self, letter: &Letter, mail: &Mail) -> Result<Vec<TopicName>, ServiceError> {
        let header = mail.to.iter().map(|to| to.address.as_str());
        let mut to = letter.rcpt_to.iter().map(String::as_str).chain(header);
        let own = |to: &&str| Address::parse(to).is_ok_and(|address| self.services.is_own_address(&address));
        let mailbox = self.services.mailbox_of(to.find(own).unwrap_or_default())?;
        let registry = self.services.gate.registry();
        Ok(registry.topics_of(mailbox.sender.id).filter(|topic| is_named(topic)).map(|topic| name(topic)).collect())
    }
}

fn is_named(topic: &Topic) -> bool {
    topic.class == Class::Promotional && !topic.retired
}

fn name(topic: &Topic) -> TopicName {
    TopicName { key: topic.key.as_str().to_owned(), name: topic.name.clone(), description: topic.description.clone() }
}

impl Tokens for Services {
    fn find(&self, mail: &Mail) -> Vec<Token> {
        self.tokens_in(mail)
            .into_iter()
            .map(|found| Token { recipient: found.recipient, address: found.address })
            .collect()
    }

    /// By the recipient's key: the mail form carries no address. Older keys count, too.
    fn names(&self, token: &Token, person: &Address) -> bool {
        self.vault.recipient_keys(person).any(|key| token.recipient == Some(key))
    }
}

impl Reads for Reader {
    fn read<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        Box::pin(self.read_as(letter, &[]))
    }
}
