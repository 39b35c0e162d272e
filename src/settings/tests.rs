//! Settings as a whole: precedence, refusals, the manual.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::table::{Kind, RawSettings};
use super::*;
use crate::domain::retention::{Keep, Retention};
use crate::domain::webhook::TargetRules;
use crate::domain::webhook::target::Ports;

/// A data directory with this `desist.toml`, and the flags that point at it.
fn installation(text: &str) -> (TempDir, Flags) {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("desist.toml"), text).unwrap();
    let flags = Flags { data_dir: Some(dir.path().to_owned()), ..Flags::default() };
    (dir, flags)
}

fn env(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into_iter()
}

fn from_file(text: &str) -> Result<Settings, SettingsError> {
    let (_dir, flags) = installation(text);
    load(&flags, env(&[]))
}

fn from_env(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let (_dir, flags) = installation("");
    load(&flags, env(pairs))
}

fn refusal(text: &str) -> String {
    from_file(text).expect_err(text).to_string()
}

const PEM: &str = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";

#[test]
fn without_anything_typed_the_defaults_hold() {
    let settings = load(&Flags::default(), env(&[("HOME", "/home/ana")])).unwrap();
    assert_eq!(settings.data_dir, Path::new("./desist-data"));
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.server.public_url.as_str(), "http://127.0.0.1:8080/");
    assert!(settings.server.public_url_is_default);
    let file = Path::new("./desist-data/desist.db").to_owned();
    assert_eq!(settings.database.place, DatabasePlace::Sqlite { path: file });
    assert_eq!(settings.mail.domain, "localhost");
    assert!(
        matches!(&settings.mail.transport, Transport::Folder { folder } if folder.ends_with("desist-data/outgoing"))
    );
    assert_eq!(settings.gate.staleness_limit.as_secs(), 5);
    assert_eq!(settings.warnings, Vec::<String>::new());
}

#[test]
fn a15_a_flag_goes_before_the_environment_before_the_file_before_the_default() {
    let (dir, mut flags) = installation("[server]\nlisten = \"127.0.0.1:1\"\n[log]\nfilter = \"debug\"\n");
    let listen = |flags: &Flags, pairs: &[(&str, &str)]| load(flags, env(pairs)).unwrap().server.listen.port();
    let variable = [("DESIST_SERVER_LISTEN", "127.0.0.1:2")];
    assert_eq!(listen(&flags, &[]), 1);
    assert_eq!(listen(&flags, &variable), 2);
    flags.listen = Some("127.0.0.1:3".parse().unwrap());
    assert_eq!(listen(&flags, &variable), 3);
    let settings = load(&flags, env(&variable)).unwrap();
    assert_eq!(settings.log.filter, "debug", "other keys of the file still hold");
    drop(dir);
}

#[test]
fn an_unknown_key_is_refused_with_file_line_and_the_nearest_known_key() {
    let text = "# one\n[server]\nlisten = \"127.0.0.1:0\"\n\n[mail]\ntransprot = \"smtp\"\n";
    let said = refusal(text);
    assert!(said.contains("desist.toml:6: unknown key \"mail.transprot\"; did you mean \"mail.transport\"?"), "{said}");
}

#[test]
fn keys_of_later_work_and_keys_in_the_wrong_place_are_refused_too() {
    for (text, line, name) in [
        ("[gate.milter]\nlisten = \"127.0.0.1:1\"", 1, "\"gate.milter\""),
        ("[gate]\nmilter.listen = \"127.0.0.1:1\"", 2, "\"gate.milter\""),
        ("[[intake.address]]\nmode = \"all\"", 1, "an address is missing"),
        ("[[intake.address]]\naddres = \"a@b.example\"", 2, "did you mean \"address\""),
        ("[intake.lmtp]\nlisten = \"127.0.0.1:1\"\nlisen = \"x\"", 3, "did you mean \"intake.lmtp.listen\""),
        ("[intake]\nlisten = \"127.0.0.1:1\"", 2, "\"intake.listen\""),
        ("intake = 3", 1, "\"intake\" is a section"),
        ("listen = \"127.0.0.1:1\"", 1, "did you mean \"server.listen\""),
        ("[mial]\nfrom = \"x\"", 1, "did you mean \"mail\""),
        ("[server]\n\ntransport = \"smtp\"", 3, "did you mean \"mail.transport\""),
        ("server.lisen = \"x\"", 1, "did you mean \"server.listen\""),
        ("[log]\nfilter_file = \"x\"", 2, "\"log.filter_file\""),
        ("mail = 3", 1, "write [mail]"),
    ] {
        let said = refusal(text);
        assert!(said.contains(&format!("desist.toml:{line}: ")) && said.contains(name), "{text}\n{said}");
    }
}

