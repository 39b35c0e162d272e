//! How many links one core mints, beside what bare HMAC-SHA256 could do with the same number of octets.
//!
//! Run with `cargo bench --bench signing`. The two take turns, so that whatever else the machine does falls on both,
//! and the medians of the rounds are compared. The aim is a ratio of at least 0.5: sealing the address, encoding and
//! allocating the token must not cost more than the signature itself.

use std::hint::black_box;
use std::time::{Duration, Instant};

use desist::domain::address::Address;
use desist::domain::ids::{SenderId, TopicId};
use desist::domain::keyring::{KeyRing, LinkKey};
use desist::domain::link::{Campaign, Claim, mint_url};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const ROUNDS: usize = 41;
const RECIPIENTS: usize = 20_000;
/// Octets that the MAC of a URL form takes in before campaign and address: label, zero, header, length.
const BEFORE_CAMPAIGN: usize = 11 + 10 + 1;

fn main() {
    let Some(ring) = KeyRing::new(vec![LinkKey::new(1, 1, [7; 32])], 1, 1).ok() else { return };
    let claims: Vec<Claim> = (0..RECIPIENTS).filter_map(claim).collect();
    let inputs: Vec<Vec<u8>> = claims.iter().map(mac_input).collect();
    let Ok(keyed) = <Hmac<Sha256> as KeyInit>::new_from_slice(&[7; 32]) else { return };

    let (mut minting, mut signing) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        minting.push(timed(&claims, |claim| mint_url(&ring, claim)));
        signing.push(timed(&inputs, |input| keyed.clone().chain_update(input).finalize().into_bytes()));
    }
    let ratios = minting.iter().zip(&signing).map(|(mint, sign)| sign.as_secs_f64() / mint.as_secs_f64());
    println!("links minted per second:  {:>10.0}", per_second(&minting));
    println!("bare HMAC-SHA256 per second: {:>7.0}", per_second(&signing));
    println!("ratio (median of {ROUNDS} rounds): {:.2}, aim 0.50", median(ratios.collect()));
}

fn claim(n: usize) -> Option<Claim> {
    let address = Address::parse(&format!("recipient.number{n}@mail{}.example.org", n % 97)).ok()?;
    let campaign = Campaign::parse("spring-2026")?;
    Some(Claim { sender: SenderId(0x1234_5678), topic: TopicId(0x9abc_def0), campaign, address, test: false })
}

/// As many octets as minting this claim puts through the MAC.
fn mac_input(claim: &Claim) -> Vec<u8> {
    vec![0x5a; BEFORE_CAMPAIGN + claim.campaign.as_str().len() + claim.address.delivery().len()]
}

fn timed<T, R>(items: &[T], work: impl Fn(&T) -> R) -> Duration {
    let start = Instant::now();
    for item in items {
        black_box(work(black_box(item)));
    }
    start.elapsed()
}

fn per_second(times: &[Duration]) -> f64 {
    RECIPIENTS as f64 / median(times.iter().map(Duration::as_secs_f64).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
