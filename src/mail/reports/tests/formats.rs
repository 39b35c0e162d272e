//! Reports in the manner of many mail systems and languages, each written for these tests.

use super::super::plain;
use super::*;

/// What one report must be read as: its From, its subject, its text; then whom it names, and whether for good (DSN-02).
type Case = (&'static str, &'static str, &'static str, &'static str, bool);

fn check(cases: &[Case]) {
    for (from, subject, text, address, permanent) in cases {
        let header = format!(
            "From: {from}\nTo: bounces@acme.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8"
        );
        let report = report(&header, text).unwrap_or_else(|| panic!("no report: {text}"));
        assert_eq!(report.robot, Robot::Dsn, "{text}");
        let told: Vec<_> = bounces(&report).into_iter().map(|(address, permanent, _)| (address, permanent)).collect();
        assert_eq!(told, [((*address).to_owned(), *permanent)], "{text}");
    }
}

#[test]
fn dsn_02_reports_of_many_systems_name_who_is_gone() {
    check(&[
        (
            "<MAILER-DAEMON@cgp.example>",
            "Undeliverable mail",
            "Failed to deliver to 'omar@cgp.example'\nSMTP module(domain cgp.example) reports:\n host mx.cgp.example says:\n 550 omar@cgp.example unknown user account\n",
            "omar@cgp.example",
            true,
        ),
        (
            "postmaster@sm.example",
            "Delivery Failure",
            "Could not deliver message to the following recipient(s):\n\nFailed Recipient: ulf@sm.example\nReason: Remote host said: 550 No such user here\n\n   -- The header and top 20 lines of the message follows --\n\nReceived: from mail.acme.example\n",
            "ulf@sm.example",
            true,
        ),
        (
            "postmaster@merc.example",
            "Mail failure",
            "The message you sent could not be delivered to one or more addresses:\n\n<ole@merc.example>: 550 Unknown user\n",
            "ole@merc.example",
            true,
        ),
        (
            "mailer-daemon@zone.example",
            "Undelivered Mail Returned to Sender",
            "This message was created automatically by mail delivery software.\n\nhana@zone.example, ERROR CODE :550 - <hana@zone.example> No such user here. Mail rejected by mailserver.\n",
            "hana@zone.example",
            true,
        ),
        (
            "Postmaster <postmaster@x400.example>",
            "Delivery Report (failure) for bob@admd.example",
            "Your message was not delivered to   bob@admd.example\n        for the following reason:\n        Diagnostic was Unrecognised OR name\n",
            "bob@admd.example",
            true,
        ),
        (
            "Postmaster <postmaster@lists.example>",
            "Undeliverable Mail",
            "Invalid final delivery userid: una@lists.example\n\n\nOriginal message follows.\n\nTo: una@lists.example\n",
            "una@lists.example",
            true,
        ),
        (
            "MailMarshal <postmaster@gate.example>",
            "Undeliverable Mail: \"News\"",
            "Could not be delivered because of\n\n   550 5.1.1 No such user here\n\nThe following recipients were affected:\n   erik@gate.example\n",
            "erik@gate.example",
            true,
        ),
        (
            "MDaemon@md.example",
            "Warning: wilma@md.example - User unknown!",
            "wilma@md.example - no such user here.\n\nThere is no user by that name at this server.\n",
            "wilma@md.example",
            true,
        ),
    ]);
}

#[test]
fn dsn_02_reports_of_many_systems_tell_trouble_that_passes() {
    check(&[
        (
            "Postmaster@gw.example",
            "Mail System Error - Returned Mail",
            "The user(s) account is temporarily over quota.\n\n<aki@gw.example>\n",
            "aki@gw.example",
            false,
        ),
        (
            "postmaster@biz.example",
            "Returned mail: User unknown",
            "   ----- The following addresses had delivery problems -----\n<ken@biz.example>\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n",
            "ken@biz.example",
            false,
        ),
        (
            "Mailer-Daemon@isp.example",
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  bea@shop.example\n    retry timeout exceeded\n",
            "bea@shop.example",
            false,
        ),
        (
            "Mailer-Daemon@isp.example",
            "Warning: message 1tpXyz delayed 24 hours",
            "A message that you sent has not yet been delivered to\n\n  bea@shop.example\n    Delay reason: 451 4.1.1 user unknown, try later\n",
            "bea@shop.example",
            false,
        ),
        (
            "mailer-daemon@hmail.example",
            "Message undeliverable: News",
            "The following recipient(s) could not be reached:\n\nmia@hmail.example\n   Remote server replied: 550 5.7.1 Unable to relay for mia@hmail.example\n",
            "mia@hmail.example",
            false,
        ),
        (
            "MAILER-DAEMON@q.example",
            "failure notice",
            "I wasn't able to deliver your message to the following addresses.\n\n<iris@club.example>:\nVerification failed for <news@acme.example>\n550 No such user here\n550 Sender verify failed\n",
            "iris@club.example",
            false,
        ),
    ]);
}