#[test]
fn an_unknown_variable_is_refused_with_the_nearest_known_one() {
    let said = from_env(&[("DESIST_MAIL_TRANSPROT", "smtp")]).unwrap_err().to_string();
    assert!(said.contains("\"DESIST_MAIL_TRANSPROT\"") && said.contains("\"DESIST_MAIL_TRANSPORT\""), "{said}");
    assert!(from_env(&[("DESIST_LOG_FILTER_FILE", "/x")]).is_err(), "only secrets have a file form");
    assert!(from_env(&[("desist_mail_transprot", "x"), ("DESISTED", "x")]).is_ok(), "not ours");
}

#[test]
fn variables_nobody_typed_are_no_fault() {
    let links =
        [("DESIST_PORT", "tcp://10.0.0.1:80"), ("DESIST_SERVICE_HOST", "10.0.0.1"), ("DESIST_PORT_80_TCP_PORT", "80")];
    assert!(from_env(&links).is_ok(), "Kubernetes service links");
    assert!(from_env(&[("DESIST_MAIL_FROM", "")]).is_ok(), "empty means not given");
    assert!(from_env(&[("DESIST_PORT", "8081")]).is_err(), "somebody typed this one");
}

#[test]
fn data_directory_and_file_come_from_flag_or_variable() {
    let (dir, _) = installation("[log]\nfilter = \"trace\"\n");
    let place = dir.path().to_str().unwrap();
    let by_variable = load(&Flags::default(), env(&[("DESIST_DATA_DIR", place)])).unwrap();
    assert_eq!((by_variable.log.filter.as_str(), by_variable.data_dir.as_path()), ("trace", dir.path()));
    let config = dir.path().join("desist.toml");
    let by_name = load(&Flags::default(), env(&[("DESIST_CONFIG", config.to_str().unwrap())])).unwrap();
    assert_eq!(by_name.config_file, Some(config));
    let missing = Flags { config: Some(dir.path().join("other.toml")), ..Flags::default() };
    assert!(load(&missing, env(&[])).unwrap_err().to_string().contains("other.toml"), "a named file must exist");
}

#[test]
fn the_short_name_of_the_log_filter_counts_once() {
    assert_eq!(from_env(&[("DESIST_LOG", "debug")]).unwrap().log.filter, "debug");
    assert!(from_env(&[("DESIST_LOG", "debug"), ("DESIST_LOG_FILTER", "info")]).is_err());
}

#[test]
fn one_start_reports_every_fault() {
    let said = refusal("[server]\nlisten = \"here\"\nshutdown_timeout = \"5\"\n[gate]\nstaleness_limit = 5\n");
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(said.contains("desist.toml:3: server.shutdown_timeout: \"5\": expected a duration"), "{said}");
    let said = refusal("[log]\nformat = \"xml\"");
    assert!(said.contains("expected one of auto, human, json"), "{said}");
}

#[test]
fn broken_toml_is_refused_by_line_without_repeating_it() {
    let said = refusal("[mail]\nsmtp_password = \"hunter2\n");
    assert!(said.contains("desist.toml:2: not TOML") && !said.contains("hunter2"), "{said}");
    for broken in ["smtp_password = hunter2", "smtp_password = 'a' hunter2", "smtp_password = \"\\hunter2\"", "hunter2"]
    {
        let said = refusal(&format!("[mail]\n{broken}\n"));
        assert!(said.contains("not TOML") && !said.contains("hunter2"), "{said}");
    }
    assert!(refusal("[mail]\nfrom_name = \"a\"\nfrom_name = \"b\"\n").contains("desist.toml:3: not TOML"));
}

