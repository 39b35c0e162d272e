#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use super::*;
use crate::domain::reading::{Decision, IntentKind};

struct World {
    rules: Rules,
    own: Own,
    agents: Vec<Address>,
    is_bare: bool,
    controllers: Vec<String>,
    token: Option<Address>,
    originals_proven: Vec<bool>,
    writer: Option<Authentication>,
}

impl Tokens for World {
    fn find(&self, mail: &Mail) -> Vec<Token> {
        let shows = mail.text.contains("/u/");
        self.token
            .iter()
            .filter(|_| shows)
            .map(|address| Token { recipient: None, address: Some(address.clone()) })
            .collect()
    }

    fn names(&self, token: &Token, person: &Address) -> bool {
        token.address.as_ref() == Some(person)
    }
}

impl World {
    fn new() -> Self {
        Self {
            rules: Rules::embedded().unwrap(),
            own: Own { addresses: vec![address("support@acme.example")], ..Own::default() },
            agents: vec![address("desk@acme.example")],
            is_bare: false,
            controllers: vec!["tenant.example".to_owned()],
            token: None,
            originals_proven: Vec::new(),
            writer: None,
        }
    }

    fn read(&self, raw: &str) -> Reading {
        let mail = parse::parse(raw.as_bytes());
        let has = |address: &Address| self.agents.contains(address);
        let vouches = writer_of(&mail).is_some_and(|writer| has(&writer));
        let known = Agents::Known { has: &has, vouches, why_not: None };
        let context = Context {
            rules: &self.rules,
            rules_version: "test",
            own: &self.own,
            own_hosts: &[],
            topics: &[],
            controllers: &self.controllers,
            agents: if self.is_bare { Agents::Unknown } else { known },
            tokens: self,
            writer: self.writer.as_ref(),
            originals_proven: &self.originals_proven,
        };
        read_mail(&mail, &context)
    }
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn mail(from: &str, subject: &str, text: &str) -> String {
    format!("From: {from}\r\nTo: support@acme.example\r\nSubject: {subject}\r\n\r\n{text}\r\n")
}

const STOP: &str = "Please unsubscribe me from all your newsletters.";

fn forward(by: &str, of: &str, text: &str) -> String {
    let header = format!(
        "---------- Forwarded message ---------\r\nFrom: {of}\r\nDate: Mon, 3 Mar 2025 at 10:00\r\nSubject: stop\r\nTo: <support@acme.example>\r\n\r\n"
    );
    mail(by, "Fwd: stop", &format!("please handle\r\n\r\n{header}\r\n{text}"))
}

fn who(address: &Option<Address>) -> &str {
    address.as_ref().map_or("", Address::delivery)
}

#[test]
fn auth_17_a_clear_stop_of_the_writer_is_acted_on_without_proof() {
    let reading = World::new().read(&mail("Ana <ana@example.org>", "newsletter", STOP));
    assert_eq!(reading.decision, Decision::Act, "{:?}", reading.reasons);
    assert_eq!((who(&reading.about), reading.trust), ("ana@example.org", Trust::Unverified));
    assert!(!reading.forwarded && reading.reasons.iter().any(|reason| reason.contains("AUTH-17")));
}

#[test]
fn mime_12_words_in_what_is_quoted_are_nobodys_wish() {
    let text =
        format!("Great offer, thank you!\r\n\r\nOn Mon, 3 Mar 2025, Acme <news@acme.example> wrote:\r\n> {STOP}");
    let reading = World::new().read(&mail("ana@example.org", "Re: News", &text));
    assert_ne!(reading.decision, Decision::Act);
    assert!(!reading.text.contains("unsubscribe"));
}

#[test]
fn auth_15_a_forward_by_an_agent_is_about_the_original_sender_and_never_about_the_agent() {
    let reading = World::new().read(&forward("Desk <desk@acme.example>", "Ana <ana@example.org>", STOP));
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Act, "ana@example.org"), "{:?}", reading.reasons);
    assert_eq!((reading.forwarded, reading.trust, who(&reading.written_by)), (true, Trust::Agent, "desk@acme.example"));
    let own = World::new().read(&mail("desk@acme.example", "stop", STOP));
    assert_eq!(own.decision, Decision::Review);
}

