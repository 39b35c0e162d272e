//! What mail programs make of a forward beyond the plain case: HTML, prefixes, several mails, mails in mails.

use super::*;
use crate::mail::parse::html;

#[test]
fn auth_12_forwards_in_html_are_read_as_their_reader_sees_them() {
    for body in [
        // Outlook on the web.
        r#"<div>do it</div><hr><div id="x"><font><b>From:</b> Jane Doe &lt;jane@a.example&gt;<br><b>Sent:</b> Friday<br><b>To:</b> help@b.example<br><b>Subject:</b> stop</font><div>&nbsp;</div></div><div>Please stop your newsletter.<br><br>Jane</div>"#,
        // Outlook on Windows, Norwegian.
        r#"<p>do it</p><div><div style="border-top:solid 1pt"><p><b>Fra:</b> Jane Doe &lt;jane@a.example&gt;<br><b>Sendt:</b> fredag<br><b>Til:</b> help@b.example<br><b>Emne:</b> stop</p></div></div><p>Please stop your newsletter.</p><p>Jane</p>"#,
        // Apple, with the original in a quotation.
        r#"<div>do it</div><blockquote type="cite"><div>Inizio messaggio inoltrato:</div><br><div><span><b>Da: </b></span><span>Jane Doe &lt;<a href="mailto:jane@a.example">jane@a.example</a>&gt;</span></div><div><b>Oggetto: </b>stop</div><div><b>Data: </b>7 giugno 2024</div><div><b>A: </b>help@b.example</div><br><div>Please stop your newsletter.</div><div><br></div><div>Jane</div></blockquote>"#,
        // Thunderbird: a table.
        r#"<p>do it</p><div>-------- Videresendt melding --------<table><tbody><tr><th>Emne: </th><td>stop</td></tr><tr><th>Dato: </th><td>Fri, 7 Jun 2024</td></tr><tr><th>Fra: </th><td>Jane Doe <a href="mailto:jane@a.example">&lt;jane@a.example&gt;</a></td></tr><tr><th>Til: </th><td>help@b.example</td></tr></tbody></table><br>Please stop your newsletter.<br><br>Jane</div>"#,
        // A table without colons.
        r#"<div>do it</div><div>---- 转发的邮件 ----</div><table><tr><td>发件人</td><td>Jane Doe<a href="mailto:jane@a.example">&lt;jane@a.example&gt;</a></td></tr><tr><td>日期</td><td>2024年06月07日 09:14</td></tr><tr><td>收件人</td><td>help@b.example</td></tr><tr><td>主题</td><td>stop</td></tr></table><div>Please stop your newsletter.</div><div><br></div><div>Jane</div>"#,
        // Proton quotes the text and not the header lines.
        r#"<div>do it</div><div>------- Forwarded Message -------<br>From: Jane Doe &lt;<a href="mailto:jane@a.example">jane@a.example</a>&gt;<br>Date: On Friday, June 7th, 2024 at 9:14 AM<br>Subject: stop<br>To: help@b.example<br><br><blockquote type="cite">Please stop your newsletter.<br><br>Jane</blockquote></div>"#,
    ] {
        let forward = is_janes("Fwd: stop", &html::text(body));
        assert_eq!((forward.comment.as_str(), forward.subject.as_deref()), ("do it", Some("stop")), "{body}");
    }
}

#[test]
fn auth_15_tags_before_the_prefix_do_not_hide_it() {
    let text = format!("please do\n\n{}\n{TEXT}", header(["From", "Sent", "To", "Subject"]));
    for tags in [
        "[EXTERNAL] Fwd: ",
        "***SPAM*** Fwd: ",
        "{Spam?} FW: ",
        "EXTERNAL: FW: ",
        "[FWD] ",
        "(Fwd) ",
        "【転送】",
        "[list] [x] WG: ",
    ] {
        is_janes(&format!("{tags}stop"), &text);
    }
    for tags in
        ["[EXTERNAL] Re: ", "***SPAM*** AW: ", "EXTERNAL: RE: ", "[R] ", "[TR] ", "[fwd-tools] ", "[list] Re: Fwd: "]
    {
        is_none(&format!("{tags}stop"), &text);
    }
}

#[test]
fn auth_12_the_values_may_stand_below_their_names() {
    let lines = "Von:\nJane Doe <jane@a.example>\nGesendet:\nFreitag, 7. Juni 2024 09:14\nAn:\nhelp@b.example\nBetreff:\nstop\n";
    let forward = is_janes("WG: stop", &format!("bitte\n\n{lines}\n{TEXT}\n"));
    assert_eq!(forward.subject.as_deref(), Some("stop"));
    let lines =
        "Von/From: Jane Doe <jane@a.example>\nGesendet/Sent: Freitag\nAn/To: help@b.example\nBetreff/Subject: stop\n";
    is_janes("WG: stop", &format!("bitte\n\n{lines}\n{TEXT}\n"));
}

