//! The pages before anybody is signed in, and those that keep what was typed while nobody was.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Read};

/// A form that was sent while it could not be taken: nothing typed is lost.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Where it goes.
    pub to: String,
    /// Names and values, without secrets.
    pub fields: Vec<(String, String)>,
    /// The same as one value, to travel through the form of sign-in.
    pub packed: String,
}

/// Asks for address, password and code. Posts `address`, `password`, `code`, `to`, `kept`.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    /// The address as typed.
    pub address: String,
    /// Where to go after; the path of a page of the console.
    pub to: String,
    /// What was typed on a page whose session had ended, to be sent after.
    pub kept: Option<Kept>,
    /// What is wrong.
    pub fault: Option<Fault>,
    /// Signed in already: only password and code are asked for, once more, before something dangerous.
    pub again: bool,
}

/// What was typed can be sent now. Posts the kept fields to where they were meant for.
#[derive(Clone, Debug, Serialize)]
pub struct Resume {
    /// It.
    pub kept: Kept,
}

/// Words and a way on.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// The heading.
    pub title: &'static str,
    /// What is to be said.
    pub text: String,
    /// Where to go on; empty: nowhere.
    pub to: &'static str,
}

/// Sets password and authenticator. Posts `address`, `name` (the first operator only), `password`, `offer`, `code`.
#[derive(Clone, Debug, Serialize)]
pub struct Begin {
    /// Nobody was invited: the first operator of all says who it is.
    pub first: bool,
    /// Signed in already: this changes what is signed in with.
    pub again: bool,
    /// The address, as typed or as invited.
    pub address: String,
    /// The name, as typed or as invited.
    pub name: String,
    /// The role.
    pub role: &'static str,
    /// The secret, sealed.
    pub offer: String,
    /// The secret in groups of four.
    pub secret: Vec<String>,
    /// The secret's picture: SVG, made by us.
    pub picture: String,
    /// The secret as an address.
    pub url: String,
    /// What is wrong.
    pub fault: Option<Fault>,
}

fn kept() -> Kept {
    Kept {
        to: "/console/cases/1".into(),
        fields: vec![("answer".into(), AWKWARD.into())],
        packed: "[[\"answer\",\"</script>\"]]".into(),
    }
}

impl ConsolePage for SignIn {
    const TEMPLATE: &'static str = "sign_in";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let plain = Self { address: String::new(), to: "/console".into(), kept: None, fault: None, again: false };
        let fault = Fault { field: None, text: AWKWARD.into() };
        let wrong = Self { address: AWKWARD.into(), kept: Some(kept()), fault: Some(fault), ..plain.clone() };
        let again = Self { again: true, ..wrong.clone() };
        vec![plain, wrong, again]
    }
}

impl ConsolePage for Resume {
    const TEMPLATE: &'static str = "resume";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        vec![Self { kept: kept() }]
    }
}

impl ConsolePage for Notice {
    const TEMPLATE: &'static str = "notice";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        vec![
            Self { title: "You are signed out", text: AWKWARD.into(), to: "/console/sign-in" },
            Self { title: "This link does not work", text: String::new(), to: "" },
        ]
    }
}

impl ConsolePage for Begin {
    const TEMPLATE: &'static str = "begin";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let first = Self {
            first: true,
            again: false,
            address: String::new(),
            name: String::new(),
            role: "admin",
            offer: "sealed".into(),
            secret: vec!["ABCD".into(), "EFGH".into()],
            picture: "<svg></svg>".into(),
            url: "otpauth://totp/x".into(),
            fault: None,
        };
        let fault = Fault { field: Some("password".into()), text: AWKWARD.into() };
        let invited =
            Self { first: false, address: AWKWARD.into(), name: AWKWARD.into(), fault: Some(fault), ..first.clone() };
        let again = Self { again: true, ..invited.clone() };
        vec![first, invited, again]
    }
}