#[test]
fn auth_15_agents_between_the_agent_and_the_sender_are_passed_over() {
    let inner = "---------- Forwarded message ---------\r\nFrom: Ana <ana@example.org>\r\nDate: Mon, 3 Mar 2025\r\nSubject: stop\r\nTo: <support@acme.example>\r\n\r\n".to_owned() + STOP;
    let mut world = World::new();
    world.agents.push(address("sales@acme.example"));
    let reading =
        world.read(&forward("desk@acme.example", "Sales <sales@acme.example>", &format!("yours?\r\n\r\n{inner}")));
    assert_eq!(who(&reading.about), "ana@example.org", "{:?}", reading.reasons);
}

#[test]
fn auth_15_two_mails_passed_on_in_one_are_left_to_a_person() {
    let other = "---------- Forwarded message ---------\r\nFrom: Bob <bob@example.org>\r\nDate: Mon, 3 Mar 2025\r\nSubject: stop too\r\nTo: <support@acme.example>\r\n\r\n".to_owned() + STOP;
    let both = format!("{STOP}\r\n\r\n{other}");
    let reading = World::new().read(&forward("desk@acme.example", "Ana <ana@example.org>", &both));
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Review, ""), "{:?}", reading.reasons);
}

#[test]
fn auth_16_a_strangers_forward_acts_on_nobody() {
    let reading = World::new().read(&forward("eve@example.net", "Ana <ana@example.org>", STOP));
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Review, "ana@example.org"));
    assert!(reading.forwarded && reading.reasons.iter().any(|reason| reason.contains("AUTH-16")));
}

#[test]
fn without_a_directory_a_mailbox_of_the_domain_it_came_to_is_a_colleagues() {
    let world = World { is_bare: true, ..World::new() };
    let colleague = world.read(&forward("kim@acme.example", "Ana <ana@example.org>", STOP));
    assert_eq!((colleague.decision, colleague.trust), (Decision::Act, Trust::Unverified), "{:?}", colleague.reasons);
    let stranger = world.read(&forward("eve@example.net", "Ana <ana@example.org>", STOP));
    assert_eq!(stranger.decision, Decision::Review);
    let inside = world.read(&forward("kim@acme.example", "Lee <lee@acme.example>", STOP));
    assert_eq!(who(&inside.about), "lee@acme.example");
}

#[test]
fn our_own_newsletter_forwarded_back_is_about_whoever_sends_it_back() {
    let raw = mail(
        "ana@example.org",
        "Fwd: News",
        &format!(
            "{STOP}\r\n\r\n---------- Forwarded message ---------\r\nFrom: Acme <support@acme.example>\r\nDate: Mon, 3 Mar 2025\r\nSubject: News\r\nTo: <ana@example.org>\r\n\r\nBuy now.\r\n"
        ),
    );
    let reading = World::new().read(&raw);
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Act, "ana@example.org"), "{:?}", reading.reasons);
}

#[test]
fn a_mailing_of_ours_from_an_address_we_need_not_know_is_told_by_its_token() {
    let block = "---------- Forwarded message ---------\r\nFrom: Acme News <news@mailer.example>\r\nDate: Mon, 3 Mar 2025\r\nSubject: News\r\nTo: <ana@example.org>\r\n\r\nBuy now. Unsubscribe: https://x.example/u/abc\r\n";
    let sent = |above: &str| mail("ana@home.example", "Fwd: News", &format!("{above}\r\n\r\n{block}"));
    let world = World { token: Some(address("ana@example.org")), ..World::new() };
    let reading = world.read(&sent(STOP));
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Act, "ana@home.example"), "{:?}", reading.reasons);
    // Without the token it may be anybody's mail, and with no stop above it nobody's stop.
    assert_eq!(World::new().read(&sent(STOP)).decision, Decision::Review);
    assert_ne!(world.read(&sent("see below")).decision, Decision::Act);
}

fn attached(by: &str, originals: &[&str]) -> String {
    let parts: String =
        originals.iter().map(|o| format!("--b\r\nContent-Type: message/rfc822\r\n\r\n{o}\r\n")).collect();
    format!(
        "From: {by}\r\nTo: support@acme.example\r\nSubject: for you\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee attached\r\n{parts}--b--\r\n"
    )
}