#[test]
fn a_secret_can_lie_in_a_file_named_by_file_or_environment() {
    let (dir, flags) = installation(
        "[mail]\nsmtp_user = \"u\"\nsmtp_password_file = \"pw\"\ntransport = \"smtp\"\nrelay_signs = true",
    );
    std::fs::write(dir.path().join("pw"), "from file\n").unwrap();
    let password = |pairs: &[(&str, &str)]| match load(&flags, env(pairs)).unwrap().mail.transport {
        Transport::Smtp(smtp) => smtp.login.unwrap().password.expose().to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(password(&[]), "from file", "relative to the settings file, without its last newline");
    assert_eq!(
        password(&[("DESIST_MAIL_SMTP_PASSWORD", "typed")]),
        "typed",
        "the value form beats the file form below it"
    );
    let other = dir.path().join("other");
    std::fs::write(&other, "x").unwrap();
    assert_eq!(password(&[("DESIST_MAIL_SMTP_PASSWORD_FILE", other.to_str().unwrap())]), "x");
    let both = [("DESIST_MAIL_SMTP_PASSWORD", "a"), ("DESIST_MAIL_SMTP_PASSWORD_FILE", "b")];
    assert!(load(&flags, env(&both)).unwrap_err().to_string().contains("given twice"));
    assert!(
        load(&flags, env(&[("DESIST_MAIL_SMTP_PASSWORD_FILE", "/nowhere/pw")]))
            .unwrap_err()
            .to_string()
            .contains("/nowhere/pw")
    );
}

#[test]
fn no_secret_shows_in_debug_print_or_error() {
    let text = "[database]\nurl = \"postgres://u:hunter2@db/desist\"\n[mail]\nsmtp_user = \"u\"\nsmtp_password = \"hunter2\"\n";
    let settings = from_file(text).unwrap();
    let printed = print_effective(&settings);
    assert!(
        printed.contains("postgres://u:***@db/desist") && printed.contains("smtp_password = *** (not shown)"),
        "{printed}"
    );
    assert!(!printed.contains("hunter2") && !format!("{settings:?}").contains("hunter2"));
    for wrong in [
        "[mail]\ndkim_key = \"hunter2\"",
        "[database]\nurl = \"hunter2\"",
        "[server]\npublic_url = \"https://u:hunter2@x\"",
        "[mail]\nsmtp_password = \"hunter2\"",
        "[mail]\nfrom = \"hunter2@@x\"",
    ] {
        assert!(!refusal(wrong).contains("hunter2"), "{wrong}");
    }
}

#[test]
fn what_contradicts_itself_is_refused_and_the_key_is_named() {
    let key = format!("dkim_key = '''{PEM}'''\n");
    for (text, named) in [
        ("[mail]\ntransport = \"smtp\"".to_owned(), "mail.dkim_key"),
        ("[mail]\nsmtp_user = \"u\"".to_owned(), "mail.smtp_password"),
        ("[mail]\nsmtp_password = \"p\"".to_owned(), "mail.smtp_user"),
        (format!("[mail]\n{key}"), "mail.dkim_selector"),
        ("[mail]\ndkim_selector = \"s\"".to_owned(), "mail.dkim_key"),
        ("[mail]\ndkim_domain = \"a.example\"".to_owned(), "mail.dkim_key"),
        (format!("[mail]\nfrom = \"p@acme.example\"\ndkim_selector = \"s\"\ndkim_domain = \"other.test\"\n{key}"), "mail.dkim_domain"),
        ("[mail]\nfrom = \"p@acme.example\"\ndomain = \"acme.test\"".to_owned(), "mail.domain"),
        ("[mail]\ntransport = \"smtp\"\nrelay_signs = true\nsmtp_host = \"relay.example\"\nsmtp_tls = \"none\"\nsmtp_user = \"u\"\nsmtp_password = \"p\"".to_owned(), "mail.smtp_tls"),
        ("[mail]\ngive_up_after = \"2m\"".to_owned(), "mail.give_up_after"),
        ("[gate]\nstaleness_limit = \"150ms\"".to_owned(), "gate.staleness_limit"),
        ("[server]\ntrusted_proxies = [\"0.0.0.0/0\"]".to_owned(), "server.trusted_proxies"),
        ("[webhooks]\nallow_private = [\"0.0.0.0/0\"]".to_owned(), "webhooks.allow_private"),
        ("[webhooks]\nallow_ports = [\"8443\", \"https\"]".to_owned(), "webhooks.allow_ports"),
        ("[server]\npublic_url = \"https://a.example/mail\"".to_owned(), "server.public_url"),
        ("[server]\nmetrics_listen = \"127.0.0.1:8080\"".to_owned(), "server.metrics_listen"),
        ("[pages]\ntemplates = \"nowhere\"".to_owned(), "pages.templates"),
    ] {
        let said = refusal(&text);
        assert!(said.contains(named), "{text}\n{said}");
    }
}

#[test]
fn smtp_starts_with_a_key_or_with_a_relay_that_signs() {
    let key = format!(
        "[server]\npublic_url = \"https://mail.acme.example\"\n[mail]\ntransport = \"smtp\"\ndkim_selector = \"s1\"\ndkim_key = '''{PEM}'''"
    );
    let dkim = from_file(&key).unwrap().mail.dkim.unwrap();
    assert_eq!((dkim.domain.as_str(), dkim.selector.as_str()), ("mail.acme.example", "s1"), "d= follows mail.from");
    let relay = from_file("[mail]\ntransport = \"smtp\"\nrelay_signs = true\nsmtp_tls = \"tls\"").unwrap();
    assert!(matches!(relay.mail.transport, Transport::Smtp(Smtp { port: 465, login: None, .. })));
    assert_eq!(relay.mail.lease(), relay.mail.send_timeout * 10);
}

#[test]
fn what_will_surprise_is_a_warning_and_starts() {
    for (text, named) in [
        ("[server]\npublic_url = \"http://mail.acme.example\"", "one-click"),
        ("[server]\npublic_url = \"https://mail.acme.example\"", "server.trusted_proxies"),
        ("[server]\nlisten = \"0.0.0.0:8080\"", "server.public_url is not set"),
        ("[mail]\ntransport = \"sendmail\"", "mail.relay_signs"),
        ("[mail]\ntransport = \"smtp\"\nrelay_signs = true", "mail.domain is localhost"),
        ("[mail]\nsmtp_host = \"relay.example\"", "mail.transport is not smtp"),
    ] {
        let warnings = from_file(text).unwrap().warnings;
        assert!(warnings.iter().any(|warning| warning.contains(named)), "{text}: {warnings:?}");
    }
}

#[test]
fn the_public_origin_follows_the_bound_port_only_while_nobody_set_it() {
    let bound = "127.0.0.1:4711".parse().unwrap();
    let derived = from_file("[server]\nlisten = \"0.0.0.0:0\"").unwrap().server;
    assert_eq!(derived.origin_when_bound(bound), "http://127.0.0.1:4711");
    let set = from_file("[server]\npublic_url = \"https://Mail.acme.example:443/\"").unwrap();
    assert_eq!(set.server.origin_when_bound(bound), "https://mail.acme.example");
    assert_eq!(set.mail.domain, "mail.acme.example");
    let v6 = from_file("[server]\nlisten = \"[::]:80\"").unwrap().server;
    assert_eq!((v6.public_url.as_str(), v6.is_local()), ("http://[::1]/", true));
}

#[test]
fn lists_numbers_and_dates_read_alike_from_file_and_environment() {
    let file = from_file("[server]\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[policy]\nlast_updated = 2014-05-08\n[database]\nmax_connections = 1_0").unwrap();
    let vars = [("DESIST_SERVER_TRUSTED_PROXIES", "10.0.0.0/8,::1"), ("DESIST_POLICY_LAST_UPDATED", "2014-05-08")];
    let env = from_env(&vars).unwrap();
    assert_eq!(file.server.trusted_proxies, env.server.trusted_proxies);
    assert_eq!(file.policy.versions, env.policy.versions);
    assert_eq!(file.database.max_connections.get(), 10);
}

#[test]
fn the_manual_parses_back_and_equals_the_defaults() {
    let (_dir, flags) = installation("");
    let defaults = load(&flags, env(&[])).unwrap();
    std::fs::write(flags.data_dir.as_ref().unwrap().join("desist.toml"), manual()).unwrap();
    let printed = load(&flags, env(&[])).unwrap();
    let values =
        |settings: &Settings| settings.shown.iter().map(|s| (s.key.clone(), s.line.clone())).collect::<Vec<_>>();
    assert_eq!(values(&defaults), values(&printed));
    assert!(printed.server.public_url_is_default && printed.warnings.is_empty());
}

#[test]
fn every_example_of_the_manual_is_a_value_that_can_be_used() {
    let manual = manual();
    let mut section = "";
    for line in manual.lines() {
        if let Some(heading) = line.strip_prefix('#').filter(|rest| rest.starts_with("[[")).or(line.strip_prefix("")) {
            section = if heading.starts_with('[') { heading } else { section };
        }
        let Some(example) = line.strip_prefix('#').filter(|rest| !rest.starts_with([' ', '['])) else { continue };
        match from_file(&format!("{section}\n{example}\n")) {
            Ok(_) => {}
            // Some go only with another key, and the files of secrets are not there; the value itself is right.
            Err(error) => {
                let told = error.to_string();
                assert!(!told.contains("expected") && !told.contains("unknown key"), "{example}: {told}");
            }
        }
    }
}

#[test]
fn the_manual_and_the_values_in_force_name_every_key_once() {
    let (manual, raw) = (manual(), RawSettings::empty());
    let settings = from_file("").unwrap();
    for slot in raw.slots() {
        let (name, key) = (slot.key.name, slot.key.dotted());
        let stands = |line: &&str| {
            line.trim_start_matches('#').starts_with(&format!("{name} ="))
                || line.starts_with(&format!("#{name}_file ="))
        };
        assert!(manual.lines().any(|line| stands(&line)), "{key}");
        assert!(manual.contains(&slot.key.env()), "{key}");
        assert_eq!(settings.shown.iter().filter(|shown| shown.key == key).count(), 1, "{key}");
    }
    assert_eq!(settings.shown.len(), raw.slots().len());
    assert!(manual.lines().all(|line| line.len() <= 140));
}

#[test]
fn the_values_in_force_are_a_settings_file_that_says_the_same() {
    let settings = from_file("[server]\ntrusted_proxies = [\"10.0.0.0/8\"]\n[gate]\nstaleness_limit = \"9s\"").unwrap();
    let printed = print_effective(&settings);
    assert!(printed.contains("staleness_limit = \"9s\" # ") && printed.contains("desist.toml:4"), "{printed}");
    let again = from_file(&printed).unwrap();
    assert_eq!(again.gate.staleness_limit, settings.gate.staleness_limit);
    assert_eq!(again.server.trusted_proxies, settings.server.trusted_proxies);
}

#[test]
fn no_two_keys_share_a_variable() {
    let raw = RawSettings::empty();
    let mut names: Vec<_> = raw.slots().iter().map(|slot| slot.key.env()).collect();
    names.extend(raw.slots().iter().filter(|s| s.key.kind == Kind::Secret).map(|s| format!("{}_FILE", s.key.env())));
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

proptest! {
    #[test]
    fn no_text_in_a_file_makes_the_loader_panic(text in "(\\[(server|mail|x)\\]\n)?[a-z_.]{1,12} ?= ?[^\u{0}]{0,20}\n") {
        let _ = from_file(&text);
    }
}

#[test]
fn a_folder_of_rules_is_read_in_order_of_names_and_one_that_is_not_there_names_its_key() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.rules", "a.rules", "notes.txt"] {
        std::fs::write(folder.path().join(name), format!("# {name}\n")).unwrap();
    }
    let settings = from_file(&format!("[intake]\nrules = {:?}", folder.path().to_str().unwrap())).unwrap();
    let names: Vec<_> = settings.intake.rules.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.rules", "b.rules"]);
    assert!(from_file("").unwrap().intake.rules.is_empty());
    let missing = from_file("[intake]\nrules = \"/nowhere/at/all\"").unwrap_err().to_string();
    assert!(missing.contains("intake.rules"), "{missing}");
}

