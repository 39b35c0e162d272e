//! Query strings, with the parameter at fault named when one is wrong.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::body::{invalid, what_is_wrong};
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;

/// A parsed query string.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Self).map_err(Refusal::from))
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let whole = |text| web::Query::<T>::from_query(text).map(web::Query::into_inner);
    whole(text).map_err(|_| {
        // Every parameter is optional to the parser, so each can be tried alone (as fields of bodies are).
        let fault = text.split('&').find_map(|pair| Some((pair, whole(pair).err()?.to_string())));
        match fault {
            Some((pair, error)) if error.contains("unknown field") => {
                Problem::new(Code::UnknownField, "GET /docs lists the parameters of this call.").in_field(name(pair))
            }
            Some((pair, error)) => Problem::new(Code::InvalidField, what_is_wrong(&error)).in_field(name(pair)),
            None => Problem::new(Code::InvalidField, "A parameter is given twice."),
        }
    })
}

fn name(pair: &str) -> String {
    pair.split('=').next().unwrap_or_default().chars().take(64).collect()
}

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// The `next` of the page before.
    after: Option<String>,
    /// Items in one answer, 1 to 1,000; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

impl Page {
    /// The items of this page out of all, which are sorted by key (API-04: a key as cursor stays right while items are
    /// added), and the next page's `after`.
    ///
    /// # Errors
    /// `invalid_field` for a limit out of bounds.
    pub fn of<'a, T>(
        &self,
        sorted: impl Iterator<Item = &'a T>,
        key: impl Fn(&T) -> &str,
    ) -> Result<(Vec<&'a T>, Option<String>), Problem> {
        let limit = self.limit.unwrap_or(100);
        if !(1..=1000).contains(&limit) {
            return Err(invalid("limit", "A limit is between 1 and 1000."));
        }
        let is_after = |item: &&T| self.after.as_deref().is_none_or(|after| key(item) > after);
        let mut items: Vec<_> = sorted.filter(is_after).take(limit + 1).collect();
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| key(last).to_owned());
        Ok((items, next))
    }
}

/// Which part of a list that the database keeps: its bounds are checked, its items come from there.
pub fn bounds(after: Option<String>, limit: Option<usize>) -> Result<(String, i64), Problem> {
    let limit = limit.unwrap_or(100);
    if !(1..=1000).contains(&limit) {
        return Err(invalid("limit", "A limit is between 1 and 1000."));
    }
    Ok((after.unwrap_or_default(), i64::try_from(limit).unwrap_or(1000)))
}

/// Cuts a list that was asked for with one item more than its page holds; answers the next page's `after`.
pub fn cut_page<T>(items: &mut Vec<T>, limit: i64, id: impl Fn(&T) -> &str) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    items.last().filter(|_| more).map(|last| id(last).to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn told(query: &str) -> (&'static str, String) {
        let problem = parse::<Page>(query).err().unwrap();
        (problem.code.word(), problem.field.unwrap_or_default().into_owned())
    }

    #[test]
    fn a_refused_query_names_the_parameter() {
        assert_eq!(told("limit=5&off=3"), ("unknown_field", "off".to_owned()));
        assert_eq!(told("limit=many"), ("invalid_field", "limit".to_owned()));
        assert_eq!(told("limit=1&limit=2"), ("invalid_field", String::new()));
    }

    #[test]
    fn api_04_pages_follow_each_other_without_gap_or_overlap() {
        let all: Vec<String> = (10..35).map(|n| n.to_string()).collect();
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = Page { after, limit: Some(7) };
            let (items, next) = page.of(all.iter(), |item| item).unwrap();
            seen.extend(items.into_iter().cloned());
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, all);
    }
}
