//! Signatures and footers that go, and the writer's words that stay.

use super::super::cut;
use super::only_request;

/// Lines that apps put under a mail.
const APP_LINES: &[&str] = &[
    "Sent from my iPhone",
    "Sent from Yahoo Mail for iPhone",
    "Sent from Mail for Windows",
    "Get Outlook for iOS<https://aka.ms/x>",
    "Sent with Proton Mail secure email.",
    "(sent from a phone)",
    "Sent from my cell, please excuse any typos.",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Envoyé de mon iPhone",
    "Envoyé à partir d’Outlook pour Android",
    "Enviado desde mi iPhone",
    "Obtener Outlook para iOS",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Inviato dal mio Galaxy",
    "Verstuurd vanaf mijn iPhone",
    "Verzonden vanuit Outlook voor Android",
    "Wysłane z iPhone’a",
    "Wysłano z mojego telefonu",
    "Odesláno z iPhonu",
    "Odoslané z iPhonu",
    "Sendt fra min iPhone",
    "Skickat från min iPhone",
    "Lähetetty iPhonesta",
    "Küldve az iPhone-omról",
    "Trimis de pe iPhone",
    "Изпратено от моя iPhone",
    "Отправлено с iPhone",
    "Отправлено из мобильной Почты Mail",
    "Надіслано з iPhone",
    "Στάλθηκε από το iPhone μου",
    "iPhone'umdan gönderildi",
    "أُرسلت من الـ iPhone",
    "נשלח מה-iPhone שלי",
    "iPhoneから送信",
    "나의 iPhone에서 보냄",
    "发自我的iPhone",
    "從我的 iPhone 傳送",
    "Dikirim dari iPhone saya",
    "Đã gửi từ iPhone của tôi",
    "Poslano iz mog iPhonea",
];

#[test]
fn mime_12_lines_of_apps_are_signatures() {
    for line in APP_LINES {
        let cut = only_request(line);
        assert_eq!(cut.signature, *line);
    }
}

#[test]
fn mime_12_a_sentence_about_where_a_mail_came_from_is_written() {
    for text in [
        "The notice was sent from my iPhone app to all users.",
        "Your mails are sent from an address that bounces.",
        "Sent from my old account, which you should delete together with everything you know about it",
        "Sent by mistake, please ignore.",
        "Get me off this list",
        "Sent to me twice now!",
    ] {
        assert_eq!(cut(&format!("Hello all of you there,\n\n{text}")).signature, "", "{text}");
    }
}

#[test]
fn mime_12_what_follows_a_greeting_and_an_app_line_is_written() {
    assert_eq!(cut("Sent from my iPhone\n\nStop the mails.").written, "Stop the mails.");
    assert_eq!(cut("Hi,\n\nSent from my iPhone\n\nStop the mails.").written, "Hi,\n\nStop the mails.");
}

#[test]
fn mime_12_a_second_request_under_an_app_line_is_written() {
    let text = "Please stop the newsletter.\n\nSent from my iPhone\n\nAnd delete my data.";
    assert_eq!(cut(text).written, "Please stop the newsletter.\n\nAnd delete my data.");
}

#[test]
fn mime_12_what_a_form_on_a_web_page_sends_is_written() {
    let text = "From: Ana\nEmail: ana@example.org\nDate: 3 May 2025\nMessage: please stop the newsletter";
    assert_eq!(cut(text).written, text);
}

#[test]
fn mime_12_a_signature_after_two_dashes_goes_until_a_quote() {
    let cut = cut("Stop please.\n-- \nAna Bell\nHead of Things\n\n> Offers!\n\nAll of them.");
    assert_eq!(cut.written, "Stop please.\n\nAll of them.");
    assert_eq!(cut.signature, "--\nAna Bell\nHead of Things");
}

#[test]
fn mime_12_closings_and_postscripts_stay() {
    for text in
        ["Stop.\n\nBest regards,\nAna", "Stop.\n\nAna\n\nPS: and delete my account", "Stop - and -- really -- for good"]
    {
        assert_eq!(cut(text).written, text);
    }
}

#[test]
fn mime_12_lists_with_dashes_and_rulers_in_a_text_stay() {
    for text in [
        "Please:\n-- stop the digest\n-- stop the offers\n\nThanks",
        "First\n----\n\nStop the digest.\n\n----\n\nSecond: I also want my data, all of it, in one file, by the end of the month, please, \
         and then I want it all deleted from every system you have, without leaving anything behind.",
        "Name   Topic\n-------------\nAna    digest",
    ] {
        assert_eq!(cut(text).written, text);
    }
}

#[test]
fn mime_12_a_block_between_rulers_at_the_end_is_a_signature() {
    only_request(
        "------------------------------\nExample Trading Co.\nTEL 000-0000-0000\n------------------------------",
    );
    only_request("_______________________\nAna Bell, Example Trading");
}