const INTAKE: &str = "[intake.lmtp]\nlisten = \"unix:mail.sock\"\nmax_size = \"1MiB\"\ntrusted_relays = [\"10.0.0.0/8\"]\n\
    [intake.imap]\nhost = \"imap.example.com\"\nuser = \"help@example.com\"\noauth_token_file = \"token\"\n\
    [intake.trust]\nauthserv_id = \"mx.example.com\"\narc_sealers = [\"Lists.example\"]\nown_hops = 0\n\
    agents_write_to = [\"Desk@example.com\"]\nagents_come_by = [\"lmtp\", \"imap\"]\n\
    [[intake.address]]\naddress = \"Help@Example.com\"\n[[intake.address]]\naddress = \"x@b.example\"\n\
    sender = \"acme\"\nmode = \"copy\"\n";

#[test]
fn the_ways_in_for_mail_are_off_until_they_are_set_and_then_complete() {
    let off = from_file("").unwrap().intake;
    assert!(off.lmtp.is_none() && off.imap.is_none() && off.addresses.is_empty() && off.trust.authserv_id.is_none());
    let (dir, flags) = installation(INTAKE);
    std::fs::write(dir.path().join("token"), "ya29.secret\n").unwrap();
    let settings = load(&flags, env(&[("DESIST_MAIL_DOMAIN", "mail.example.com")])).unwrap();
    let intake = &settings.intake;
    let lmtp = intake.lmtp.as_ref().unwrap();
    assert_eq!(lmtp.listen, MailListen::Unix(dir.path().join("mail.sock")));
    assert_eq!((lmtp.hostname.as_str(), intake.max_size), ("mail.example.com", 1 << 20));
    let imap = intake.imap.as_ref().unwrap();
    assert_eq!((imap.port, imap.mailbox.as_str()), (993, "INBOX"));
    assert!(
        matches!(&imap.login, ImapLogin::TokenFile(file) if *file == dir.path().join("token")),
        "read anew each time"
    );
    assert_eq!((intake.trust.arc_sealers.as_slice(), intake.trust.own_hops), (&["lists.example".to_owned()][..], 0));
    let agents: Vec<_> = intake.trust.agents_write_to.iter().map(|one| one.delivery()).collect();
    let by: Vec<_> = intake.trust.agents_come_by.iter().map(|one| one.word()).collect();
    assert_eq!((agents, by), (vec!["Desk@example.com"], vec!["lmtp", "imap"]), "AUTH-13");
    assert_eq!((off.answers_per_hour.get(), off.unproven_stops_per_hour.get()), (500, 200));
    assert!(!off.label_texts && from_file("[intake]\nlabel_texts = true").unwrap().intake.label_texts);
    let modes: Vec<_> =
        intake.addresses.iter().map(|one| (one.address.delivery(), one.sender.as_deref(), one.mode)).collect();
    assert_eq!(modes, [("Help@example.com", None, IntakeMode::All), ("x@b.example", Some("acme"), IntakeMode::Copy)]);
    let printed = print_effective(&settings) + &format!("{settings:?}");
    assert!(!printed.contains("ya29") && printed.contains("[intake.lmtp]"), "{printed}");
}

