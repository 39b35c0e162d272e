//! How many links one core mints, beside what bare HMAC-SHA256 could do with the same number of octets.
//!
//! Run with `cargo bench --bench signing`. The two take turns, so that whatever else the machine does falls on both,
//! and the median of the rounds' ratios is shown. The aim is at least 0.5 for a list: sealing the address, encoding
//! and allocating the token must not cost more than the signature itself.

use std::hint::black_box;
use std::time::{Duration, Instant};

use desist::domain::address::Address;
use desist::domain::ids::{SenderId, TopicId};
use desist::domain::keyring::{KeyRing, LinkKey};
use desist::domain::link::{Campaign, Claim, mint_list, mint_url};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const ROUNDS: usize = 41;
const RECIPIENTS: usize = 20_000;
/// Octets that the MAC of a URL form takes in before campaign and address: label, zero, header, length.
const BEFORE_CAMPAIGN: usize = 11 + 10 + 1;

fn main() {
    let Some(ring) = KeyRing::new(vec![LinkKey::new(1, 1, [7; 32])], 1, 1).ok() else { return };
    let claims: Vec<Claim> = (0..RECIPIENTS).filter_map(claim).collect();
    let addresses: Vec<Address> = claims.iter().map(|claim| claim.address.clone()).collect();
    let inputs: Vec<Vec<u8>> = claims.iter().map(mac_input).collect();
    let Ok(keyed) = <Hmac<Sha256> as KeyInit>::new_from_slice(&[7; 32]) else { return };

    let (mut minting, mut lists, mut signing) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        minting.push(timed(&claims, |claim| mint_url(&ring, claim)));
        lists.push(timed(&[()], |()| mint_all(&ring, &claims[0], &addresses)));
        signing.push(timed(&inputs, |input| keyed.clone().chain_update(input).finalize().into_bytes()));
    }
    println!("per second, on one core (medians of {ROUNDS} rounds of {RECIPIENTS}):");
    println!("bare HMAC-SHA256     {:>9.0}", per_second(&signing));
    println!("links of a list      {:>9.0}   ratio {:.2}, aim 0.50", per_second(&lists), ratio(&lists, &signing));
    println!("links one by one     {:>9.0}   ratio {:.2}", per_second(&minting), ratio(&minting, &signing));
}

/// As a service mints a long list: piece by piece, each written out (here: counted) before the next.
fn mint_all(ring: &KeyRing, like: &Claim, addresses: &[Address]) -> usize {
    let mint = |piece| mint_list(&ring.sender_key(like.sender), like.topic, &like.campaign, piece, false);
    addresses.chunks(256).map(|piece| black_box(mint(piece)).len()).sum()
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

/// How fast the work is beside the bare MAC, as the median of the rounds' own ratios.
fn ratio(work: &[Duration], bare: &[Duration]) -> f64 {
    median(work.iter().zip(bare).map(|(work, bare)| bare.as_secs_f64() / work.as_secs_f64()).collect())
}

fn per_second(times: &[Duration]) -> f64 {
    RECIPIENTS as f64 / median(times.iter().map(Duration::as_secs_f64).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
