//! How mail programs introduce, in their languages.

use super::only_request;

/// `On DATE, NAME wrote:`, one or more rows a language: Gmail, Apple Mail, Outlook, Thunderbird, web mailers.
const ATTRIBUTIONS: &[(&str, &str)] = &[
    ("af", "Op Sat. 3 Mei 2025 om 10:00 het Acme <n@acme.example> geskryf:"),
    (
        "ar",
        "في السبت، 3 مايو 2025 في 10:00 ص تمت كتابة ما يلي بواسطة \u{202a}Acme\u{202c}\u{200f} <\u{202a}n@acme.example\u{202c}\u{200f}>:",
    ),
    ("ar", "في ٣ مايو ٢٠٢٥، الساعة ١٠:٠٠، كتب Acme <n@acme.example>:"),
    ("bg", "На сб, 3.05.2025 г. в 10:00 Acme <n@acme.example> написа:"),
    ("ca", "El ds., 3 de maig 2025, a les 10:00, Acme (<n@acme.example>) va escriure:"),
    ("cs", "so 3. 5. 2025 v 10:00 odesílatel Acme <n@acme.example> napsal:"),
    ("cs", "Dne 03. 05. 25 v 10:00 Acme napsal(a):"),
    ("da", "Den lør. 3. maj 2025 kl. 10.00 skrev Acme <n@acme.example>:"),
    ("de", "Am Sa., 3. Mai 2025 um 10:00 Uhr schrieb Acme <\nn@acme.example>:"),
    ("de", "Am 03.05.25 um 10:00 schrieb Acme:"),
    ("el", "Στις Σάβ 3 Μαΐ 2025 στις 10:00 π.μ., ο/η Acme <n@acme.example> έγραψε:"),
    ("en", "On Sat, May 3, 2025 at 10:00\u{202f}AM Acme Newsletter With A Long Name\n<n@acme.example> wrote:"),
    ("en", "On May 3, 2025,\nat 10:00,\nAcme <n@acme.example> wrote:"),
    ("en", "At 10:00 AM 5/3/2025 -0700, Acme wrote:"),
    ("en", "---- On Sat, 03 May 2025 10:00:00 +0530 Acme <n@acme.example> wrote ----"),
    ("en", "------- On Saturday, May 3rd, 2025 at 10:00, Acme <n@acme.example> wrote:"),
    ("es", "El sáb, 3 may 2025 a las 10:00, Acme (<n@acme.example>) escribió:"),
    ("es", "El 3/5/25 a las 10:00, Acme escribió:"),
    ("et", "Kuupäev L, 3. mai 2025 kell 10:00 kirjutas Acme <n@acme.example>:"),
    ("eu", "Acme igorleak (n@acme.example) hau idatzi du (2025 mai. 3, lr. (10:00)):"),
    ("fa", "در تاریخ شنبه ۳ مهٔ ۲۰۲۵،\u{200f} ۱۰:۰۰ Acme <n@acme.example> نوشت:"),
    ("fi", "la 3. toukok. 2025 klo 10.00 Acme (n@acme.example) kirjoitti:"),
    ("fr", "Le sam. 3 mai 2025 à 10:00, Acme <n@acme.example> a\nécrit :"),
    ("fr", "Le 3 mai 2025 à 10:00, Acme <n@acme.example> a écrit :"),
    (
        "he",
        "\u{202b}בתאריך שבת, 3 במאי 2025 ב-10:00 מאת \u{202a}Acme\u{202c}\u{200f} <\u{202a}n@acme.example\u{202c}\u{200f}>:\u{202c}",
    ),
    ("hi", "शनि, 3 मई 2025 को 10:00 am बजे को Acme <n@acme.example> ने लिखा:"),
    ("hr", "sub, 3. svi 2025. u 10:00 Acme <n@acme.example> napisao je:"),
    ("hu", "Acme <n@acme.example> ezt írta (időpont: 2025. máj. 3., Szo, 10:00):"),
    ("hu", "2025. 05. 03. 10:00 keltezéssel, Acme írta:"),
    ("id", "Pada tanggal Sab, 3 Mei 2025 pukul 10.00 Acme <n@acme.example> menulis:"),
    ("it", "Il giorno sab 3 mag 2025 alle ore 10:00 Acme <n@acme.example> ha\nscritto:"),
    ("it", "Il 03/05/2025 10:00, Acme ha scritto:"),
    ("ja", "2025年5月3日(土) 10:00 Acme <n@acme.example>:"),
    ("ja", "2025/05/03 10:00、Acme <n@acme.example>のメール:"),
    ("ko", "2025년 5월 3일 (토) 오전 10:00, Acme <n@acme.example>님이 작성:"),
    ("lt", "2025-05-03, št, 10:00 Acme <n@acme.example> rašė:"),
    ("lv", "sestd., 2025. g. 3. maijs, plkst. 10:00 — lietotājs Acme (<n@acme.example>) rakstīja:"),
    ("nb", "lør. 3. mai 2025 kl. 10:00 skrev Acme <n@acme.example>:"),
    ("nl", "Op za 3 mei 2025 om 10:00 schreef Acme <n@acme.example>:"),
    ("nl", "Op 3 mei 2025 om 10:00 heeft Acme <n@acme.example> het volgende\ngeschreven:"),
    ("pl", "sob., 3 maj 2025 o 10:00 Acme <n@acme.example> napisał(a):"),
    ("pl", "W dniu 3.05.2025 o 10:00, Acme pisze:"),
    ("pt", "Em sáb., 3 de mai. de 2025 às 10:00, Acme <n@acme.example> escreveu:"),
    ("ro", "În sâm., 3 mai 2025 la 10:00, Acme <n@acme.example> a scris:"),
    ("ru", "сб, 3 мая 2025 г. в 10:00, Acme <n@acme.example>:"),
    ("ru", "Суббота, 3 мая 2025, 10:00 +03:00 от Acme <n@acme.example>:"),
    ("ru", "03.05.2025, 10:00, \"Acme\" <n@acme.example>:"),
    ("ru", "03.05.2025 10:00, Acme пишет:"),
    ("sk", "so 3. 5. 2025 o 10:00 Acme <n@acme.example> napísal(a):"),
    ("sl", "V sob., 3. maj 2025 ob 10:00 je oseba Acme <n@acme.example> napisala:"),
    ("sr", "суб, 3. мај 2025. у 10:00 Acme <n@acme.example> је написао/ла:"),
    ("sv", "Den lör 3 maj 2025 kl 10:00 skrev Acme <n@acme.example>:"),
    ("sv", "3 maj 2025 kl. 10:00 skrev Acme <n@acme.example>:"),
    ("sw", "Mnamo 3 Mei 2025 10:00, Acme <n@acme.example> aliandika:"),
    ("th", "ในวันที่ ส. 3 พ.ค. 2025 เวลา 10:00 Acme <n@acme.example> เขียนว่า:"),
    ("tl", "Noong Sab, Mayo 3, 2025 nang 10:00 AM, sumulat si Acme <n@acme.example>:"),
    ("tr", "Acme <n@acme.example>, 3 May 2025 Cmt, 10:00 tarihinde şunu yazdı:"),
    ("tr", "Acme şunları yazdı (3 May 2025 10:00):"),
    ("uk", "сб, 3 трав. 2025 р. о 10:00 Acme <n@acme.example> пише:"),
    ("vi", "Vào Th 7, 3 thg 5, 2025 vào lúc 10:00 Acme <n@acme.example> đã viết:"),
    ("zh", "Acme <n@acme.example> 于2025年5月3日周六 10:00写道："),
    ("zh", "在 2025-05-03 10:00:00，\"Acme\" <n@acme.example> 写道："),
    ("zh", "Acme <n@acme.example> 於 2025年5月3日 週六 上午10:00寫道："),
];

