//! Where people live: which laws could apply (LAW-26).

use std::collections::BTreeSet;
use std::fmt;

/// A country (ISO 3166-1, `DE`) or a part of one (ISO 3166-2, `US-CA`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

impl Region {
    /// Parses a code in any case; `UK` and `EL`, which people write, are `GB` and `GR`. `None` for anything else: the
    /// caller then knows no region, and every clock runs.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let (country, part) = match text.split_once('-') {
            Some((country, part)) => (country, Some(part)),
            None => (text.as_str(), None),
        };
        let letters = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let fits =
            part.is_none_or(|part| matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !(letters && fits) {
            return None;
        }
        let country = match country {
            "UK" => "GB",
            "EL" => "GR",
            other => other,
        };
        Some(Self(part.map_or_else(|| country.to_owned(), |part| format!("{country}-{part}"))))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether one may lie in the other: somebody of whom only `US` is known may live in `US-CA`, and who lives in
    /// `US-CA` lives in `US`.
    pub fn may_be(&self, other: &Self) -> bool {
        let within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        within(&self.0, &other.0) || within(&other.0, &self.0)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is known of the places whose law may apply: where the recipient lives, and where we are, for GDPR article 3(1)
/// and CASL look at the organisation too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nothing: every clock that could apply runs.
    #[default]
    Unknown,
    /// These. None at all counts as unknown.
    Known(BTreeSet<Region>),
}

impl Whereabouts {
    /// Known places, from their codes; unknown as soon as one cannot be read, or when there is none (L10).
    pub fn parse<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        codes.into_iter().map(Region::parse).collect::<Option<BTreeSet<_>>>().map_or(Self::Unknown, Self::Known)
    }

    /// Whether a law of these regions could apply.
    pub fn may_be_in(&self, regions: &BTreeSet<Region>) -> bool {
        match self {
            Self::Unknown => true,
            Self::Known(known) if known.is_empty() => true,
            Self::Known(known) => known.iter().any(|one| regions.iter().any(|other| one.may_be(other))),
        }
    }
}

/// What decides, beside the matter, which rules apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The places whose law may apply.
    pub whereabouts: Whereabouts,
    /// Whether the mail objected to was bulk mail, sent to many; not knowing counts as yes.
    pub bulk: Option<bool>,
}