/// A mail in the lines of Gmail.
fn mail(from: &str, to: &str, subject: &str, text: &str) -> String {
    format!("From: {from}\nDate: Fri, 7 Jun 2024\nSubject: {subject}\nTo: {to}\n\n{text}\n")
}

#[test]
fn auth_15_of_two_mails_passed_on_one_below_the_other_the_first_says_so() {
    let (jane, bob) = ("Jane Doe <jane@a.example>", "Bob <bob@a.example>");
    let (first, second) =
        (mail(jane, "help@b.example", "stop", "Stop."), mail(bob, "help@b.example", "me too", "Me too."));
    let begin = "Begin forwarded message:\n\n";
    let apple = format!("fyi\n\n{begin}{}\n{begin}{}", quoted(&first), quoted(&second));
    let line = "---------- Forwarded message ---------\n";
    let gmail = format!("fyi\n\n{line}{first}\n\n{line}{second}");
    for text in [apple, gmail] {
        let chain = innermost("Fwd: stop", &text);
        let senders: Vec<_> = chain.iter().map(|one| one.from.as_ref().unwrap().address.as_str()).collect();
        assert_eq!((senders, chain[0].beside_another), (vec!["jane@a.example", "bob@a.example"], true), "{text}");
        assert!(unwrap("Fwd: stop", &text).unwrap().beside_another);
    }
}

#[test]
fn auth_15_a_mail_in_a_mail_is_not_beside_it() {
    let (jane, line) = ("Jane Doe <jane@a.example>", "---------- Forwarded message ---------\n");
    let offer = mail("News <news@b.example>", "<jane@a.example>", "offer", "Buy.");
    let stop = mail("Jane Doe <jane@a.example>", "help@b.example", "stop", TEXT);
    // What the writer of the first got, what the first's subject says, and a name without an address.
    for (first, last) in [
        (mail(jane, "help@b.example", "please stop", &format!("No more.\n\n{line}{offer}")), "news@b.example"),
        (
            mail("Ann <ann@b.example>", "help@b.example", "Fwd: stop", &format!("yours\n\n{line}{stop}")),
            "jane@a.example",
        ),
        (mail("Ann", "Help", "stop", &format!("yours\n\n{line}{stop}")), "jane@a.example"),
    ] {
        let chain = innermost("Fwd: stop", &format!("fyi\n\n{line}{first}"));
        assert!(chain.len() == 2 && !chain[0].beside_another, "{first}");
        assert_eq!(chain[1].from.as_ref().unwrap().address, last);
    }
}

#[test]
fn auth_15_a_forwarded_mail_holds_a_forward_where_it_can_be_no_answer_to_what_it_holds() {
    let inner = format!("-------- Original Message --------\n{}\n{TEXT}", header(["From", "Date", "To", "Subject"]));
    let depth = |to: &str, subject: &str, above: &str| {
        let outer = mail("Ann <ann@b.example>", to, subject, &format!("{above}{inner}"));
        innermost("Fwd: stop", &format!("---------- Forwarded message ---------\n{outer}")).len()
    };
    let list = "list@c.example";
    // Nothing of its own; another subject, and not to the writer.
    assert_eq!(
        [depth(list, "for you", ""), depth(list, "stop", ""), depth(list, "for you", "As I said.\n\n")],
        [2, 2, 2]
    );
    // The prefix; the subject; the writer.
    assert_eq!(depth(list, "Re: stop", ""), 1);
    assert_eq!(depth(list, "stop", "As I said.\n\n"), 1);
    assert_eq!(depth("jane@a.example", "done", "As you asked.\n\n"), 1);
    assert_eq!(depth("Jane", "done", "As you asked.\n\n"), 1);
}

#[test]
fn mime_12_an_answer_under_original_message_is_no_forward_wherever_it_stands() {
    let ours = "From: News <news@b.example>\nDate: Friday\nTo: Jane Doe <jane@a.example>\nSubject: Re: offer\n";
    for line in [
        "-----Original Message-----",
        "-------- Original Message --------",
        "---------- Original Message ----------------------",
    ] {
        for subject in ["Re: offer", "RE: Re: offer", "Sv: offer"] {
            is_none(subject, &format!("Please stop.\n\n{line}\n{ours}\nBuy.\n"));
            is_none(subject, &format!("{line}\n{ours}\n> Buy.\n\nNo, stop.\n"));
            is_none(subject, &format!("{line}\n{ours}\nBuy.\n\n\nNo, stop.\n"));
        }
    }
}
