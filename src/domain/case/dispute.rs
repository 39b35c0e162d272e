//! Who hears a complaint that we could not settle: the independent dispute bodies of the policy, by region (P11).

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::clock::{Region, Whereabouts};
use crate::domain::text;

/// An independent body that people can turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeBody {
    /// For people of these regions; none at all means for everybody.
    #[serde(skip)]
    pub regions: BTreeSet<Region>,
    /// Its name.
    pub name: String,
    /// Where it is reached.
    pub url: String,
}

impl DisputeBody {
    /// Parses `REGIONS NAME URL`: ISO 3166 codes divided by `+`, or `*` for everybody; a name; an http(s) URL. `None` for
    /// anything else.
    pub fn parse(line: &str) -> Option<Self> {
        let (regions, rest) = line.trim().split_once(char::is_whitespace)?;
        let (name, url) = rest.trim().rsplit_once(char::is_whitespace)?;
        let regions = match regions {
            "*" => BTreeSet::new(),
            codes => codes.split('+').map(Region::parse).collect::<Option<_>>()?,
        };
        let name = name.trim();
        let fits = |one: &str| !one.is_empty() && text::check("name", one, text::NAME).is_ok();
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        (fits(name) && fits(url) && is_web).then(|| Self { regions, name: name.to_owned(), url: url.to_owned() })
    }

    /// Whether it may be the one for people who live there; not knowing counts as yes (L10).
    pub fn is_for(&self, whereabouts: &Whereabouts) -> bool {
        self.regions.is_empty() || whereabouts.may_be_in(&self.regions)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn p11_a_body_names_its_regions_and_nobody_is_left_without_one_for_want_of_knowing() {
        let body = DisputeBody::parse("US+CA  Fair Board of Trade https://fair.example/complain").unwrap();
        assert_eq!((body.name.as_str(), body.url.as_str()), ("Fair Board of Trade", "https://fair.example/complain"));
        assert!(body.is_for(&Whereabouts::Unknown));
        assert!(body.is_for(&Whereabouts::parse(["US-CA"])));
        assert!(!body.is_for(&Whereabouts::parse(["DE"])));
        assert!(DisputeBody::parse("* Anybody's https://any.example").unwrap().is_for(&Whereabouts::parse(["DE"])));
        for wrong in ["", "US", "US https://x.example", "USA Name https://x.example", "US Name ftp://x", "* Name x"] {
            assert_eq!(DisputeBody::parse(wrong), None, "{wrong}");
        }
    }
}