#[test]
fn mime_12_introductions_in_more_than_25_languages_are_cut_before_quotes() {
    for (language, line) in ATTRIBUTIONS {
        let cut = only_request(&format!("{line}\n\n> Half price!\n> Unsubscribe"));
        assert!(cut.signature.is_empty(), "{language}");
    }
    let mut languages: Vec<_> = ATTRIBUTIONS.iter().map(|(language, _)| language).collect();
    languages.dedup();
    assert!(languages.len() >= 25);
}

#[test]
fn mime_12_introductions_with_an_address_are_cut_before_unmarked_originals() {
    for (_, line) in ATTRIBUTIONS.iter().filter(|(_, line)| line.contains('@')) {
        only_request(&format!("{line}\n\nHalf price!\nUnsubscribe"));
    }
}

#[test]
fn mime_12_an_introduction_whose_address_is_torn_is_cut_whole() {
    let torn =
        "On Nov 30, 2011, at 12:47 PM, Acme <\n416ffd3258d4d2fa4c85cfa4c44e1721d66e3e8f4\n@news.acme.example>\nwrote:";
    only_request(&format!("{torn}\n\n> Half price!"));
}

#[test]
fn mime_12_introductions_without_a_date_are_cut_before_quotes() {
    for line in ["Acme wrote:", "Acme <n@acme.example> writes:", "Sent from Samsung MobileAcme <n@acme.example> wrote:"]
    {
        only_request(&format!("{line}\n\n> Half price!"));
    }
}