#[test]
fn smtp_06_and_open_passwords_and_half_settings_of_the_ways_in_are_refused() {
    for (text, named) in [
        ("[intake.lmtp]\nlisten = \"0.0.0.0:25\"", "port 25"),
        ("[intake.lmtp]\nlisten = \"unix:\"", "unix:PATH"),
        ("[intake.trust]\nagents_come_by = [\"page\"]", "lmtp, smtp, imap, pipe or api"),
        ("[intake.trust]\nagents_write_to = [\"nobody\"]", "mail addresses"),
        ("[intake]\nanswers_per_hour = 0", "intake.answers_per_hour"),
        ("[intake.lmtp]\ntls_key = \"-----BEGIN PRIVATE KEY-----\"", "no certificate"),
        ("[intake.lmtp]\ntls_cert = \"nowhere.pem\"", "there is no file"),
        ("[intake.imap]\nhost = \"imap.example.com\"", "a login is missing"),
        ("[intake.imap]\npassword = \"a\"\noauth_token = \"b\"", "keep one"),
        ("[intake.imap]\nhost = \"imap.example.com\"\nuser = \"a\"\npassword = \"b\"\ntls = \"none\"", "in the clear"),
        ("[[intake.address]]\naddress = \"nobody\"", "no @ sign"),
        ("[[intake.address]]\naddress = \"a@b.example\"\nmode = \"some\"", "all or copy"),
        ("[intake]\naddress = \"a@b.example\"", "intake.address"),
    ] {
        let said = refusal(text);
        assert!(said.contains(named), "{text}\n{said}");
    }
    assert!(from_file("[intake.lmtp]\nlisten = \"0.0.0.0:25\"\nprotocol = \"smtp\"").is_ok());
}

