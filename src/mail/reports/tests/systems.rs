//! Whole reports, from the file beside this one: whom they name, and whether for good (DSN-02, DSN-03).

use super::*;

/// The name of a mail with what must be read of it, and the mail.
fn mails() -> Vec<(&'static str, &'static str)> {
    include_str!("systems.txt").split("\n%%% ").skip(1).filter_map(|block| block.split_once('\n')).collect()
}

/// What is wrong with the reading of one mail, if anything.
fn fault(heading: &str, mail: &str) -> Option<String> {
    let [name, recipient, fate] = heading.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
    let report = read(&parse(mail.replace('\n', "\r\n").as_bytes()), &Own::default());
    let told: Vec<_> = report.iter().flat_map(bounces).map(|(address, gone, _)| (address, gone)).collect();
    let wanted = if recipient == "nobody" { Vec::new() } else { vec![(recipient.to_owned(), fate == "gone")] };
    let is_right = told == wanted && report.is_some() == (recipient != "nobody");
    (!is_right).then(|| format!("{name}: {:?}", report.as_ref().map(bounces)))
}

#[test]
fn dsn_02_reports_of_the_systems_of_the_world_name_who_is_gone_and_who_stays() {
    let mails = mails();
    assert!(mails.len() > 25, "{} were read", mails.len());
    let faults: Vec<_> = mails.iter().filter_map(|(heading, mail)| fault(heading, mail)).collect();
    assert!(faults.is_empty(), "{} of {}: {faults:#?}", faults.len(), mails.len());
}