#[test]
fn dsn_02_reports_in_other_languages_are_read() {
    check(&[
        (
            "postmaster@firma.example",
            "Unzustellbare E-Mail",
            "Leider konnte Ihre Nachricht nicht zugestellt werden.\n\nEmpfänger: hugo@firma.example\nGrund: Der Empfänger ist unbekannt.\n",
            "hugo@firma.example",
            true,
        ),
        (
            "postmaster@firma.example",
            "Unzustellbar: Angebote",
            "Folgende(r) Empfänger kann/können nicht erreicht werden:\n\n  'kurt@firma.example' am 04.03.2025\n    Das Postfach des Empfängers ist voll.\n",
            "kurt@firma.example",
            false,
        ),
        (
            "MAILER-DAEMON@orange.example",
            "Message non distribué",
            "Votre message n'a pas pu être distribué au destinataire suivant :\n\n<lea@orange.example>\n\nLa boîte aux lettres du destinataire est pleine.\n",
            "lea@orange.example",
            false,
        ),
        (
            "postmaster@societe.example",
            "Non remis : Offres",
            "Échec de la remise à ces destinataires :\n\nluc@societe.example\nL'adresse que vous avez entrée est introuvable.\n",
            "luc@societe.example",
            true,
        ),
        (
            "postmaster@libero.example",
            "Mancato recapito",
            "Il messaggio non è stato consegnato a:\n\ngino@libero.example\n\nMotivo: l'utente è inesistente.\n",
            "gino@libero.example",
            true,
        ),
        (
            "MAILER-DAEMON@wp.example",
            "Nie dostarczono: Oferta",
            "Wiadomość nie została dostarczona do:\n\nola@wp.example\n\nPowód: 550 Nie ma takiego użytkownika.\n",
            "ola@wp.example",
            true,
        ),
        (
            "Служба доставки <robot@pochta.example>",
            "Сообщение не доставлено",
            "Ваше письмо не было доставлено получателю:\n\n  petr@pochta.example\n\nПричина: почтовый ящик не существует.\n",
            "petr@pochta.example",
            true,
        ),
        (
            "MAILER-DAEMON@sakura.example",
            "送信エラーのお知らせ",
            "下記の宛先に送信できませんでした。\n\n宛先: mari@sakura.example\n理由: 550 ユーザーが見つかりません\n",
            "mari@sakura.example",
            true,
        ),
        (
            "postmaster@aliyun.example",
            "邮件投递失败通知",
            "您的邮件投递失败。\n\n收件人：li@aliyun.example\n原因：收件人邮箱已满\n",
            "li@aliyun.example",
            false,
        ),
        (
            "PostMaster@qq.example",
            "系统退信",
            "您的邮件被退回来了\n\n收件人邮件地址（jun@corp.example）不存在，邮件无法送达。\n",
            "jun@corp.example",
            true,
        ),
        (
            "postmaster@naver.example",
            "메일 발송 실패 안내",
            "메일이 전송되지 않았습니다.\n\n받는 사람: <jin@naver.example>\n사유: 존재하지 않는 사용자입니다.\n",
            "jin@naver.example",
            true,
        ),
    ]);
}

#[test]
fn a_report_under_the_subject_of_the_mail_is_one_when_a_system_shows_a_code() {
    let text = "I wasn't able to deliver your message to the following addresses.\n\nFailed recipient(s):\nfay@james.example\n\nError message:\n550 5.1.1 No such user fay\n";
    check(&[("postmaster@james.example", "Re: Autumn offers", text, "fay@james.example", true)]);
    // A person asks about a report, and a postmaster who is one writes without a code: both are people.
    assert_eq!(robot("From: ana@example.org\nSubject: Re: Autumn offers", text), None);
    let asks = "Your message to me could not be delivered because I was away. Please stop your newsletter.";
    assert_eq!(robot("From: postmaster@small.example\nSubject: Re: Autumn offers", asks), None);
}

#[test]
fn a_mailbox_that_is_switched_off_is_not_gone() {
    let body = "--cut\nContent-Type: text/plain\n\nThe user(s) account is disabled.\n\n<aki@gw.example>: 550 user unknown (in reply to RCPT TO command)\n\
        --cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; gw.example\n\n\
        Final-Recipient: rfc822; aki@gw.example\nAction: failed\nStatus: 5.0.0\n--cut--\n";
    let header = "From: Postmaster@gw.example\nSubject: Mail System Error\nMIME-Version: 1.0\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=cut";
    assert_eq!(bounces(&report(header, body).unwrap()), [("aki@gw.example".to_owned(), false, "disabled")]);
}

#[test]
fn the_text_names_the_failed_address_where_a_field_shows_another_domain() {
    let header = |failed: &str| {
        format!("From: Mailer-Daemon@isp.example\nSubject: Mail delivery failed\nX-Failed-Recipients: {failed}")
    };
    let text =
        "A message that you sent could not be delivered:\n\n  bea@mail.shop.example\n    550 5.1.1 user unknown\n";
    let names = |failed: &str| bounces(&report(&header(failed), text).unwrap())[0].0.clone();
    assert_eq!(names("bea@shop.example"), "bea@mail.shop.example");
    assert_eq!(names("cleo@shop.example"), "cleo@shop.example");
}

#[test]
fn a_list_server_that_refuses_is_no_list_and_nobody_is_gone() {
    let header =
        "From: cats-admin@lists.example\nX-MLServer: lists\nSubject: You ana@acme.example are not member (cats ML)";
    let text = "You are not a member of this mailing list <cats@lists.example>.\n\nFor help send mail to the address\n\n   cats-ctl@lists.example\n";
    let report = report(header, text).unwrap();
    assert_eq!(report.robot, Robot::Dsn);
    assert_eq!(bounces(&report), [("cats@lists.example".to_owned(), false, "sender")]);
    assert!(plain::listed(text).is_empty(), "whom to ask is nobody who failed");
    let post = "From: ana@example.org\nX-MLServer: lists\nSubject: Cats";
    assert_eq!(robot(post, "My cat could not be delivered."), Some(Robot::List));
}