#[test]
fn the_manual_shows_how_addresses_are_listed_and_the_example_is_right() {
    let example: Vec<_> = addresses::MANUAL.lines().filter_map(|line| line.strip_prefix("#     ")).collect();
    let example = example.join("\n");
    assert!(manual().contains(addresses::MANUAL));
    assert_eq!(from_file(&example).unwrap().intake.addresses.len(), 1, "{example}");
}

#[test]
fn wh_07_webhooks_go_nowhere_but_to_public_https_unless_it_is_said() {
    let strict = from_file("").unwrap().webhooks;
    assert_eq!((strict.rules, strict.timeout), (TargetRules::default(), std::time::Duration::from_secs(20)));
    let said = "[webhooks]\nallow_http = true\nallow_private = [\"10.20.0.0/16\", \"::1\"]\nallow_ports = [\"8443\"]";
    let rules = from_file(said).unwrap().webhooks.rules;
    assert!(rules.allow_http && rules.address("10.20.1.1".parse().unwrap()).is_ok());
    assert!(rules.address("10.21.1.1".parse().unwrap()).is_err());
    assert_eq!(rules.ports, Ports::Also(vec![8443]));
    assert_eq!(from_file("[webhooks]\nallow_ports = [\"any\"]").unwrap().webhooks.rules.ports, Ports::Any);
}

