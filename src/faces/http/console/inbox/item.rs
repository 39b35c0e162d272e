//! One mail as a page.

use actix_web::web;
use sha2::{Digest, Sha256};

use super::list::{Names, named, who};
use super::words::{self, KINDS, name_of, pressing, size, span};
use super::{asked, narrowed};
use crate::domain::operator::Right;
use crate::domain::reading::Intent;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::Visit;
use crate::render::console::{CaseLine, Check, Choice, InboxMail, KnownShown, ProposalShown, Typed, WishShown};
use crate::services::cases::Case;
use crate::services::intake::desk::{DeskMail, Known, Only, Proposal};
use crate::store::hex;

pub(super) async fn show(visit: Visit, path: web::Path<String>) -> Answer {
    let desk = visit.ok(visit.services().desk_mail(&path).await)?;
    let page = page(&visit, &desk, &asked(&visit)).await?;
    Ok(visit.page(&page))
}

/// The page of a mail.
pub(super) async fn page(visit: &Visit, desk: &DeskMail, only: &Only) -> Result<InboxMail, actix_web::Error> {
    let services = visit.services();
    let operators = visit.ok(services.operators().await)?;
    let names: Names = operators.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
    let waits = desk.mail.status == "review";
    let others = operators.iter().filter(|one| one.disabled_at.is_none() && one.role.may(Right::DecideMail));
    let others = others.filter(|one| one.id != visit.operator().id);
    let proposal = desk.proposals.get(desk.current);
    let next = visit.ok(services.next_on_desk(only, &desk.place, &visit.operator().id).await)?;
    let cases = || desk.cases.iter().filter(|case| case.done_at.is_none());
    Ok(InboxMail {
        path: format!("/console/inbox/{}", desk.mail.id),
        id: desk.mail.id.clone(),
        content: desk.content.clone(),
        received_at: desk.mail.received_at,
        age: span(services.clock.now().0 - desk.mail.received_at.0),
        via: desk.mail.via.clone(),
        size: size(desk.mail.size),
        recipients: desk.mail.recipients.clone(),
        sender: desk.mail.sender.clone(),
        status: words::status(&desk.mail.status),
        open: waits && visit.may(Right::DecideMail),
        due_at: waits.then_some(desk.place.due_at),
        pressing: if waits { pressing(services, desk.place.due_at) } else { "" },
        holds: cases().any(|case| case.holds),
        with: cases().find_map(|case| case.assignee.as_deref()).map(|id| named(&names, id)),
        decided: desk.decided.as_ref().filter(|_| !waits).map(|decider| (who(&names, decider), decider.at)),
        overtaken: None,
        check: desk.check.as_ref().map(|check| Check {
            provider: check.provider.clone(),
            address: check.address.as_ref().map(|address| address.delivery().to_owned()),
            code: check.code.clone(),
            link: check.link.clone(),
        }),
        proposal: proposal.map(|proposal| shown(desk, proposal)),
        part: (desk.proposals.len() > 1).then_some((desk.current + 1, desk.proposals.len())),
        cases: desk.cases.iter().map(|case| in_a_line(visit, &names, case)).collect(),
        known: desk.known.as_ref().filter(|_| visit.may(Right::Recipients)).map(known),
        choices: choices(proposal.map_or(&[], |proposal| &proposal.intents)),
        topics: topics(visit, desk, proposal),
        colleagues: others.map(|one| (one.id.clone(), one.name.clone(), false)).collect(),
        typed: typed(desk, proposal),
        of_several: desk.of_several,
        pass_by: match next {
            Some(id) => passed_by(&narrowed(&format!("/console/inbox/{id}"), only)),
            None => narrowed("/console/inbox", only),
        },
        only: (only.kind.clone(), only.language.clone()),
        fault: None,
        unfolded: "",
    })
}

fn passed_by(path: &str) -> String {
    format!("{path}{}done=passed_by", if path.contains('?') { '&' } else { '?' })
}

/// What names a proposal: whom it is about and what is wanted.
pub(super) fn seen(proposal: &Proposal) -> String {
    let said = serde_json::json!([proposal.about, proposal.intents]).to_string();
    hex(&Sha256::digest(said.as_bytes())[..16])
}

