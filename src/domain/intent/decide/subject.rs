//! The subject line without what programs write before it.

/// The subject without "Re:" and its kin, and whether it answers something.
pub(super) fn bare_subject(subject: &str) -> (&str, bool) {
    const ANSWERS: &[&str] = &[
        "re",
        "aw",
        "sv",
        "vs",
        "odp",
        "ynt",
        "antw",
        "r",
        "rif",
        "res",
        "回复",
        "答复",
        "返信",
        "رد",
        "ответ",
        "отв",
        "vá",
        "atb",
        "תגובה",
        "vb",
        "antwort",
        "回覆",
    ];
    const FORWARDS: &[&str] = &[
        "fwd",
        "fw",
        "wg",
        "tr",
        "enc",
        "i",
        "rv",
        "doorst",
        "pd",
        "ilt",
        "转发",
        "轉寄",
        "إعادة توجيه",
        "hs",
        "пересл",
    ];
    let mut rest = subject.trim();
    // A list's tag: `[users] ...`.
    let mut is_reply = rest.starts_with('[') && rest.find(']').is_some_and(|at| at + 1 < rest.len());
    for _ in 0..6 {
        let Some((word, after)) = rest.split_once([':', '：']) else { break };
        let word = word.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "[]()".contains(c)).to_lowercase();
        if ANSWERS.contains(&word.as_str()) {
            is_reply = true;
        } else if !FORWARDS.contains(&word.as_str()) {
            break;
        }
        rest = after.trim();
    }
    (rest, is_reply)
}