#[test]
fn an_attached_original_is_read_as_the_mail_it_is() {
    let ana = mail("ana@example.org", "stop", STOP);
    let reading = World::new().read(&attached("desk@acme.example", &[&ana]));
    assert_eq!((reading.decision, who(&reading.about)), (Decision::Act, "ana@example.org"), "{:?}", reading.reasons);
    assert_eq!(World::new().read(&attached("eve@example.net", &[&ana])).decision, Decision::Review);
    let proven = World { originals_proven: vec![true], ..World::new() };
    assert_eq!(proven.read(&attached("eve@example.net", &[&ana])).decision, Decision::Act);
}

#[test]
fn several_attached_originals_are_several_mails() {
    let (ana, bob) =
        (mail("ana@example.org", "stop", STOP), mail("bob@example.org", "hi", "What does the large plan cost?"));
    let reading = World::new().read(&attached("desk@acme.example", &[&ana, &bob]));
    let parts: Vec<_> = reading.parts.iter().map(|part| (who(&part.about), part.decision)).collect();
    assert_eq!(parts[0], ("ana@example.org", Decision::Act));
    assert_eq!(parts[1].0, "bob@example.org");
    assert_ne!(parts[1].1, Decision::Act);
    assert!(reading.about.is_none());
}

#[test]
fn mime_01_and_03_two_writers_and_spoofed_names_go_to_a_person() {
    let two = format!("From: eve@example.net\r\n{}", mail("ana@example.org", "stop", STOP));
    let spoofed = mail("\"ana@example.org\" <eve@example.net>", "stop", STOP);
    let group = mail("Team: ana@example.org;", "stop", STOP);
    for raw in [two, spoofed, group] {
        assert_eq!(World::new().read(&raw).decision, Decision::Review, "{raw}");
    }
    let same = mail("\"ana@example.org\" <ana@example.org>", "stop", STOP);
    assert_eq!(World::new().read(&same).decision, Decision::Act);
}

#[test]
fn auth_16_a_valid_token_proves_whom_it_names_and_nobody_else() {
    let world = |token| World { token: Some(address(token)), ..World::new() };
    let text = format!("{STOP}\r\n\r\nUnsubscribe: https://x.example/u/abc");
    let own = mail("ana@example.org", "stop", &text);
    assert_eq!(world("ana@example.org").read(&own).trust, Trust::Token);
    assert_eq!(world("old@example.org").read(&own).trust, Trust::Unverified);
    let passed_on = forward("eve@example.net", "Ana <ana@example.org>", &text);
    assert_eq!(world("eve@example.net").read(&passed_on).decision, Decision::Review);
    assert_eq!(world("ana@example.org").read(&passed_on).trust, Trust::Token);
    assert_eq!(world("eve@example.net").read(&passed_on).trust, Trust::Unverified);
}

#[test]
fn mail_about_a_customers_mail_is_meant_for_the_customer() {
    let text = format!("{STOP}\r\n\r\nOn Mon, 3 Mar 2025, Shop <news@mail.tenant.example> wrote:\r\n> Sale!");
    let reading = World::new().read(&mail("ana@example.org", "Re: Sale", &text));
    assert_eq!(reading.decision, Decision::Review);
    assert!(reading.intents.iter().any(|intent| intent.kind == IntentKind::WrongPerson), "{:?}", reading.intents);
    let other = text.replace("mail.tenant.example", "nottenant.example");
    assert_eq!(World::new().read(&mail("ana@example.org", "Re: Sale", &other)).decision, Decision::Act);
}

#[test]
fn ack_03_an_automatic_answer_asks_for_nothing_but_apples_opt_out_does() {
    let away = format!(
        "Auto-Submitted: auto-replied\r\n{}",
        mail("ana@example.org", "Out of office", "I am away until Monday.")
    );
    let reading = World::new().read(&away);
    assert_eq!((reading.robot, reading.decision), (Some(Robot::AutoReply), Decision::Ignore));
    let apple = format!(
        "Auto-Submitted: auto-replied\r\nX-Apple-Unsubscribe: true\r\n{}",
        mail("ana@example.org", "unsubscribe", "")
    );
    assert_eq!(World::new().read(&apple).decision, Decision::Act);
}