const TWO_POLICIES: &str = "[cases]\ntime_zone = \"Europe/Berlin\"\n[[policy.version]]\nid = \"b\"\n\
                            in_force_from = 2026-07-01\nurl = \"https://acme.example/privacy\"\n[[policy.version]]\n\
                            id = \"a\"\nin_force_from = \"2014-05-08\"\n";

#[test]
fn p10_versions_of_the_policy_are_a_list_and_take_over_at_midnight_of_the_cases_zone() {
    let policy = from_file(TWO_POLICIES).unwrap().policy;
    let at = |text: &str| crate::domain::time::Instant::parse(text).unwrap();
    assert_eq!(policy.versions.at(at("2026-06-30T21:59:59Z")).id, "a");
    assert_eq!(policy.versions.at(at("2026-06-30T22:00:00Z")).id, "b");
    assert_eq!(policy.none_in_force(at("2014-05-07T22:00:00Z")), None);
    let early = policy.none_in_force(at("2014-05-07T21:59:59Z")).unwrap().to_string();
    assert!(early.contains("desist.toml:7: policy.version: no version is in force yet"), "{early}");
}

#[test]
fn p10_two_versions_of_one_day_or_name_and_what_is_no_version_are_refused_with_their_line() {
    let version = |rest: &str| format!("[[policy.version]]\nid = \"a\"\nin_force_from = 2014-05-08\n{rest}");
    for (text, line, said) in [
        (version("[[policy.version]]\nid = \"b\"\nin_force_from = 2014-05-08"), 4, "one day has one version"),
        (version("[[policy.version]]\nid = \"a\"\nin_force_from = 2015-05-08"), 4, "give each version its own"),
        (version("in_force_form = 2014-05-08"), 4, "did you mean \"in_force_from\"?"),
        (version("url = \"ftp://acme.example\""), 1, "expected the URL of a web page"),
        ("[[policy.version]]\nin_force_from = 2014-05-08".to_owned(), 1, "an id is missing"),
        ("[[policy.version]]\nid = \"a b\"\nin_force_from = 2014-05-08".to_owned(), 1, "letters, digits"),
        ("[[policy.version]]\nid = \"a\"".to_owned(), 1, "the day is missing"),
        ("[[policy.version]]\nid = \"a\"\nin_force_from = 2014-13-08".to_owned(), 3, ""),
        ("[policy]\nversion = [\"a\"]".to_owned(), 2, "write it as [[policy.version]]"),
        (
            "[policy]\nlast_updated = 2014-05-08\n[[policy.version]]\nid = \"a\"\nin_force_from = 2014-05-08"
                .to_owned(),
            2,
            "each with its own id and in_force_from; remove this",
        ),
    ] {
        let refusal = refusal(&text);
        let place = format!("desist.toml:{line}: ");
        assert!(refusal.contains(&place) && refusal.contains(said), "{text}\n{refusal}");
    }
    let (_dir, flags) = installation(TWO_POLICIES);
    let both = load(&flags, env(&[("DESIST_POLICY_VERSION", "2")])).unwrap_err().to_string();
    assert!(both.starts_with("DESIST_POLICY_VERSION: ") && both.contains("[[policy.version]]"), "{both}");
}