/// Header blocks: Outlook and others.
const HEADERS: &[&str] = &[
    "Original Message\nFrom: Acme <n@acme.example>\nSent: 3 May 2025 10:00\nTo: Ana\nSubject: Offers",
    "From: Acme <n@acme.example>\nSent: Saturday, May 3, 2025 10:00 AM\nTo: Ana\nSubject: Offers",
    "________________________________\nFrom: Acme <n@acme.example>\nSent: Saturday, May 3, 2025 10:00 AM\nTo: Ana\nSubject: Offers",
    "*From:* Acme [mailto:\nn@acme.example]\n*Sent:* 3 May 2025\n*To:* ana@example.org; ben@example.org;\n cleo@example.org\n*Subject:* Offers",
    "-----Original Message-----\nFrom: Acme\nTo: Ana\nSent: Sat, May 3, 2025 10:00 am\nSubject: Offers",
    "Von: Acme <n@acme.example>\nGesendet: Samstag, 3. Mai 2025 10:00\nAn: Ana\nBetreff: Angebote",
    "De : Acme <n@acme.example>\nEnvoyé : samedi 3 mai 2025 10:00\nÀ : Ana\nObjet : Offres",
    "De: Acme <n@acme.example>\nEnviado el: sábado, 3 de mayo de 2025 10:00\nPara: Ana\nAsunto: Ofertas",
    "De: Acme <n@acme.example>\nEnviado: sábado, 3 de maio de 2025 10:00\nPara: Ana\nAssunto: Ofertas",
    "Da: Acme <n@acme.example>\nInviato: sabato 3 maggio 2025 10:00\nA: Ana\nOggetto: Offerte",
    "Van: Acme <n@acme.example>\nVerzonden: zaterdag 3 mei 2025 10:00\nAan: Ana\nOnderwerp: Aanbieding",
    "Od: Acme <n@acme.example>\nWysłano: sobota, 3 maja 2025 10:00\nDo: Ana\nTemat: Oferta",
    "Od: Acme <n@acme.example>\nOdesláno: sobota 3. května 2025 10:00\nKomu: Ana\nPředmět: Nabídka",
    "Fra: Acme <n@acme.example>\nSendt: 3. maj 2025 10:00\nTil: Ana\nEmne: Tilbud",
    "Från: Acme <n@acme.example>\nSkickat: den 3 maj 2025 10:00\nTill: Ana\nÄmne: Erbjudande",
    "Lähettäjä: Acme <n@acme.example>\nLähetetty: lauantai 3. toukokuuta 2025 10.00\nVastaanottaja: Ana\nAihe: Tarjous",
    "Feladó: Acme <n@acme.example>\nElküldve: 2025. május 3., szombat 10:00\nCímzett: Ana\nTárgy: Ajánlat",
    "De la: Acme <n@acme.example>\nTrimis: sâmbătă, 3 mai 2025 10:00\nCătre: Ana\nSubiect: Ofertă",
    "От: Acme <n@acme.example>\nОтправлено: 3 мая 2025 г. 10:00\nКому: Ana\nТема: Скидки",
    "Від: Acme <n@acme.example>\nНадіслано: 3 травня 2025 р. 10:00\nКому: Ana\nТема: Знижки",
    "Από: Acme <n@acme.example>\nΣτάλθηκε: Σάββατο, 3 Μαΐου 2025 10:00\nΠρος: Ana\nΘέμα: Προσφορές",
    "Kimden: Acme <n@acme.example>\nGönderildi: 3 Mayıs 2025 Cumartesi 10:00\nKime: Ana\nKonu: Fırsatlar",
    "من: Acme <n@acme.example>\nتاريخ الإرسال: 3 مايو 2025 10:00\nإلى: Ana\nالموضوع: عروض",
    "מאת: Acme <n@acme.example>\nנשלח: יום שבת 3 מאי 2025 10:00\nאל: Ana\nנושא: מבצעים",
    "差出人: Acme <n@acme.example>\n送信日時: 2025年5月3日土曜日 10:00\n宛先: Ana\n件名: お知らせ",
    "보낸 사람: Acme <n@acme.example>\n보낸 날짜: 2025년 5월 3일 토요일 10:00\n받는 사람: Ana\n제목: 소식",
    "------------------ 原始邮件 ------------------\n发件人: \"Acme\" <n@acme.example>;\n发送时间: 2025年5月3日(星期六) 上午10:00\n收件人: \"Ana\";\n主题: 优惠",
    "寄件者: Acme <n@acme.example>\n寄件日期: 2025年5月3日 上午 10:00\n收件者: Ana\n主旨: 優惠",
    "Từ: Acme <n@acme.example>\nĐã gửi: 3 tháng 5, 2025 10:00\nTới: Ana\nChủ đề: Ưu đãi",
    "Dari: Acme <n@acme.example>\nDikirim: 3 Mei 2025 10:00\nKepada: Ana\nSubjek: Promo",
    "จาก: Acme <n@acme.example>\nส่ง: 3 พฤษภาคม 2025 10:00\nถึง: Ana\nเรื่อง: โปรโมชั่น",
];

