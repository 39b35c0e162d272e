//! The envelope of a mail that lies in a mailbox already: what its mail server wrote into the header when it delivered
//! it. Only as good as that server, so it is used where there is no envelope, and a token in it is still verified.

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

/// Where mail servers write the envelope recipient.
const DELIVERED: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To"];
/// Where the writer put it, for servers that write nothing.
const WRITTEN: [&str; 2] = ["To", "Cc"];
/// A longer header is not looked through.
const HEADER_MAX: usize = 256 << 10;
/// More recipients are not read.
const RECIPIENTS_MAX: usize = 200;

/// Every address to which the mail may have been delivered, those that a server wrote first. The caller knows which of
/// them are ours.
pub fn recipients(raw: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in DELIVERED.into_iter().chain(WRITTEN) {
        for address in values(raw, name).into_iter().flat_map(|value| addresses(&value)) {
            if found.len() < RECIPIENTS_MAX && !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

/// The envelope sender: empty for the null sender, `None` when no server wrote it down.
pub fn sender(raw: &[u8]) -> Option<String> {
    let path = values(raw, "Return-Path").into_iter().next()?;
    let path = String::from_utf8_lossy(&path).trim().to_owned();
    path.strip_prefix('<')?.strip_suffix('>').map(str::to_owned)
}

fn addresses(value: &[u8]) -> Vec<String> {
    let HeaderValue::Address(addresses) = MessageStream::new(value).parse_address() else { return Vec::new() };
    addresses.iter().filter_map(|one| one.address.as_deref()).map(str::to_owned).take(RECIPIENTS_MAX).collect()
}

/// The values of every field of this name, unfolded, with a line end each as the parser wants it.
fn values(raw: &[u8], name: &str) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut inside = false;
    for line in raw.get(..HEADER_MAX).unwrap_or(raw).split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.first() {
            None => break,
            Some(b' ' | b'\t') => {
                if let Some(value) = found.last_mut().filter(|_| inside) {
                    value.extend_from_slice(line);
                }
            }
            Some(_) => {
                let value = after_name(line, name);
                inside = value.is_some();
                found.extend(value.map(<[u8]>::to_vec));
            }
        }
    }
    found.iter_mut().for_each(|value| value.extend_from_slice(b"\r\n"));
    found
}

fn after_name<'l>(line: &'l [u8], name: &str) -> Option<&'l [u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (field, value) = line.split_at(colon);
    field.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes()).then(|| value.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_wrote_goes_before_what_the_writer_wrote() {
        let raw = b"Return-Path: <ana@a.example>\nDelivered-To: u-abc@mail.b.example\nReceived: x\n\tX-Original-To: no@x\n\
            X-Original-To:\n U-ABC@mail.b.example\nTo: \"Ana, B\" <help@b.example>, x: y@b.example;\nDELIVERED-TO : z@b.example\n\
            \nTo: body@b.example\n";
        let all = ["u-abc@mail.b.example", "z@b.example", "U-ABC@mail.b.example", "help@b.example", "y@b.example"];
        assert_eq!(recipients(raw), all);
        assert_eq!(sender(raw).as_deref(), Some("ana@a.example"));
    }

    #[test]
    fn smtp_07_the_null_sender_is_not_an_unknown_one() {
        assert_eq!(sender(b"Return-Path: <>\r\n\r\n").as_deref(), Some(""));
        assert_eq!(sender(b"Subject: x\r\n\r\n"), None);
        assert_eq!(sender(b"Return-Path: nonsense\r\n\r\n"), None);
        assert!(recipients(b"").is_empty() && recipients(&[b'\n'; 9]).is_empty());
    }
}
