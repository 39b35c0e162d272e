//! Operators: people in the console, their roles, and what each role may do there. Deny by default: what no role is
//! given below, nobody may (CON-06).

use super::address::RecipientKey;
use super::reading::words;
use super::time::{DAY_MS, Instant};
use serde::Serialize;

words! {
    /// What an operator is there for.
    Role {
        /// Reads mail, works on cases, helps recipients.
        Support = "support",
        /// Configures topics and links, reads figures.
        Marketing = "marketing",
        /// Looks at everything that is recorded and changes nothing.
        Auditor = "auditor",
        /// All of it, and the operators themselves.
        Admin = "admin",
    }
}

words! {
    /// One thing that can be allowed.
    Right {
        /// The first page, and one's own account.
        Home = "home",
        /// Read mail that came in.
        Inbox = "inbox",
        /// Decide about mail that waits.
        DecideMail = "decide_mail",
        /// Read cases.
        Cases = "cases",
        /// Open cases, move them on, answer them.
        WorkCases = "work_cases",
        /// Find a recipient, and read what is recorded.
        Recipients = "recipients",
        /// Set a preference on somebody's behalf.
        ChangeRecipients = "change_recipients",
        /// Read senders, topics, keys, links and figures.
        Marketing = "marketing",
        /// Add and retire topics, change senders, mint links.
        ChangeMarketing = "change_marketing",
        /// Make and revoke API keys; make a transactional topic (SUP-03).
        Keys = "keys",
        /// Read the ledger, its heads, and the response record.
        Record = "record",
        /// Take the response record out of the house.
        Export = "export",
        /// Read the settings of compliance.
        Settings = "settings",
        /// Change them.
        ChangeSettings = "change_settings",
        /// Read how the service is doing.
        Health = "health",
        /// Try again what is stuck.
        Mend = "mend",
        /// Invite, change and disable operators.
        Operators = "operators",
    }
}

impl Role {
    /// Whether the role may do it. The one table of the console's rights.
    pub fn may(self, right: Right) -> bool {
        use Right as R;
        let given: &[Right] = match self {
            Self::Admin => return true,
            Self::Support => &[
                R::Home,
                R::Inbox,
                R::DecideMail,
                R::Cases,
                R::WorkCases,
                R::Recipients,
                R::ChangeRecipients,
                R::Record,
                R::Health,
            ],
            Self::Marketing => &[R::Home, R::Recipients, R::Marketing, R::ChangeMarketing],
            Self::Auditor => {
                &[R::Home, R::Cases, R::Recipients, R::Marketing, R::Record, R::Export, R::Settings, R::Health]
            }
        };
        given.contains(&right)
    }
}

/// An operator. The address is not among it: it lies sealed, and whoever signs in is matched by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Its id: what entries and notes name.
    pub id: String,
    /// The key of the address.
    pub key: RecipientKey,
    /// The sealed address.
    pub sealed: Vec<u8>,
    /// How colleagues know them.
    pub name: String,
    /// What they are there for.
    pub role: Role,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    pub disabled_at: Option<Instant>,
}

/// What a session is bound to (ASVS 7.3; CON-02).
pub mod session {
    use super::DAY_MS;

    /// Without a request for so long it ends.
    pub const IDLE_MS: i64 = 60 * 60 * 1000;
    /// It ends then in any case: a working day.
    pub const LONGEST_MS: i64 = DAY_MS / 2;
    /// Dangerous acts want a password and code that were given within this time.
    pub const RECENT_MS: i64 = 15 * 60 * 1000;
    /// Failures are counted together while no more than this lies between two of them.
    pub const REMEMBERED_MS: i64 = DAY_MS;
    /// From where its owner signed in within this time, a sign-in is not locked by failures elsewhere.
    pub const KNOWN_MS: i64 = 30 * DAY_MS;
    /// A one-time link to begin or to begin anew is valid so long.
    pub const LINK_MS: i64 = 3 * DAY_MS;
}