#[test]
fn a_reading_names_no_address_in_its_reasons_or_when_debugged() {
    for raw in [forward("desk@acme.example", "ana@example.org", STOP), mail("ana@example.org", "stop", "hm")] {
        let reading = World::new().read(&raw);
        assert!(!reading.reasons.concat().contains('@'), "{:?}", reading.reasons);
        assert!(!format!("{:?}", reading.about).contains("ana@"));
    }
}

#[test]
fn names_of_hosts_are_matched_whole() {
    for (text, expected) in [
        ("news@tenant.example wrote", true),
        ("https://www.tenant.example/x", true),
        ("news@tenant.example.", true),
        ("news@tenant.example.org", false),
        ("news@nottenant.example", false),
        ("tenant.example", false),
    ] {
        assert_eq!(names_host(text, "tenant.example"), expected, "{text}");
    }
}

#[test]
fn any_mail_is_read() {
    for raw in
        ["", "\0", "From: x\r\n\r\n", "From: a@x.example\r\nSubject: \r\n\r\n", "Content-Type: message/rfc822\r\n\r\n"]
    {
        assert_ne!(World::new().read(raw).decision, Decision::Act, "{raw:?}");
    }
}

fn authenticated() -> Option<Authentication> {
    Some(Authentication { trust: Trust::Authenticated, ..Authentication::unverified("a test") })
}

#[test]
fn ack_07_an_attached_mail_never_inherits_the_trust_of_whoever_attached_it() {
    let world = World { writer: authenticated(), ..World::new() };
    let (ana, bob) = (mail("ana@example.org", "stop", STOP), mail("bob@example.org", "stop", STOP));
    for (by, trust, decision) in [
        ("mallory@example.net", Trust::Unverified, Decision::Review),
        ("desk@acme.example", Trust::Agent, Decision::Act),
    ] {
        let reading = world.read(&attached(by, &[&ana, &bob]));
        assert_eq!(reading.parts.len(), 2);
        for part in &reading.parts {
            assert_eq!((part.trust, part.decision), (trust, decision), "{by} {:?}", part.reasons);
            assert!(part.forwarded, "so that no answer is threaded to the outer mail or echoes it");
            assert_eq!(who(&part.written_by), by);
        }
    }
}

#[test]
fn auth_14_each_of_several_attached_mails_needs_a_proof_of_its_own() {
    let world = World { originals_proven: vec![true, false], ..World::new() };
    let (ana, bob) = (mail("ana@example.org", "stop", STOP), mail("bob@example.org", "stop", STOP));
    let reading = world.read(&attached("eve@example.net", &[&ana, &bob]));
    let decisions: Vec<_> = reading.parts.iter().map(|part| part.decision).collect();
    assert_eq!(decisions, [Decision::Act, Decision::Review]);
}

#[test]
fn auth_15_and_16_a_forward_inside_of_an_attached_mail_is_never_about_whom_it_quotes() {
    let fake = forward("evil@evil.example", "Ana <ana@example.org>", STOP);
    let world = World { originals_proven: vec![true, true], ..World::new() };
    let other = mail("bob@example.org", "hi", "What does the large plan cost?");
    for by in ["desk@acme.example", "eve@example.net"] {
        let reading = world.read(&attached(by, &[&fake]));
        assert_ne!(who(&reading.about), "ana@example.org", "{by}");
        assert_eq!(reading.decision, Decision::Review, "{by} {:?}", reading.reasons);
        let several = world.read(&attached(by, &[&fake, &other]));
        assert!(several.parts.iter().all(|part| who(&part.about) != "ana@example.org"), "{by}");
        let inner = attached("evil@evil.example", &[&mail("ana@example.org", "stop", STOP)]);
        let inner = inner.replace("=b\r\n", "=c\r\n").replace("--b", "--c");
        let nested = world.read(&attached(by, &[&inner]));
        assert_eq!((who(&nested.about), nested.decision), ("evil@evil.example", Decision::Review), "{by}");
    }
}

#[test]
fn auth_14_the_signature_of_a_colleagues_forward_proves_nothing_about_whom_it_quotes() {
    let world = World { originals_proven: vec![true], ..World::new() };
    let colleagues = forward("desk@acme.example", "Ana <ana@example.org>", STOP);
    let reading = world.read(&attached("eve@example.net", &[&colleagues]));
    assert_eq!(reading.decision, Decision::Review, "{:?}", reading.reasons);
}