fn shown(desk: &DeskMail, proposal: &Proposal) -> ProposalShown {
    let forwarder = desk.content.as_ref().and_then(|content| content.from.first());
    let by = proposal.written_by.as_ref().filter(|_| proposal.forwarded).or(forwarder);
    ProposalShown {
        seen: seen(proposal),
        about: proposal.about.clone(),
        written_by: proposal.written_by.clone().filter(|_| !proposal.forwarded),
        trust: words::trust(&proposal.trust),
        forwarded: by.filter(|_| proposal.forwarded).cloned(),
        robot: proposal.robot.as_deref().map(words::robot),
        reasons: proposal.reasons.iter().map(|reason| plain(reason)).collect(),
        language: proposal.language.clone(),
        wishes: proposal.intents.iter().map(wish).collect(),
        // Of several people's mails each is decided by its own proposal, which names whom.
        acceptable: proposal.acceptable && proposal.about.is_some(),
        names_another: proposal.names_another,
    }
}

/// A reason as a sentence: its code stands for itself where nothing follows it.
fn plain(reason: &str) -> String {
    match reason.split_once(": ") {
        Some((_, sentence)) if sentence.contains(' ') => sentence.to_owned(),
        _ => reason.to_owned(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn wish(intent: &Intent) -> WishShown {
    let mut detail = Vec::new();
    detail.extend(intent.topic.clone());
    detail.extend(intent.days.map(|days| format!("for {days} days")));
    detail.extend(intent.until.as_ref().map(|day| format!("until {day}")));
    detail.extend(intent.from.as_ref().map(|from| format!("from \u{201c}{from}\u{201d}")));
    detail.extend(intent.to.as_ref().map(|to| format!("to \u{201c}{to}\u{201d}")));
    WishShown {
        name: name_of(intent.kind.word()),
        words: words::words_of(intent.kind.word()),
        detail: (!detail.is_empty()).then(|| detail.join(", ")),
        sure: (intent.confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
    }
}

fn choices(proposed: &[Intent]) -> Vec<Choice> {
    let is_proposed = |word: &str| proposed.iter().any(|intent| intent.kind.word() == word);
    let choice = |kind: &words::Kind| Choice {
        kind: kind.word,
        name: kind.name,
        words: kind.words,
        key: kind.key,
        chosen: is_proposed(kind.word),
    };
    KINDS.iter().map(choice).collect()
}

fn topics(visit: &Visit, desk: &DeskMail, proposal: Option<&Proposal>) -> Vec<(String, String, bool)> {
    use crate::domain::topic::Class;
    let registry = visit.services().gate.registry();
    let sender = desk.mail.sender.as_deref().and_then(|key| registry.sender_by_key(key)).or(registry.only_sender());
    let proposed = proposal.and_then(|one| one.intents.iter().find_map(|intent| intent.topic.as_deref()));
    let of_sender = sender.iter().flat_map(|sender| registry.topics_of(sender.id));
    let shown = of_sender.filter(|topic| topic.class == Class::Promotional).map(|topic| {
        let key = topic.key.to_string();
        let chosen = proposed == Some(key.as_str());
        (key, topic.name.clone(), chosen)
    });
    shown.collect()
}

/// The form begins with what is proposed.
fn typed(desk: &DeskMail, proposal: Option<&Proposal>) -> Typed {
    let find = |get: fn(&Intent) -> Option<String>| proposal.and_then(|one| one.intents.iter().find_map(get));
    Typed {
        days: find(|intent| intent.days.map(|days| days.to_string())).unwrap_or_default(),
        until: find(|intent| intent.until.clone()).unwrap_or_default(),
        // Where it is about one, it need not be said again.
        about: proposal.filter(|_| desk.of_several).and_then(|one| one.about.clone()).unwrap_or_default(),
        ..Typed::default()
    }
}

fn in_a_line(visit: &Visit, names: &Names, case: &Case) -> CaseLine {
    let open = case.done_at.is_none();
    CaseLine {
        path: format!("/console/cases/{}", case.id),
        kind: case.kind,
        state: case.state,
        due_at: case.due_at.filter(|_| open),
        pressing: case.due_at.filter(|_| open).map_or("", |due| pressing(visit.services(), due)),
        holds: case.holds,
        with: case.assignee.as_deref().map(|id| named(names, id)),
    }
}

fn known(known: &Known) -> KnownShown {
    KnownShown {
        path: format!("/console/recipients/{}", known.key.code()),
        standing: known
            .standing
            .iter()
            .map(|one| (words::scope(&one.scope).to_owned(), one.state.replace('_', " "), one.since))
            .collect(),
        mails: known
            .mails
            .iter()
            .map(|mail| {
                let at = crate::domain::time::Instant(mail.received_at);
                (format!("/console/inbox/{}", mail.id), at, words::status(&mail.status))
            })
            .collect(),
        open_cases: known.open_cases,
    }
}