#[test]
fn mime_12_header_blocks_in_more_than_25_languages_are_cut_with_all_below() {
    for block in HEADERS {
        only_request(&format!("{block}\n\nHalf price today!\n\nTo unsubscribe click here."));
    }
}

/// Lines that part an answer from an original.
const MARKERS: &[&str] = &[
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Mensagem original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Wiadomość oryginalna-----",
    "-----Původní zpráva-----",
    "-----Oprindelig meddelelse-----",
    "-----Opprinnelig melding-----",
    "-----Ursprungligt meddelande-----",
    "-----Alkuperäinen viesti-----",
    "-----Eredeti üzenet-----",
    "-----Mesaj original-----",
    "-----Исходное сообщение-----",
    "-----Оригінальне повідомлення-----",
    "-----Αρχικό μήνυμα-----",
    "-----Orijinal Mesaj-----",
    "-----رسالة أصلية-----",
    "-----הודעה מקורית-----",
    "-----元のメッセージ-----",
    "-----원본 메시지-----",
    "-----原始邮件-----",
    "-----原始郵件-----",
    "-----Pesan Asli-----",
    "*-------- Original Message --------*",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "##- Please type your reply above this line -##",
    "=-=-= Reply above this line =-=-=",
    "##- Bitte geben Sie Ihre Antwort oberhalb dieser Linie ein -##",
    "##- 请在此行上方输入您的回复 -##",
];

#[test]
fn mime_12_markers_in_more_than_25_languages_are_cut_with_all_below() {
    for marker in MARKERS {
        only_request(&format!("{marker}\n\nHalf price today! Unsubscribe."));
    }
}

#[test]
fn mime_12_an_introduction_over_a_blank_line_is_cut() {
    only_request("On Tue, Apr 11, 2017 at 10:07 PM Acme\n\n<\nmailto:Acme <n@acme.example>\n> wrote:\nHalf price!");
}