/// Footers of newsletters: ours (`contract.md`) and others'.
const FOOTERS: &[&str] = &[
    "You receive this mail because you signed up at acme.example.\nUnsubscribe: https://acme.example/u/1",
    "You are receiving this email because you are an Acme customer.\nUnsubscribe | Manage preferences | View in browser\nAcme Inc., 1 Example Plaza",
    "To unsubscribe from this list, click here: https://acme.example/u/1",
    "If you no longer wish to receive these emails, click here.",
    "Unsubscribe <https://acme.example/u/1>",
    "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. Hier abmelden.",
    "Newsletter abbestellen | Datenschutz | Impressum",
    "Vous recevez ce message car vous êtes inscrit. Se désinscrire : https://acme.example/u",
    "Si vous ne souhaitez plus recevoir nos offres, cliquez ici.",
    "Recibe este correo porque se suscribió. Para darse de baja, haga clic aquí.",
    "Si no deseas recibir más correos, haz clic aquí para darte de baja.",
    "Você recebe este e-mail porque se cadastrou.\nDescadastrar-se | Atualizar preferências",
    "Ricevi questa email perché sei iscritto. Annulla l'iscrizione: https://acme.example/u",
    "U ontvangt deze e-mail omdat u zich heeft aangemeld. Uitschrijven",
    "Otrzymujesz tę wiadomość, ponieważ zapisałeś się. Kliknij tutaj, aby się wypisać.",
    "Tento e-mail dostáváte, protože jste se přihlásili. Odhlásit: https://acme.example/u",
    "Du får det här mejlet för att du anmält dig. Avregistrera dig här.",
    "Du modtager denne mail, fordi du er tilmeldt. Afmeld her.",
    "Ön azért kapta ezt a levelet, mert feliratkozott. Leiratkozás: https://acme.example/u",
    "Вы получили это письмо, потому что подписались. Чтобы отписаться, перейдите по ссылке.",
    "Отписаться от рассылки можно здесь: https://acme.example/u",
    "Ви отримали цей лист, бо підписалися. Відписатися: https://acme.example/u",
    "Bu e-postayı kayıt olduğunuz için aldınız. Abonelikten çık | Gizlilik",
    "تلقيت هذه الرسالة لأنك مشترك. لإلغاء الاشتراك انقر هنا",
    "להסרה מרשימת התפוצה לחצו כאן",
    "このメールは会員の方にお送りしています。配信停止はこちら https://acme.example/u",
    "이 메일은 수신에 동의하신 분께 발송되었습니다. 수신거부: https://acme.example/u",
    "您收到此邮件是因为您已订阅。退订 | 隐私政策",
    "Anda menerima email ini karena terdaftar. Berhenti berlangganan di sini.",
];

#[test]
fn mime_12_our_own_footer_is_cut_before_reading() {
    for footer in FOOTERS {
        let cut = only_request(footer);
        assert_eq!(cut.quoted, *footer);
    }
}

#[test]
fn mime_12_a_request_in_the_words_of_a_footer_is_written() {
    for text in [
        "Unsubscribe",
        "To unsubscribe",
        "unsubscribe me | ana@example.org",
        "You are receiving this because I want no more of your mail: unsubscribe me.",
        "If you do not want to lose me, unsubscribe me here and now.",
        "I clicked the link below to unsubscribe and nothing happened.",
        "I am receiving this email because you bought my address. Unsubscribe me.",
        "Sie erhalten diese Mail, weil ich keinen Newsletter mehr will.",
        "Ich bekomme diese E-Mails, obwohl ich mich abgemeldet habe.",
        "Je ne souhaite plus recevoir vos mails.",
        "No deseo recibir más correos.",
    ] {
        assert_eq!(cut(&format!("Hello,\n\n{text}\n\nAna")).written, format!("Hello,\n\n{text}\n\nAna"));
        assert_eq!(cut(text).written, text);
    }
}

#[test]
fn mime_12_disclaimers_are_cut_and_complaints_in_their_words_are_not() {
    for disclaimer in [
        "This email and any attachments are confidential and intended solely for the addressee.\nIf received in error, delete it.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, vernichten Sie diese Mail.",
        "Ce message est confidentiel et à l'intention exclusive de ses destinataires.",
        "Le informazioni contenute sono riservate e per uso esclusivo del destinatario.",
    ] {
        assert_eq!(only_request(disclaimer).signature, disclaimer);
    }
    let complaint =
        "I received this email in error, I am not the intended recipient of your confidential mails. Remove me.";
    assert_eq!(cut(&format!("Hello,\n\n{complaint}")).written, format!("Hello,\n\n{complaint}"));
}

#[test]
fn mime_12_lines_that_look_like_introductions_are_written() {
    for text in [
        "On the other hand, I would like to stay.\nOn average it works.",
        "On 3 May 2025 I wrote to you:\n\nPlease delete my account.",
        "Am 3.5.2025 habe ich Ihnen geschrieben:\n\nBitte löschen Sie mein Konto.",
        "Please remove ana@example.org, as I wrote on 3 May 2025:\n\nnobody answered.",
        "On 3 May 2025 your colleague wrote:\n\nwe will remove you.\n\nYou did not. Do it now.",
        "My travel plan:\nFrom: Berlin\nTo: Paris\nDate: 3 May 2025\n\nPlease correct the name.",
        "Subject: unsubscribe\n\nRemove me.",
        "Times:\n\n2024-01-15 14:30:25\n15.01.2024 14:30\n\nThese are examples.",
        "My details:\nName: Ana Bell\nDate of birth: 3 May 1975\nSubject: correction",
    ] {
        assert_eq!(cut(text).written, text);
    }
}

#[test]
fn mime_12_a_bottom_post_under_a_footer_is_written() {
    let cut = cut("> Offers!\n> Unsubscribe | Privacy\n\nTake me off everything.");
    assert_eq!(cut.written, "Take me off everything.");
}