/// Failures without a lock, but for the last of them.
const FREE: u32 = 5;
/// The same for all networks together.
const FREE_EVERYWHERE: u32 = 100;

/// How long a sign-in is locked for the network from which it failed so often: nothing for the first four, then half a
/// minute, doubled each time, an hour at most (ASVS 6.3.1). Everybody can cause it, so it never lasts.
pub fn locked_ms(failures: u32) -> i64 {
    const FIRST_MS: i64 = 30_000;
    const LONGEST_MS: i64 = 60 * 60 * 1000;
    match failures.checked_sub(FREE) {
        None => 0,
        Some(doublings) => FIRST_MS.saturating_mul(1 << doublings.min(16)).min(LONGEST_MS),
    }
}

/// How long it is locked everywhere but where its owner signed in lately, after so many failures from all networks.
pub fn locked_everywhere_ms(failures: u32) -> i64 {
    locked_ms(failures.saturating_sub(FREE_EVERYWHERE - FREE))
}

/// The shortest password, in characters (ASVS 6.2.1 asks for 8 and recommends 15; a second factor is always there).
pub const PASSWORD_MIN: usize = 12;
/// The longest, in characters: a bound on work, far above any phrase.
pub const PASSWORD_MAX: usize = 256;

/// What keeps a password from being taken, as a sentence; `None` when it is good enough. No rules about signs: length
/// is what counts, and what stands beside it on the same form is no secret.
pub fn password_fault(password: &str, known: &[&str]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Some("The password needs at least 12 characters. A few words in a row do well.");
    }
    if length > PASSWORD_MAX {
        return Some("The password is longer than 256 characters.");
    }
    let folded = password.to_lowercase();
    let holds_known =
        known.iter().map(|word| word.to_lowercase()).any(|word| word.len() >= 4 && folded.contains(&word));
    let mut different: Vec<char> = folded.chars().collect();
    different.sort_unstable();
    different.dedup();
    if holds_known || different.len() < 5 || COMMON.iter().any(|common| folded.contains(common)) {
        return Some(
            "This password is easily guessed: it holds a name, a common word or too few different characters.",
        );
    }
    None
}

/// What guessers try first, as far as it reaches twelve characters.
const COMMON: [&str; 8] =
    ["password", "passwort", "qwertyui", "12345678", "11111111", "letmein", "iloveyou", "administrator"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con_06_only_an_admin_may_do_everything_and_an_auditor_changes_nothing() {
        let changes = [
            Right::DecideMail,
            Right::WorkCases,
            Right::ChangeRecipients,
            Right::ChangeMarketing,
            Right::Keys,
            Right::ChangeSettings,
            Right::Mend,
            Right::Operators,
        ];
        assert!(Right::ALL.iter().all(|right| Role::Admin.may(*right)));
        assert!(changes.iter().all(|right| !Role::Auditor.may(*right)));
        assert!(!Role::Marketing.may(Right::Inbox) && !Role::Support.may(Right::Operators));
        assert!(Role::ALL.iter().all(|role| role.may(Right::Home)));
    }

    #[test]
    fn a_lock_grows_and_never_lasts() {
        assert_eq!([0, 4, 5, 6, 7].map(locked_ms), [0, 0, 30_000, 60_000, 120_000]);
        assert_eq!(locked_ms(u32::MAX), 3_600_000);
        assert_eq!([5, 99, 100, 101].map(locked_everywhere_ms), [0, 0, 30_000, 60_000]);
    }

    #[test]
    fn a_password_is_long_and_no_name() {
        for bad in ["short", "aaaaaaaaaaaaaaaa", "my password is good", "acme.example rocks", &"x1y2z".repeat(60)] {
            assert!(password_fault(bad, &["acme.example"]).is_some(), "{bad}");
        }
        assert_eq!(password_fault("correct horse battery staple", &["acme.example", "Al"]), None);
    }
}