#[test]
fn mime_10_attached_mails_in_attached_mails_are_opened_to_a_depth_and_to_a_number() {
    let ana = mail("ana@example.org", "stop", STOP);
    let nest = |levels: usize| {
        (0..levels).fold(ana.clone(), |inner, at| {
            format!("From: desk@acme.example\r\nTo: support@acme.example\r\nSubject: fwd\r\nContent-Type: multipart/mixed; boundary=\"b{at}x\"\r\n\r\n--b{at}x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b{at}x\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n--b{at}x--\r\n", mail("bob@example.org", "hi", STOP))
        })
    };
    for levels in [4, 20, 40] {
        let reading = World::new().read(&nest(levels));
        assert_eq!(reading.decision, Decision::Review, "{levels}");
        assert!(reading.parts.is_empty() && reading.about.is_none(), "{levels}");
    }
    let many = vec![ana.as_str(); 40];
    let wide = attached("desk@acme.example", &many).replace("=b\r\n", "=c\r\n").replace("--b", "--c");
    let reading = World::new().read(&attached("desk@acme.example", &[wide.as_str(); 8]));
    assert_eq!((reading.decision, reading.parts.len()), (Decision::Review, 0));
}

#[test]
fn l7_who_names_another_address_stays_the_one_it_is_about() {
    for named in ["news@acme.example", "support@acme.example", "old@example.com"] {
        let reading = World::new().read(&mail("ana@example.org", "stop", &format!("Please remove me from {named}")));
        assert_eq!((who(&reading.about), reading.decision), ("ana@example.org", Decision::Review), "{named}");
    }
}

#[test]
fn l7_and_l10_a_language_without_rules_and_an_encrypted_mail_wait_for_a_person_and_may_be_a_stop() {
    let basque = "Mesedez, kendu nire helbidea zuen buletinen zerrendatik, ez dut zuen publizitate gehiago jaso nahi.";
    let welsh = "Peidiwch ag anfon rhagor o gylchlythyrau ataf, os gwelwch yn dda.";
    for text in [basque, welsh] {
        let reading = World::new().read(&mail("ana@example.org", "", text));
        assert_eq!(reading.decision, Decision::Review, "{text} {:?}", reading.reasons);
        assert!(reading.intents.is_empty(), "nobody can tell what is wanted: {text}");
    }
    let sealed = "From: ana@example.org\r\nTo: support@acme.example\r\nSubject: x\r\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\nxxxx\r\n--b--\r\n";
    let reading = World::new().read(sealed);
    assert_eq!((reading.decision, reading.intents.len()), (Decision::Review, 0), "{:?}", reading.reasons);
    for text in ["Thank you, that was very helpful.", "I am looking forward to the meeting on Monday.", ""] {
        assert_eq!(World::new().read(&mail("ana@example.org", "", text)).decision, Decision::Ignore, "{text}");
    }
}

#[test]
fn a_language_without_rules_is_read_by_the_words_of_its_concepts() {
    let estonian = "Palun eemaldage minu aadress oma uudiskirjade nimekirjast, ma ei soovi rohkem teie reklaami saada.";
    let reading = World::new().read(&mail("ana@example.org", "", estonian));
    let [wish] = reading.intents.as_slice() else { panic!("{:?}", reading.intents) };
    assert_eq!(World::new().read(&mail("ana@example.org", "", "")).language, "und");
    assert_eq!((wish.kind, reading.language.as_str()), (IntentKind::UnsubscribeAll, "et"));
    assert_eq!(wish.rules, ["model"]);
    assert_eq!(reading.decision, Decision::Review, "no rule of its language could have doubted it");
    assert!(!wish.words.is_empty() && wish.words.iter().all(|word| estonian.contains(word.as_str())), "{wish:?}");
}

#[test]
fn smtp_13_a_mail_that_goes_in_circles_waits_for_a_person() {
    let circle = "Delivered-To: support@acme.example\r\n".repeat(2) + &mail("ana@example.org", "stop", STOP);
    let reading = World::new().read(&circle);
    assert_eq!((reading.robot, reading.decision), (Some(Robot::Own), Decision::Review), "{:?}", reading.reasons);
    assert!(reading.intents.iter().any(|intent| intent.kind == IntentKind::UnsubscribeAll), "L7: held meanwhile");
}