#[test]
fn p10_the_manual_shows_how_versions_are_listed_and_the_example_is_right() {
    let example: Vec<_> = policy::MANUAL.lines().filter_map(|line| line.strip_prefix("#     ")).collect();
    assert!(manual().ends_with(policy::MANUAL));
    let settings = from_file(&example.join("\n")).unwrap();
    assert_eq!(settings.policy.versions.versions().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["2014-05-08"]);
}

#[test]
fn p10_the_list_is_printed_among_the_values_in_force_and_reads_back() {
    let (dir, flags) = installation(TWO_POLICIES);
    let settings = load(&flags, env(&[])).unwrap();
    std::fs::write(dir.path().join("desist.toml"), print_effective(&settings)).unwrap();
    let again = load(&flags, env(&[])).unwrap();
    assert_eq!(settings.policy.versions, again.policy.versions);
    assert!(print_effective(&settings).contains("[[policy.version]] # "));
}

#[test]
fn con_11_terms_of_retention_are_days_months_years_or_never_and_count_in_the_cases_zone() {
    let text = "[cases]\ntime_zone = \"Europe/Berlin\"\n[retention]\nhour = 23\nmail = \"3y\"\nclient = \"never\"\n";
    let retention = from_file(text).unwrap().retention;
    assert_eq!((retention.mail, retention.client, retention.hour), (Keep::Months(36), Keep::Always, 23));
    assert_eq!(retention.zone.name(), "Europe/Berlin");
    assert_eq!(from_file("").unwrap().retention, Retention::default());
    for (text, named) in [
        ("[retention]\nhour = 24", "from 0 to 23"),
        ("[retention]\nmail = \"30 days\"", "such as 30d"),
        ("[retention]\nmail = \"0d\"", "a day at least"),
        ("[retention]\nmails = \"30d\"", "did you mean \"retention.mail\"?"),
    ] {
        assert!(refusal(text).contains(named), "{text}: {}", refusal(text));
    }
}

#[test]
fn law_18_records_of_requests_are_kept_for_24_months_at_least() {
    for short in ["30d", "23mo", "1y", "731d"] {
        let refusal = refusal(&format!("[retention]\ncases = \"{short}\""));
        assert!(refusal.contains("desist.toml:2: ") && refusal.contains("11 CCR 7101"), "{refusal}");
    }
    for long in ["24mo", "10y", "732d", "never"] {
        assert!(from_file(&format!("[retention]\ncases = \"{long}\"")).is_ok(), "{long}");
    }
}
